using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Tests.Outages.Lengths;

/// <summary>Lengths of a known law as sources would tell them.</summary>
internal static class LengthSamples
{
    /// <summary>Median and sigma from the fit's own prior: flat in both logs between their bounds.</summary>
    public static Lognormal TruthFromPrior(Rng rng) =>
        new(
            Between(rng, Math.Log(DurationLaw.Medians.Low), Math.Log(DurationLaw.Medians.High)),
            Math.Exp(Between(rng, Math.Log(DurationLaw.Sigmas.Low), Math.Log(DurationLaw.Sigmas.High)))
        );

    /// <summary>A length that is not shorter than the threshold, by inversion.</summary>
    public static double Over(Lognormal law, double threshold, Rng rng)
    {
        if (threshold <= 0)
            return law.Draw(rng);
        var z = (Math.Log(threshold) - law.Mu) / law.Sigma;
        var tail = rng.NextOpenDouble() * Normal.Survival(z);
        // Beyond the reach of doubles the tail of a normal is exponential in z.
        return tail > 1e-290
            ? Math.Exp(law.Mu - (law.Sigma * Normal.Quantile(tail)))
            : Math.Exp(law.Mu + (law.Sigma * (z + (rng.NextExponential() / z))));
    }

    /// <summary>
    /// A length as told: to the minute (six in ten), between two full days or two full hours, or open at a time of
    /// its own that the outage outlasted.
    /// </summary>
    public static LengthSeen Told(double hours, double threshold, Rng rng)
    {
        var how = rng.NextDouble();
        if (how < 0.6)
            return new LengthSeen(hours, hours, threshold);
        if (how < 0.75)
            return Within(hours, 24, threshold);
        if (how < 0.85)
            return Within(hours, 1, threshold);
        var watchedFor = Math.Max(threshold, 0.1) * Math.Exp(5 * rng.NextDouble());
        return hours > watchedFor
            ? new LengthSeen(watchedFor, double.PositiveInfinity, threshold)
            : new LengthSeen(hours, hours, threshold);
    }

    private static LengthSeen Within(double hours, double unit, double threshold)
    {
        var from = Math.Floor(hours / unit) * unit;
        return new LengthSeen(from, from + unit, threshold);
    }

    private static double Between(Rng rng, double low, double high) =>
        low + ((high - low) * rng.NextDouble());
}
