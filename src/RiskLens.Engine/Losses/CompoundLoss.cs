using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>
/// Independent Poisson streams of events with lognormal severities, in closed form: the check on simulated curves
/// (Klugman, Panjer and Willmot 2012).
/// </summary>
public sealed class CompoundLoss(IReadOnlyList<(double EventsPerYear, Lognormal Severity)> streams)
{
    /// <summary>Mean loss of a year: sum of rate x mean severity. The mean of a rate, never its mode.</summary>
    public double MeanPerYear => streams.Sum(s => s.EventsPerYear * s.Severity.Mean);

    /// <summary>Chance of a year without an event.</summary>
    public double ChanceOfNone => Math.Exp(-streams.Sum(s => s.EventsPerYear));

    /// <summary>Chance that the largest single loss of a year exceeds x: 1 - exp(-sum of rate x (1 - F(x))).</summary>
    public double OccurrenceExceedance(double x) =>
        1 - Math.Exp(-streams.Sum(s => s.EventsPerYear * (1 - s.Severity.Cdf(x))));

    /// <summary>One simulated year: total and largest loss.</summary>
    public (double Total, double Largest) Draw(Rng rng)
    {
        var (total, largest) = (0.0, 0.0);
        foreach (var (eventsPerYear, severity) in streams)
        {
            for (var e = rng.NextPoisson(eventsPerYear); e > 0; e--)
            {
                var loss = severity.Draw(rng);
                (total, largest) = (total + loss, Math.Max(largest, loss));
            }
        }
        return (total, largest);
    }
}
