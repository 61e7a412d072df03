namespace RiskLens.Engine.Numerics;

/// <summary>
/// Whether events become more or less frequent: given how many there were, the shares of the watched time at which they
/// fell are uniform under a steady rate. Their sum is the uniformly most powerful test against a rate that grows or
/// falls exponentially (Laplace; Cox and Lewis 1966, section 3.3).
/// </summary>
public static class TrendTest
{
    /// <summary>
    /// The standardised sum and its two-sided p. The sum of ten uniforms is normal to a thousandth.
    /// </summary>
    /// <param name="shares">Share (0 to 1) of the watched time before each event.</param>
    public static (double Statistic, double P) Laplace(IReadOnlyList<double> shares)
    {
        var z = (shares.Sum() - (shares.Count / 2.0)) / Math.Sqrt(shares.Count / 12.0);
        return (z, 2 * MathNet.Numerics.Distributions.Normal.CDF(0, 1, -Math.Abs(z)));
    }

    /// <summary>
    /// How many times the rate must have grown from the first to the last day for a two-sided test at the given level
    /// to find it with the given chance.
    /// </summary>
    public static double GrowthFound(int events, double level, double power)
    {
        var limit = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 1 - (level / 2));
        var (low, high) = (1e-3, 60.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            var (mean, sd) = Tilted(middle);
            var shift = (mean - 0.5) * Math.Sqrt(12.0 * events);
            // The far side's share of the power is nothing at these shifts.
            var found = 1 - MathNet.Numerics.Distributions.Normal.CDF(shift, sd * Math.Sqrt(12), limit);
            if (found < power)
                low = middle;
            else
                high = middle;
        }
        return Math.Exp((low + high) / 2);
    }

    // Mean and standard deviation of a share with density proportional to e^(growth x share).
    private static (double Mean, double Sd) Tilted(double growth)
    {
        var e = Math.Exp(-growth);
        var mean = (1 / (1 - e)) - (1 / growth);
        return (mean, Math.Sqrt((1 / (growth * growth)) - (e / ((1 - e) * (1 - e)))));
    }
}
