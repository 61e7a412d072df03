using RiskLens.Engine.Units;

namespace RiskLens.Engine.Outages;

/// <summary>Tries outages at moments all over a channel's ledger.</summary>
internal static class PowerStudy
{
    private const int Moments = 4000;

    // Multiples of the golden ratio fill the time evenly, in no step with hours, days or weeks.
    private const double Golden = 0.618033988749895;

    /// <summary>The power of the series that a channel was searched by; the best of them counts.</summary>
    /// <param name="channel">Channel id.</param>
    /// <param name="searched">What was learnt of the channel's series, at least one.</param>
    /// <param name="hourOfWeek">Local hour of the week of each hour of the ledger.</param>
    /// <param name="start">First hour of the ledger.</param>
    /// <param name="falseAlarms">Chance limits of the searches together.</param>
    public static DetectionPower Of(
        string channel,
        IReadOnlyList<SeriesDetection> searched,
        int[] hourOfWeek,
        Hour start,
        double falseAlarms
    )
    {
        var from = searched.Min(s => s.FirstHour);
        var to = searched.Max(s => s.EndHour);
        var byHour = Enumerable.Range(0, 24).Select(_ => new List<double>()).ToArray();
        var shortest = new double[Moments];
        for (var i = 0; i < Moments; i++)
        {
            var moment = from + (to - from) * (i * Golden % 1);
            shortest[i] = searched.Min(s => s.ShortestFrom(moment));
            byHour[hourOfWeek[(int)moment] % 24].Add(shortest[i]);
        }
        Array.Sort(shortest);
        return new DetectionPower(
            channel,
            "enough",
            SeriesDetection.FewestWeeks,
            (start + from).Start,
            (start + to).Start,
            falseAlarms,
            [.. byHour.Select(Median)]
        )
        {
            Shortest = shortest,
        };
    }

    private static double? Median(List<double> lengths)
    {
        if (lengths.Count == 0)
            return null;
        lengths.Sort();
        var middle = lengths[lengths.Count / 2];
        return double.IsInfinity(middle) ? null : middle;
    }
}
