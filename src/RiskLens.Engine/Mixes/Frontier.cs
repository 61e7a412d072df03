namespace RiskLens.Engine.Mixes;

/// <summary>Mixes that no other mix beats in cost, mean and tail at once.</summary>
public static class Frontier
{
    /// <summary>The most points that are kept.</summary>
    public const int Most = 60;

    /// <summary>
    /// Whether a point is at least as good in all three and better in one. Equal points dominate neither way.
    /// </summary>
    public static bool Dominates(MixPoint one, MixPoint other) =>
        one.Cost <= other.Cost
        && one.Mean <= other.Mean
        && one.Cvar95 <= other.Cvar95
        && (one.Cost < other.Cost || one.Mean < other.Mean || one.Cvar95 < other.Cvar95);

    /// <summary>Places of the undominated points, by cost; of equal points the first.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<MixPoint> points)
    {
        var kept = new List<int>();
        for (var i = 0; i < points.Count; i++)
        {
            var beaten = false;
            for (var j = 0; j < points.Count && !beaten; j++)
                beaten = Dominates(points[j], points[i]) || (j < i && points[j] == points[i]);
            if (!beaten)
                kept.Add(i);
        }
        return [.. kept.OrderBy(i => points[i].Cost).ThenBy(i => points[i].Mean)];
    }

    /// <summary>At most so many of the points, evenly along their order, the ends and those asked for always among them.</summary>
    public static IReadOnlyList<int> Thinned(IReadOnlyList<int> frontier, int most, params int[] always)
    {
        if (frontier.Count <= most)
            return frontier;
        var kept = new SortedSet<int>();
        foreach (var one in always)
        {
            for (var place = 0; place < frontier.Count; place++)
            {
                if (frontier[place] == one)
                    kept.Add(place);
            }
        }
        var rest = most - kept.Count;
        for (var i = 0; i < rest; i++)
            kept.Add((int)Math.Round(i * (frontier.Count - 1) / (double)Math.Max(1, rest - 1)));
        return [.. kept.Select(place => frontier[place])];
    }
}

/// <summary>A mix as the frontier sees it: what it costs a year, and the mean and CVaR95 of a year's loss without that cost.</summary>
public readonly record struct MixPoint(double Cost, double Mean, double Cvar95);
