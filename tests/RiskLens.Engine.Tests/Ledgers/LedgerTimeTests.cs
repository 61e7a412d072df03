using RiskLens.Engine.Ledgers;

namespace RiskLens.Engine.Tests.Ledgers;

public sealed class LedgerTimeTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(86_399_999, 0, 86_399)]
    [InlineData(86_400_000, 1, 0)]
    [InlineData(-1, -1, 86_399)]
    public void A_day_holds_its_seconds_also_before_1970(long milliseconds, int day, int second) =>
        Assert.Equal((day, second), LedgerTime.DayAndSecondOf(milliseconds));

    [Theory]
    [InlineData(0, 7_200_000, 0, 2)]
    [InlineData(999, 7_200_000, 0, 2)]
    [InlineData(1_000, 7_200_000, 1, 2)]
    [InlineData(1_000, 7_199_999, 1, 1)]
    [InlineData(600_000, 1_200_000, 1, 1)]
    [InlineData(-3_600_001, 0, -1, 0)]
    public void Hours_at_the_edges_of_a_log_were_not_watched_wholly(
        long first,
        long last,
        int from,
        int to
    ) => Assert.Equal((from, to), LedgerTime.WholeHoursBetween(first, last));
}
