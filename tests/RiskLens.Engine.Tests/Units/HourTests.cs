using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Units;

public sealed class HourTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(3_599_999, 0)]
    [InlineData(3_600_000, 1)]
    [InlineData(-1, -1)]
    [InlineData(-3_600_000, -1)]
    [InlineData(-3_600_001, -2)]
    public void An_hour_holds_the_moments_from_its_start_to_the_next(long milliseconds, int index) =>
        Assert.Equal(index, Hour.OfUnixMilliseconds(milliseconds).Index);

    [Fact]
    public void The_hour_of_the_meta_outage_prints_as_iso() =>
        Assert.Equal(
            "2021-10-04T15:00Z",
            Hour.Of(new DateTimeOffset(2021, 10, 4, 15, 39, 0, TimeSpan.Zero)).ToString()
        );
}
