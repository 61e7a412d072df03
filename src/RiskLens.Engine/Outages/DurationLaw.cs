using MathNet.Numerics.Distributions;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Law of an outage's length in one regime: lognormal with both parameters uncertain. With n logs of mean m and
/// variance s2 and the reference prior p(mu, sigma2) ~ 1/sigma2: sigma2 is (n-1) s2 / chi2(n-1), mu is
/// N(m, sigma2 / n) (Gelman et al. 2013, section 3.2); the next log length is Student t with n - 1 degrees of
/// freedom. Lengths are cut at <see cref="CapHours"/>.
/// </summary>
public sealed record DurationLaw(
    Regime Regime,
    int Count,
    int OpenEnded,
    double LogMean,
    double LogSd,
    double LongestHours,
    int OverDay
)
{
    /// <summary>The longest outage that is simulated: 30 days.</summary>
    public const double CapHours = 720;

    // Under four lengths the t law has no variance worth using.
    private const int FewestLengths = 4;

    /// <summary>Fits full outages of a regime with known ends; open ends are counted, never filled in.</summary>
    public static DurationLaw Fit(Regime regime, IReadOnlyList<double?> lengths)
    {
        var known = lengths.Where(h => h is > 0).Select(h => h!.Value).ToArray();
        if (known.Length < FewestLengths)
            throw new InvalidOperationException(
                $"The catalogue has only {known.Length} lengths for {regime}."
            );
        var logs = known.Select(h => Math.Log(h)).ToArray();
        var mean = logs.Average();
        var sd = Math.Sqrt(logs.Sum(x => (x - mean) * (x - mean)) / (logs.Length - 1));
        return new DurationLaw(
            regime,
            known.Length,
            lengths.Count - known.Length,
            mean,
            sd,
            known.Max(),
            known.Count(h => h >= 24)
        );
    }

    /// <summary>One lognormal from the posterior: the parameters that a whole trial shares.</summary>
    public Lognormal DrawLaw(Rng rng)
    {
        var sd = LogSd * Math.Sqrt((Count - 1) / (2 * rng.NextGamma((Count - 1) / 2.0)));
        return new Lognormal(LogMean + (sd / Math.Sqrt(Count) * rng.NextNormal()), sd);
    }

    /// <summary>Chance that the next outage lasts at least so many hours (predictive).</summary>
    public double ChanceOver(double hours)
    {
        var scale = LogSd * Math.Sqrt(1 + (1.0 / Count));
        return 1 - StudentT.CDF(LogMean, scale, Count - 1, Math.Log(hours));
    }
}
