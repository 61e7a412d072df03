using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>What a weight of the prior scored: the sum of log predictive chances of the years left out.</summary>
public readonly record struct DiscountScore(double Discount, double Score);

/// <summary>
/// How much of what is known of other countries' places counts for one more country (power prior, Ibrahim and Chen
/// 2000, on the gamma law: Gamma(a0 x alpha, a0 x beta) keeps the mean and widens). a0 is judged by leaving years
/// out: for every place and calendar year, the prior comes from the other places without that year, is weighed by
/// a0, meets the place's own other years, and predicts the year's count. See decision 0010.
/// </summary>
internal static class PowerPrior
{
    // Without any weight a place that never failed has no law at all: the grid begins above zero.
    private const int Steps = 20;

    /// <summary>All weights with their score, from 0.05 to 1; none where fewer than two places were watched.</summary>
    public static IReadOnlyList<DiscountScore> Scores(IReadOnlyList<NodeHistory> places)
    {
        var yearly = places.Where(p => p.Watched.Years > 0).Select(p => new Place(p)).ToArray();
        if (yearly.Length < 2)
            return [];
        var scores = new double[Steps];
        foreach (var year in yearly.SelectMany(p => p.Years.Keys).Distinct().Order())
        {
            var rest = yearly.Select(p => p.Without(year)).ToArray();
            for (var i = 0; i < yearly.Length; i++)
            {
                if (!yearly[i].Years.TryGetValue(year, out var left))
                    continue;
                var prior = PooledRates.Fit([.. rest.Where((_, j) => j != i)]).Prior;
                // Listed for having failed, and not in the other years: then it failed in this one.
                var certain = rest[i] is { Events: 0, CertainWithin: > 0 } ? left.Years : 0;
                for (var k = 0; k < Steps; k++)
                {
                    var law = prior.Discounted((k + 1.0) / Steps).After(rest[i].Events, rest[i].Years);
                    scores[k] += GammaPrior.LogChance(law, new RateCount(left.Events, left.Years, certain));
                }
            }
        }
        return [.. scores.Select((s, k) => new DiscountScore((k + 1.0) / Steps, s))];
    }

    /// <summary>The weight with the best score; the larger of equals; 1 where there is nothing to judge by.</summary>
    public static double Best(IReadOnlyList<DiscountScore> scores) =>
        scores.Count == 0 ? 1 : scores.OrderBy(s => s.Score).ThenBy(s => s.Discount).Last().Discount;

    private sealed class Place(NodeHistory history)
    {
        private readonly RateCount _all = history.Count;

        public Dictionary<int, (int Events, double Years)> Years { get; } =
            history.ByYear().ToDictionary(y => y.Year, y => (y.Events, y.Years));

        public RateCount Without(int year) =>
            Years.TryGetValue(year, out var left)
                ? _all with
                {
                    Events = _all.Events - left.Events,
                    // Rounding must not leave a year of the place's only year.
                    Years = Years.Count == 1 ? 0 : _all.Years - left.Years,
                }
                : _all;
    }
}
