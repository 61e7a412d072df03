using MathNet.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Counts of mean m and variance m + v m^2, v above 0: a Poisson count whose mean varies by a gamma law with
/// coefficient of variation sqrt(v) (Greenwood and Yule 1920).
/// </summary>
internal static class NegativeBinomial
{
    private const double HalfLogTwoPi = 0.918938533204672742;

    // Up to here summing the terms is quicker than the incomplete beta function, and as exact.
    private const long FewTerms = 24;

    /// <summary>ln P(Y = y).</summary>
    public static double LogMass(long y, double mean, double variation)
    {
        var shape = 1 / variation;
        var all = shape + mean;
        var log = shape * Math.Log(shape / all) + (y == 0 ? 0 : y * Math.Log(mean / all));
        if (y > 16)
            return log + LogGamma(y + shape) - LogGamma(shape) - LogGamma(y + 1.0);
        double product = 1;
        for (var i = 0; i < y; i++)
            product *= (shape + i) / (i + 1);
        return log + Math.Log(product);
    }

    /// <summary>ln P(Y = 0).</summary>
    public static double LogNone(double mean, double variation) => -Log1p(mean * variation) / variation;

    /// <summary>P(Y &lt;= y).</summary>
    public static double AtMost(long y, double mean, double variation)
    {
        if (y < 0)
            return 0;
        var shape = 1 / variation;
        if (y > FewTerms)
            return SpecialFunctions.BetaRegularized(shape, y + 1.0, shape / (shape + mean));
        var step = mean / (shape + mean);
        var term = Math.Exp(LogNone(mean, variation));
        var sum = term;
        for (var i = 0; i < y; i++)
        {
            term *= step * (shape + i) / (i + 1);
            sum += term;
        }
        return Math.Min(1, sum);
    }

    /// <summary>P(Y &gt;= y).</summary>
    public static double AtLeast(long y, double mean, double variation)
    {
        if (y <= 0)
            return 1;
        var shape = 1 / variation;
        return SpecialFunctions.BetaRegularized(y, shape, mean / (shape + mean));
    }

    /// <summary>
    /// P(Y &lt;= y) near the middle of the law, to about a hundredth: the cube root of a gamma variate is close to
    /// normal (Wilson and Hilferty 1931). Exact where few terms are to be summed.
    /// </summary>
    public static double AtMostNearMiddle(long y, double mean, double variation)
    {
        var shape = 1 / (1 / mean + variation);
        if (y <= FewTerms || shape < 1)
            return AtMost(y, mean, variation);
        var root = Math.Cbrt((y + 0.5) / mean);
        return NormalBelow((root - 1 + 1 / (9 * shape)) * 3 * Math.Sqrt(shape));
    }

    private static double NormalBelow(double z) => 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2));

    private static double Log1p(double x) => x < 1e-5 ? x - x * x / 2 : Math.Log(1 + x);

    // Stirling's series from 8 on; below, the recurrence lifts the argument there.
    private static double LogGamma(double x)
    {
        double lift = 1;
        for (; x < 8; x++)
            lift *= x;
        var inverse = 1 / x;
        var square = inverse * inverse;
        return (x - 0.5) * Math.Log(x)
            - x
            + HalfLogTwoPi
            + inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260))
            - (lift == 1 ? 0 : Math.Log(lift));
    }
}
