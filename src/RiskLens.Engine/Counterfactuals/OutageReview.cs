using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// What an outage of the catalogue did to a channel of the company. Draw arrays run in parallel: element i of each
/// comes from the same past window. Demand is the counterfactual within the outage's minutes; Shortfall is
/// counterfactual minus actual over the clock hours it touches. Null shares: what came after cannot be told.
/// </summary>
/// <param name="RecoveryHours">Clock hours after it in which what came back is looked for.</param>
/// <param name="RepeatsOut">
/// Whether shares count who tries again within a day once; false where most conversations are such repeats anyway or the
/// log does not tell them.
/// </param>
/// <param name="Waits">Hours from demand to the channel's return, with the expected demand at each.</param>
/// <param name="ExpectedByHour">Of the clock hours touched and the recovery hours.</param>
public sealed record ReviewedOutage(
    CatalogueOutage Outage,
    string Channel,
    Hour First,
    int Hours,
    int RecoveryHours,
    double[] Demand,
    double[] Shortfall,
    OutageShares? Shares,
    bool RepeatsOut,
    IReadOnlyList<(double WaitHours, double Demand)> Waits,
    double[] ExpectedByHour
);

/// <summary>
/// Conversations that customers began: all of them, and those that are no repeats within a day (decision 0012; null
/// where the log does not tell).
/// </summary>
public sealed record ReviewedSeries(FilledSeries All, FilledSeries? First);

/// <summary>Compares the hours of known outages with what they would have carried.</summary>
public static class OutageReview
{
    // Above, most of what a log shows is custom rather than a wish of its own, and few first ones are left to count.
    private const double MostRepeats = 0.5;

    /// <summary>Recovered conversations are looked for in twice the outage's length, 6 to 48 h: fixed beforehand.</summary>
    public static int RecoveryHoursOf(int hours) => Math.Clamp(2 * hours, 6, 48);

    /// <summary>The clock hours that an outage touches.</summary>
    public static (Hour First, int Hours) HoursOf(CatalogueOutage outage)
    {
        var first = Hour.Of(outage.Start);
        var last = Hour.Of(outage.End!.Value.AddTicks(-1));
        return (first, last - first + 1);
    }

    /// <summary>
    /// Reviews one outage on one channel. Null when fewer than 8 past windows can be compared.
    /// </summary>
    /// <param name="outage">With a known end, within the series.</param>
    /// <param name="channel">The channel struck.</param>
    /// <param name="own">The channel's series.</param>
    /// <param name="others">All other channels together, or null when there are none.</param>
    public static ReviewedOutage? Of(
        CatalogueOutage outage,
        string channel,
        ReviewedSeries own,
        ReviewedSeries? others
    )
    {
        var (first, hours) = HoursOf(outage);
        var at = first - own.All.Series.Start;
        // The log may end before the recovery hours do: the shortfall is known all the same.
        var recoveryHours = Math.Min(RecoveryHoursOf(hours), own.All.Series.Hours - at - hours);
        if (own.All.Fill.Fill(at, hours, recoveryHours) is not { } draws)
            return null;
        var waits = WaitsOf(outage, first, hours, draws.ExpectedByHour);
        var expected = draws.ExpectedByHour.Take(hours).Sum();
        var within = expected > 0 ? waits.Sum(w => w.Demand) / expected : 0;
        var actual = own.All.Total(at, hours);
        int[] keys = [.. draws.Window.Keys.Order()];
        OutageShares? shares = null;
        var repeatsOut = false;
        if (recoveryHours == RecoveryHoursOf(hours) && within > 0 && Seen(own.All, at, hours + recoveryHours))
        {
            var repeats = RepeatsIn(own);
            repeatsOut = repeats <= MostRepeats && (others?.First is not null) == (others is not null);
            var elsewhere = repeatsOut ? others?.First : others?.All;
            shares = new ShareReview(
                repeatsOut ? own.First! : own.All,
                elsewhere is not null && Seen(elsewhere, at, hours) ? elsewhere : null,
                at,
                hours,
                within,
                repeatsOut ? repeats : 0
            ).Of(recoveryHours);
        }
        return new ReviewedOutage(
            outage,
            channel,
            first,
            hours,
            recoveryHours,
            [.. keys.Select(k => draws.Window[k] * within)],
            [.. keys.Select(k => draws.Window[k] - actual)],
            shares,
            repeatsOut,
            waits,
            draws.ExpectedByHour
        );
    }

    /// <summary>Share of the conversations of all usable hours that are repeats; 1 where the log does not tell.</summary>
    private static double RepeatsIn(ReviewedSeries series)
    {
        if (series.First is not { } firsts)
            return 1;
        var (all, first) = (0.0, 0.0);
        for (var i = 0; i < series.All.Series.Hours; i++)
        {
            if (series.All.Series.Usable[i])
                (all, first) = (all + series.All.Series.Values[i], first + firsts.Series.Values[i]);
        }
        return all > 0 ? 1 - (first / all) : 1;
    }

    private static bool Seen(FilledSeries series, int from, int hours) =>
        series.Series.Usable.AsSpan(from, hours).IndexOf(false) < 0;

    private static List<(double WaitHours, double Demand)> WaitsOf(
        CatalogueOutage outage,
        Hour first,
        int hours,
        double[] expected
    )
    {
        var waits = new List<(double WaitHours, double Demand)>();
        for (var i = 0; i < hours; i++)
        {
            var from = Later((first + i).Start, outage.Start);
            var to = Earlier((first + i + 1).Start, outage.End!.Value);
            var middle = from + ((to - from) / 2);
            waits.Add(((outage.End.Value - middle).TotalHours, expected[i] * (to - from).TotalHours));
        }
        return waits;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
