using RiskLens.Engine.Units;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Hourly values, such as counts, with the hours that may be learnt from: observed, and not within an outage or its
/// recovery. Values and Usable have one element an hour from Start.
/// </summary>
public sealed record HourlySeries(Hour Start, double[] Values, bool[] Usable)
{
    public int Hours => Values.Length;

    public Hour End => Start + Values.Length;

    /// <summary>The same counts with more hours masked, from (inclusive) to (exclusive).</summary>
    public HourlySeries Without(IEnumerable<(Hour From, Hour To)> windows)
    {
        var usable = (bool[])Usable.Clone();
        foreach (var (from, to) in windows)
        {
            var first = Math.Max(0, from - Start);
            var last = Math.Min(Hours, to - Start);
            if (first < last)
                Array.Fill(usable, false, first, last - first);
        }
        return this with { Usable = usable };
    }

    /// <summary>The hours before a moment only.</summary>
    public HourlySeries Until(Hour end)
    {
        var hours = Math.Clamp(end - Start, 0, Hours);
        return new HourlySeries(Start, Values[..hours], Usable[..hours]);
    }

    /// <summary>Number of hours that may be learnt from.</summary>
    public int UsableHours => Usable.Count(u => u);
}
