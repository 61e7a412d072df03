using NodaTime;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Outages.Detection;

public sealed class LogWatchTests
{
    private const int Weeks = 12;

    /// <summary>Lengths from ten minutes to a day, of which shorter ones than ten minutes go unreported.</summary>
    private static readonly DurationLaw Lengths = DurationLaw.Fit(
        Regime.Fault,
        [.. new[] { 0.2, 0.5, 0.8, 1, 1.5, 2, 3, 5, 8, 13, 20 }.Select(h => new LengthSeen(h, h, 1 / 6.0))]
    );

    [Fact]
    public void The_chance_to_notice_is_the_mean_over_drawn_lengths_of_the_chance_to_find_them()
    {
        var power = PowerOf(openHours: 24);
        var rng = new Rng(11);
        var (sum, draws) = (0.0, 20_000);
        for (var i = 0; i < draws; i++)
            sum += power.ChanceDetected(Lengths.DrawLaw(rng).Draw(rng, Lengths.ReportedFromHours));
        Assert.Equal(sum / draws, LogWatch.ChanceToNotice(power, Lengths), 4 * 0.5 / Math.Sqrt(draws) + 0.01);
    }

    [Fact]
    public void A_log_with_traffic_by_day_notices_less_than_one_with_traffic_all_day_and_more_than_its_open_share()
    {
        var allDay = LogWatch.ChanceToNotice(PowerOf(openHours: 24), Lengths);
        var byDay = LogWatch.ChanceToNotice(PowerOf(openHours: 8), Lengths);
        Assert.True(byDay < allDay, $"{byDay} against {allDay}");
        Assert.True(byDay > allDay * 8 / 24, $"{byDay} against {allDay} for a third of the hours");
    }

    private static DetectionPower PowerOf(int openHours)
    {
        const int Hours = Weeks * 168;
        int[] counts =
        [
            .. Enumerable.Range(0, Hours).Select(h => h % 24 < openHours ? 40 + ((h * 7) % 5) : 0),
        ];
        var none = new int[Hours];
        var ledger = new Ledger(
            new Hour(438_000),
            Hours,
            ["whatsapp"],
            [
                new Activity(
                    "whatsapp",
                    "support",
                    counts,
                    none,
                    counts,
                    none,
                    counts,
                    none,
                    new decimal[Hours]
                ),
            ],
            [
                [.. Enumerable.Repeat(true, Hours)],
            ],
            new ReachSets(new Dictionary<int, long>(), [])
        );
        return OutageDetection
            .Run(ledger, DateTimeZone.Utc, [], null, TestContext.Current.CancellationToken)
            .Power.Single();
    }
}
