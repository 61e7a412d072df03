using MathNet.Numerics;

namespace RiskLens.Engine.Numerics;

/// <summary>
/// The lognormal law: ln X is normal with mean Mu and standard deviation Sigma. Formulas: Johnson, Kotz and
/// Balakrishnan (1994), chapter 14.
/// </summary>
public readonly record struct Lognormal(double Mu, double Sigma)
{
    /// <summary>Standard normal quantile at 95 %: half-width of a 5-95 % range in standard deviations.</summary>
    public const double Z95 = 1.6448536269514722;

    /// <summary>Reads a range as the 5 % and 95 % points. Both must be positive, high above low.</summary>
    public static Lognormal FromRange90(double low, double high)
    {
        if (!(low > 0 && high > low))
            throw new ArgumentOutOfRangeException(nameof(low), low, "A 90 % range needs 0 < low < high.");
        return new Lognormal(
            (Math.Log(low) + Math.Log(high)) / 2,
            (Math.Log(high) - Math.Log(low)) / (2 * Z95)
        );
    }

    public double Mean => Math.Exp(Mu + (Sigma * Sigma / 2));

    /// <summary>Chance that X is at most x.</summary>
    public double Cdf(double x) => x <= 0 ? 0 : Normal.Cdf((Math.Log(x) - Mu) / Sigma);

    /// <summary>The value that X stays under with chance p, 0 &lt; p &lt; 1.</summary>
    public double Quantile(double p) => Math.Exp(Mu + (Sigma * Normal.Quantile(p)));

    /// <summary>Mean of X beyond its p-quantile (expected shortfall).</summary>
    public double ExpectedShortfall(double p) => Mean * Normal.Cdf(Sigma - Normal.Quantile(p)) / (1 - p);

    /// <summary>E[min(X, d)], the limited expected value.</summary>
    public double LimitedExpectedValue(double d)
    {
        var z = (Math.Log(d) - Mu) / Sigma;
        return (Mean * Normal.Cdf(z - Sigma)) + (d * Normal.Cdf(-z));
    }

    public double Draw(Rng rng) => Math.Exp(Mu + (Sigma * rng.NextNormal()));
}

/// <summary>The standard normal law.</summary>
public static class Normal
{
    private const double Sqrt2 = 1.4142135623730950488;

    /// <summary>Chance that a standard normal is at most z.</summary>
    public static double Cdf(double z) => 0.5 * SpecialFunctions.Erfc(-z / Sqrt2);

    /// <summary>Chance that a standard normal exceeds z, without loss of digits in the upper tail.</summary>
    public static double Survival(double z) => 0.5 * SpecialFunctions.Erfc(z / Sqrt2);

    /// <summary>
    /// Log of <see cref="Survival"/>, finite for every finite z: beyond 30 by the asymptotic series (Abramowitz and
    /// Stegun 1964, 26.2.12), where the chance itself would be 0 in binary.
    /// </summary>
    public static double LogSurvival(double z) =>
        z > 30
            ? (-z * z / 2) - Math.Log(z * Math.Sqrt(2 * Math.PI)) + Math.Log(1 - (1 / (z * z)))
            : Math.Log(Survival(z));

    /// <summary>Log of the chance that a standard normal lies in (low, high]; high may be infinite.</summary>
    public static double LogBetween(double low, double high)
    {
        if (double.IsPositiveInfinity(high))
            return LogSurvival(low);
        // In the lower tail by symmetry, so that two numbers next to 1 are never subtracted.
        if (low + high < 0)
            return double.IsNegativeInfinity(low) ? LogSurvival(-high) : LogBetween(-high, -low);
        var above = LogSurvival(low);
        var fall = LogSurvival(high) - above;
        return above + Math.Log(fall > -1e-6 ? -fall : 1 - Math.Exp(fall));
    }

    /// <summary>The z that a standard normal stays under with chance p.</summary>
    public static double Quantile(double p) => -Sqrt2 * SpecialFunctions.ErfcInv(2 * p);
}
