using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>What a weight of the prior scored: the sum of log predictive chances of the years left out.</summary>
/// <param name="Behind">How far it is behind the best.</param>
/// <param name="Error">Standard error of that, the years being the units: places of a year share its shocks.</param>
public sealed record DiscountScore(double Discount, double Score, double Behind, double Error);

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

    // A weight counts as worse from two standard errors on: a single year, however odd, stays within one.
    private const double Errors = 2;

    /// <summary>All weights with their score, from 0.05 to 1; none where fewer than two places were watched.</summary>
    public static IReadOnlyList<DiscountScore> Scores(IReadOnlyList<NodeHistory> places)
    {
        var yearly = places.Where(p => p.Watched.Years > 0).Select(p => new Place(p)).ToArray();
        if (yearly.Length < 2)
            return [];
        var years = yearly
            .SelectMany(p => p.Years.Keys)
            .Distinct()
            .Order()
            .Select(y => ScoresOf(y, yearly))
            .ToArray();
        var sums = Enumerable.Range(0, Steps).Select(k => years.Sum(y => y[k])).ToArray();
        var best = Array.IndexOf(sums, sums.Max());
        return
        [
            .. sums.Select(
                (sum, k) =>
                {
                    var behind = sums[best] - sum;
                    var mean = behind / years.Length;
                    var squares = years.Sum(y => Square(y[best] - y[k] - mean));
                    var error = Math.Sqrt(squares * years.Length / Math.Max(1, years.Length - 1));
                    return new DiscountScore(WeightOf(k), sum, behind, error);
                }
            ),
        ];
    }

    /// <summary>
    /// The largest weight that is not behind the best by more than two standard errors: what is known elsewhere is
    /// given up on evidence only. 1 where there is nothing to judge by.
    /// </summary>
    public static double Best(IReadOnlyList<DiscountScore> scores) =>
        scores.Where(s => s.Behind <= Errors * s.Error).Select(s => s.Discount).DefaultIfEmpty(1).Max();

    private static double[] ScoresOf(int year, Place[] places)
    {
        var scores = new double[Steps];
        var rest = places.Select(p => p.Without(year)).ToArray();
        var priors = PooledRates.LeaveOneOut(rest);
        for (var i = 0; i < places.Length; i++)
        {
            if (!places[i].Years.TryGetValue(year, out var left))
                continue;
            var prior = priors[i].Prior;
            // Listed for having failed, and not in the other years: then it failed in this one.
            var certain = rest[i] is { Events: 0, CertainWithin: > 0 } ? left.Years : 0;
            for (var k = 0; k < Steps; k++)
            {
                var law = prior.Discounted(WeightOf(k)).After(rest[i].Events, rest[i].Years);
                scores[k] += GammaPrior.LogChance(law, new RateCount(left.Events, left.Years, certain));
            }
        }
        return scores;
    }

    private static double WeightOf(int step) => (step + 1.0) / Steps;

    private static double Square(double value) => value * value;

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
                    // Rounding must not leave a crumb of a place's only year.
                    Years = Years.Count == 1 ? 0 : _all.Years - left.Years,
                }
                : _all;
    }
}
