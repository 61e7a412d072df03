namespace RiskLens.Engine.Outages;

/// <summary>When a silence began and ended, in hours since the series' first, and how far off that may be.</summary>
internal readonly record struct EdgeTimes(double Start, double End, double StartWithin, double EndWithin)
{
    // With fewer messages to be expected of an hour its count does not tell which part of it was lost.
    private const double Telling = 5;

    // Silence of its own lasts about until so many messages were to be expected (chance 5 %).
    private const double OwnSilence = 3;
    private const int Neighbours = 6;

    /// <summary>
    /// Reads the hours before and after the silent hours from (inclusive) to (exclusive): an hour with half of its
    /// messages was cut at its half.
    /// </summary>
    public static EdgeTimes Of(UsualCounts usual, int from, int to)
    {
        var clock = usual.Hours.Clock;
        var (lostBefore, startWithin) = Edge(usual, from - 1, from, -1);
        var (lostAfter, endWithin) = Edge(usual, to, to - 1, 1);
        return new EdgeTimes(clock[from] - lostBefore, clock[to - 1] + 1 + lostAfter, startWithin, endWithin);
    }

    private static (double Lost, double Within) Edge(UsualCounts usual, int partial, int silent, int outward)
    {
        var hours = usual.Hours;
        if (partial < 0 || partial >= hours.Length)
            return (0, 1);
        var apart = Math.Abs(hours.Clock[partial] - hours.Clock[silent]);
        if (apart > 1)
            return (0, apart);
        var expected = usual.Expected(partial, partial + 1) * Nearby(usual, partial + outward, outward);
        return expected >= Telling
            ? (1 - Math.Min(1, hours.Counts[partial] / expected), 1)
            : (0, 1 + OwnHours(usual, silent, -outward));
    }

    // What the hours further out count, to what was expected of them: the level of that day.
    private static double Nearby(UsualCounts usual, int first, int outward)
    {
        double count = 0;
        double expected = 0;
        for (var i = 0; i < Neighbours; i++)
        {
            var at = first + i * outward;
            if (at < 0 || at >= usual.Hours.Length)
                break;
            var usualCount = usual.Expected(at, at + 1);
            if (double.IsNaN(usualCount))
                break;
            count += usual.Hours.Counts[at];
            expected += usualCount;
        }
        return expected > 0 ? (count + expected / Neighbours) / (expected + expected / Neighbours) : 1;
    }

    private static double OwnHours(UsualCounts usual, int silent, int inward)
    {
        double expected = 0;
        for (var i = 0; i < 7 * 24; i++)
        {
            var at = silent + i * inward;
            if (at < 0 || at >= usual.Hours.Length || usual.Hours.Counts[at] > 0)
                return i;
            expected += usual.Expected(at, at + 1);
            if (expected >= OwnSilence)
                return i;
        }
        return 7 * 24;
    }
}
