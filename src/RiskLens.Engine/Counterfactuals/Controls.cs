using RiskLens.Engine.Units;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Which channels may serve as controls of another's outages. A channel to which traffic was rerouted rose because
/// of the outage: held as "what would have been", it would count the reroutes as demand twice.
/// </summary>
public static class Controls
{
    /// <summary>Chance, above which a rise during the outages is held to be real.</summary>
    public const double Level = 0.8;

    /// <summary>
    /// Of the candidates, those that did not rise during the outages: the chance that their totals exceed what they
    /// would have carried, from fills of their own, is below 80 % in all outages together and in none alone above
    /// 95 %. A candidate whose fill knows nothing, or that was unseen in the hours, is refused.
    /// </summary>
    /// <param name="candidates">Series of channels not struck, outages not masked; all of the same hours.</param>
    /// <param name="clock">Their clock.</param>
    /// <param name="outages">Hours from (inclusive) to (exclusive) in which another channel was down.</param>
    public static IReadOnlyList<HourlySeries> Unmoved(
        IReadOnlyList<HourlySeries> candidates,
        LocalClock clock,
        IReadOnlyList<(Hour From, Hour To)> outages
    ) => [.. candidates.Where(c => ChanceOfRise(c, clock, outages) is { } chance && chance < Level)];

    /// <summary>
    /// Chance that a channel carried more in the outages than it would have, each outage's log ratio of actual to
    /// the draws weighing alike; the largest single chance where that is above 95 %. Null where nothing can be told.
    /// </summary>
    public static double? ChanceOfRise(
        HourlySeries candidate,
        LocalClock clock,
        IReadOnlyList<(Hour From, Hour To)> outages
    )
    {
        if (outages.Count == 0 || WindowFill.Of(candidate.Without(outages), clock) is not { } fill)
            return null;
        var (scores, largest) = (0.0, 0.0);
        foreach (var (from, to) in outages)
        {
            var (start, hours) = (from - candidate.Start, to - from);
            if (start < 0 || start + hours > candidate.Hours || hours <= 0)
                return null;
            for (var i = start; i < start + hours; i++)
            {
                if (!candidate.Usable[i])
                    return null;
            }
            if (fill.Fill(start, hours, 0) is not { } draws)
                return null;
            var actual = candidate.Values.AsSpan(start, hours).ToArray().Sum();
            var below =
                draws.Window.Values.Count(d => d < actual)
                + (draws.Window.Values.Count(d => d == actual) / 2.0);
            var chance = (below + 0.5) / (draws.Window.Count + 1);
            scores += MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, chance);
            largest = Math.Max(largest, chance);
        }
        // Stouffer 1949: normal scores of independent tests add.
        var together = MathNet.Numerics.Distributions.Normal.CDF(0, 1, scores / Math.Sqrt(outages.Count));
        return largest > 0.95 ? largest : together;
    }
}
