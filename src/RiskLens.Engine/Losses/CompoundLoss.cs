using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>How many events a year holds.</summary>
/// <param name="Mean">Mean number a year.</param>
/// <param name="Draw">The number in one year.</param>
/// <param name="Generating">Probability generating function: the mean of z to the power of the number.</param>
public sealed record EventCounts(double Mean, Func<Rng, int> Draw, Func<double, double> Generating)
{
    /// <summary>Poisson at a known rate.</summary>
    public static EventCounts Poisson(double perYear) =>
        new(perYear, rng => rng.NextPoisson(perYear), z => Math.Exp(perYear * (z - 1)));

    /// <summary>Poisson at a rate that is itself gamma: negative binomial.</summary>
    public static EventCounts NegativeBinomial(GammaRate rate) =>
        new(rate.Mean, rng => rng.NextPoisson(rate.Draw(rng)), z => rate.ChanceOfNone(1 - z));
}

/// <summary>What one event costs.</summary>
/// <param name="Mean">Mean loss.</param>
/// <param name="Draw">The loss of one event.</param>
/// <param name="Cdf">Chance that it is at most x.</param>
public sealed record EventLoss(double Mean, Func<Rng, double> Draw, Func<double, double> Cdf)
{
    public static EventLoss Of(Lognormal law) => new(law.Mean, law.Draw, law.Cdf);
}

/// <summary>
/// Independent streams of events, each with a loss of its own, that never overlap: a year's total is a compound sum. What
/// is known in closed form is the check on simulated curves (Klugman, Panjer and Willmot 2012).
/// </summary>
public sealed class CompoundLoss(IReadOnlyList<(EventCounts Counts, EventLoss Loss)> streams)
{
    private static readonly StreamName Count = new("count");
    private readonly StreamName[] _events =
    [
        .. Enumerable
            .Range(0, streams.Count)
            .Select(s => new StreamName(FormattableString.Invariant($"event {s}"))),
    ];

    /// <summary>Mean loss of a year: sum of rate x mean severity. The mean of a rate, never its mode.</summary>
    public double MeanPerYear => streams.Sum(s => s.Counts.Mean * s.Loss.Mean);

    /// <summary>Chance of a year without an event.</summary>
    public double ChanceOfNone => streams.Aggregate(1.0, (chance, s) => chance * s.Counts.Generating(0));

    /// <summary>Chance that the largest single loss of a year exceeds x: 1 - the product of the G(F(x)).</summary>
    public double OccurrenceExceedance(double x) =>
        1 - streams.Aggregate(1.0, (chance, s) => chance * s.Counts.Generating(s.Loss.Cdf(x)));

    /// <summary>
    /// One simulated year: total and largest loss. Every event has a stream of its own, named by its place: one more event
    /// shifts no other's loss.
    /// </summary>
    public (double Total, double Largest) Draw(Rng year)
    {
        var (total, largest) = (0.0, 0.0);
        for (var s = 0; s < streams.Count; s++)
        {
            var count = streams[s].Counts.Draw(year.Fork(Count, s));
            for (var e = 0; e < count; e++)
            {
                var loss = streams[s].Loss.Draw(year.Fork(_events[s], e));
                (total, largest) = (total + loss, Math.Max(largest, loss));
            }
        }
        return (total, largest);
    }
}
