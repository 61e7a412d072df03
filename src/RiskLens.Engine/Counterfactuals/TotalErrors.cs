using MathNet.Numerics.Distributions;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>By how much a total missed its forecast at a rolling origin.</summary>
/// <param name="LeadWeeks">Weeks from the origin to the window's start.</param>
/// <param name="LogRatio">Log of actual to forecast.</param>
/// <param name="CountVariance">Variance that counting alone gives this log ratio: 1 / expected count; 0 if no counts.</param>
internal readonly record struct Miss(double LeadWeeks, double LogRatio, double CountVariance);

/// <summary>
/// Law of the log ratio of actual to forecast totals by lead. Misses of all origins and leads, each over
/// s(lead) = sqrt(c (1 + rho lead) + counting), are pooled: c and rho by Gaussian quasi-likelihood on the mean
/// absolute miss of each week of lead, rho (a level that drifts) drawn toward 0.15 where leads were too few to tell.
/// Origins within one horizon of each other share the drift of the level, so that the pooled quantiles are widened
/// about their median by Student's t over the normal, with 2 + (span of origins / horizon) degrees of freedom: split
/// conformal (Vovk et al. 2005) presumes exchangeable misses, which dependent origins are not.
/// </summary>
internal sealed class TotalErrors
{
    private const int Kept = 199;
    private const double TypicalDrift = 0.15;
    private const double DriftPenalty = 0.01;

    // Beyond this the t law of few origins would let a handful of misses decide.
    private const double StretchedTo = 0.025;

    private static readonly double[] Drifts = [0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 8];

    private readonly double[] _standardised;
    private readonly double _variance;
    private readonly double _drift;
    private readonly double _countVariance;

    /// <summary>Misses (at least one) and the span of their origins in horizons.</summary>
    public TotalErrors(IReadOnlyList<Miss> misses, double horizonsSpanned)
    {
        (_variance, _drift) = Fit(misses);
        _countVariance = misses.Average(m => m.CountVariance);
        var pooled = Quantiles.Sorted(misses.Select(m => m.LogRatio / Spread(m.LeadWeeks, m.CountVariance)));
        var freedom = 2 + horizonsSpanned;
        var middle = Quantiles.Of(pooled, 0.5);
        _standardised = new double[Kept];
        for (var i = 0; i < Kept; i++)
        {
            var p = (i + 1.0) / (Kept + 1);
            _standardised[i] = middle + ((Quantiles.Predictive(pooled, p) - middle) * Stretch(p, freedom));
        }
    }

    /// <summary>199 equally likely log ratios at a lead, ascending; counting noise as among the misses.</summary>
    public IEnumerable<double> At(double leadWeeks) => At(leadWeeks, _countVariance);

    /// <summary>199 equally likely log ratios at a lead, ascending, for a total with its own counting noise.</summary>
    public IEnumerable<double> At(double leadWeeks, double countVariance)
    {
        var spread = Spread(leadWeeks, countVariance);
        return _standardised.Select(z => z * spread);
    }

    private double Spread(double leadWeeks, double countVariance) =>
        Math.Sqrt(Math.Max(1e-12, (_variance * (1 + (_drift * leadWeeks))) + countVariance));

    private static double Stretch(double p, double freedom)
    {
        var tail = Math.Clamp(Math.Min(p, 1 - p), StretchedTo, 0.4);
        return StudentT.InvCDF(0, 1, freedom, tail)
            / MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, tail);
    }

    private static (double Variance, double Drift) Fit(IReadOnlyList<Miss> misses)
    {
        // Of a normal law, pi/2 times the squared mean absolute value is the variance; single spikes move it little.
        var weeks = misses
            .GroupBy(m => (int)m.LeadWeeks)
            .Select(g =>
                (
                    Lead: g.Key + 0.5,
                    Weight: g.Count() / (double)misses.Count,
                    Variance: Math.Pow(g.Average(m => Math.Abs(m.LogRatio)), 2) * Math.PI / 2,
                    Counting: g.Average(m => m.CountVariance)
                )
            )
            .ToArray();
        var overall = weeks.Sum(w => w.Weight * w.Variance);
        var best = (Cost: double.PositiveInfinity, Variance: overall, Drift: TypicalDrift);
        foreach (var drift in Drifts)
        {
            var growth = weeks.Sum(w => w.Weight * (1 + (drift * w.Lead)));
            for (var share = 1.5; share > 1e-3; share *= 0.85)
            {
                var variance = share * overall / growth;
                var cost = DriftPenalty * Math.Pow(Math.Log(drift / TypicalDrift), 2);
                foreach (var week in weeks)
                {
                    var expected = Math.Max(1e-12, (variance * (1 + (drift * week.Lead))) + week.Counting);
                    cost += week.Weight * (Math.Log(expected) + (week.Variance / expected));
                }
                if (cost < best.Cost)
                    best = (cost, variance, drift);
            }
        }
        return (best.Variance, best.Drift);
    }
}
