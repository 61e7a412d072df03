using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// What an outage of the catalogue did to a channel of the company. Draw arrays run in parallel: element i of each
/// comes from the same past window. Demand is the counterfactual within the outage's minutes; Shortfall is
/// counterfactual minus actual over the clock hours it touches; shares are shares of demand.
/// </summary>
public sealed record ReviewedOutage(
    CatalogueOutage Outage,
    string Channel,
    Hour First,
    int Hours,
    int RecoveryHours,
    double[] Demand,
    double[] Shortfall,
    double[] RecoveredShare,
    double[]? ReroutedShare,
    IReadOnlyList<(double WaitHours, double Demand)> Waits,
    double[] ExpectedByHour
);

/// <summary>Compares the hours of known outages with what they would have carried.</summary>
public static class OutageReview
{
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
    /// Reviews one outage on one channel. Series hold conversations begun by customers; their outages and the
    /// recovery hours after them are masked. Null when fewer than 8 past windows can be compared.
    /// </summary>
    /// <param name="outage">With a known end.</param>
    /// <param name="channel">The channel struck.</param>
    /// <param name="own">Series of the channel, outages not masked out of its values.</param>
    /// <param name="ownFill">Fill of the channel's masked series.</param>
    /// <param name="others">Series of all other channels together, or null when there are none.</param>
    /// <param name="othersFill">Fill of the others' masked series.</param>
    public static ReviewedOutage? Of(
        CatalogueOutage outage,
        string channel,
        HourlySeries own,
        WindowFill ownFill,
        HourlySeries? others,
        WindowFill? othersFill
    )
    {
        var (first, hours) = HoursOf(outage);
        var recoveryHours = RecoveryHoursOf(hours);
        var at = first - own.Start;
        if (ownFill.Fill(at, hours, recoveryHours) is not { } draws)
            return null;
        var elsewhere = othersFill?.Fill(at, hours, 0);
        int[] keys = [.. draws.Window.Keys.Where(k => elsewhere?.Window.ContainsKey(k) ?? true).Order()];
        if (keys.Length < 8)
            (keys, elsewhere) = ([.. draws.Window.Keys.Order()], null);
        var waits = WaitsOf(outage, first, hours, draws.ExpectedByHour);
        var expected = draws.ExpectedByHour.Take(hours).Sum();
        var within = expected > 0 ? waits.Sum(w => w.Demand) / expected : 0;
        var actual = Sum(own, at, hours);
        var after = Sum(own, at + hours, recoveryHours);
        double[] demand = [.. keys.Select(k => draws.Window[k] * within)];
        double ShareOf(int i, double excess) => excess / Math.Max(1, demand[i]);
        return new ReviewedOutage(
            outage,
            channel,
            first,
            hours,
            recoveryHours,
            demand,
            [.. keys.Select(k => draws.Window[k] - actual)],
            [.. keys.Select((k, i) => ShareOf(i, after - draws.Recovery[k]))],
            elsewhere is null || others is null
                ? null
                : [.. keys.Select((k, i) => ShareOf(i, Sum(others, at, hours) - elsewhere.Window[k]))],
            waits,
            draws.ExpectedByHour
        );
    }

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

    private static double Sum(HourlySeries series, int from, int hours)
    {
        double sum = 0;
        for (var i = from; i < Math.Min(series.Hours, from + hours); i++)
            sum += series.Values[i];
        return sum;
    }
}
