using System.Runtime.InteropServices;

namespace RiskLens.Engine.Numerics;

/// <summary>One period of one unit: what was seen per weight, and the weight (such as events a year, and years).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WeighedRatio(double Ratio, double Weight);

/// <summary>What credibility makes of one unit.</summary>
/// <param name="Mean">The unit's own weighted mean.</param>
/// <param name="Factor">Its weight (0 to 1) against the mean of its cohort.</param>
/// <param name="Premium">The credible ratio: between the two.</param>
public sealed record CredibleUnit(double Mean, double Factor, double Premium);

/// <summary>
/// Credibility of Buhlmann and Straub (1970), and in two steps (units in cohorts) of Jewell (1975): the best linear
/// estimate of each unit's ratio, whatever the law of ratios. For Poisson counts with gamma rates it is the posterior
/// mean with the law's two parameters estimated by moments, hence a second opinion on them that shares none of their
/// assumptions.
/// </summary>
/// <param name="Collective">The mean over all.</param>
/// <param name="BetweenCohorts">Variance of cohorts' true means; 0 where there is one cohort.</param>
/// <param name="BetweenUnits">Variance of units' true ratios within a cohort.</param>
/// <param name="Within">Variance of a ratio of weight 1 about its unit's.</param>
/// <param name="Cohorts">The credible mean of each cohort.</param>
public sealed record Credibility(
    double Collective,
    double BetweenCohorts,
    double BetweenUnits,
    double Within,
    IReadOnlyList<double> Cohorts,
    IReadOnlyList<CredibleUnit> Units
)
{
    private const int MostRounds = 1000;
    private const double Settled = 1e-13;

    /// <summary>
    /// Units of one cohort, by the unbiased estimators; a variance between units that comes out negative is zero, and
    /// all units then share the weighted mean.
    /// </summary>
    /// <exception cref="ArgumentException">Fewer than two units, or no unit with two periods of weight.</exception>
    public static Credibility Of(IReadOnlyList<IReadOnlyList<WeighedRatio>> units)
    {
        var (weights, means, within) = Summed(units);
        var total = weights.Sum();
        var mean = weights.Zip(means, (w, m) => w * m).Sum() / total;
        var between =
            (
                weights.Zip(means, (w, m) => w * (m - mean) * (m - mean)).Sum()
                - ((weights.Length - 1) * within)
            ) / (total - (weights.Sum(w => w * w) / total));
        var factors = Array.ConvertAll(weights, w => FactorOf(w, between, within));
        var collective = MeanOf(factors, means) ?? mean;
        return new Credibility(
            collective,
            0,
            Math.Max(0, between),
            within,
            [collective],
            [.. means.Select((m, i) => Unit(m, factors[i], collective))]
        );
    }

    /// <summary>
    /// Units in two cohorts or more, by the iterative pseudo-estimators (Goovaerts and Hoogstad 1987), each variance the
    /// mean square of what it stands for, weighed by the factors it leads to.
    /// </summary>
    /// <param name="cohort">The number of each unit's cohort, from 0 without gaps.</param>
    public static Credibility Of(IReadOnlyList<IReadOnlyList<WeighedRatio>> units, IReadOnlyList<int> cohort)
    {
        var cohorts = cohort.Max() + 1;
        if (cohorts < 2)
            return Of(units);
        var (weights, means, within) = Summed(units);
        var members = Enumerable
            .Range(0, cohorts)
            .Select(c => Enumerable.Range(0, means.Length).Where(i => cohort[i] == c).ToArray())
            .ToArray();
        var betweenUnits = Spread(means);
        var betweenCohorts = betweenUnits;
        for (var round = 0; ; round++)
        {
            var factors = Array.ConvertAll(weights, w => FactorOf(w, betweenUnits, within));
            double[] cohortMeans =
            [
                .. members.Select(m =>
                    MeanOf([.. m.Select(i => factors[i])], [.. m.Select(i => means[i])])
                    ?? (m.Sum(i => weights[i] * means[i]) / m.Sum(i => weights[i]))
                ),
            ];
            double[] cohortFactors =
            [
                .. members.Select(m => FactorOf(m.Sum(i => factors[i]), betweenCohorts, betweenUnits)),
            ];
            var collective = MeanOf(cohortFactors, cohortMeans) ?? cohortMeans.Average();
            var nextUnits =
                means.Select((m, i) => factors[i] * Square(m - cohortMeans[cohort[i]])).Sum()
                / Math.Max(1, means.Length - cohorts);
            var nextCohorts =
                cohortMeans.Select((m, c) => cohortFactors[c] * Square(m - collective)).Sum() / (cohorts - 1);
            var moved = Math.Abs(nextUnits - betweenUnits) + Math.Abs(nextCohorts - betweenCohorts);
            var done = moved <= Settled * (betweenUnits + betweenCohorts) || round == MostRounds;
            (betweenUnits, betweenCohorts) = (nextUnits, nextCohorts);
            if (!done)
                continue;
            double[] premiums =
            [
                .. cohortMeans.Select((m, c) => Unit(m, cohortFactors[c], collective).Premium),
            ];
            return new Credibility(
                collective,
                betweenCohorts,
                betweenUnits,
                within,
                premiums,
                [.. means.Select((m, i) => Unit(m, factors[i], premiums[cohort[i]]))]
            );
        }
    }

    private static (double[] Weights, double[] Means, double Within) Summed(
        IReadOnlyList<IReadOnlyList<WeighedRatio>> units
    )
    {
        var freedom = units.Sum(u => u.Count - 1);
        if (units.Count < 2 || freedom < 1)
            throw new ArgumentException("Credibility needs two units, one with two periods.", nameof(units));
        double[] weights = [.. units.Select(u => u.Sum(p => p.Weight))];
        double[] means = [.. units.Select((u, i) => u.Sum(p => p.Weight * p.Ratio) / weights[i])];
        var within =
            units.Select((u, i) => u.Sum(p => p.Weight * Square(p.Ratio - means[i]))).Sum() / freedom;
        return (weights, means, within);
    }

    private static double FactorOf(double weight, double between, double within) =>
        between > 0 ? weight * between / ((weight * between) + within) : 0;

    private static CredibleUnit Unit(double mean, double factor, double around) =>
        new(mean, factor, (factor * mean) + ((1 - factor) * around));

    private static double? MeanOf(double[] factors, double[] means)
    {
        var total = factors.Sum();
        return total > 0 ? factors.Zip(means, (f, m) => f * m).Sum() / total : null;
    }

    private static double Spread(double[] values)
    {
        var mean = values.Average();
        return values.Sum(v => Square(v - mean)) / (values.Length - 1);
    }

    private static double Square(double value) => value * value;
}
