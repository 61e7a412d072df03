namespace RiskLens.Engine.Numerics;

/// <summary>Sample quantiles by linear interpolation between order statistics (Hyndman and Fan 1996, type 7).</summary>
public static class Quantiles
{
    /// <summary>The p-quantile of values in ascending order; 0 &lt;= p &lt;= 1.</summary>
    public static double Of(ReadOnlySpan<double> ascending, double p)
    {
        if (ascending.Length == 0)
            throw new ArgumentException("A quantile needs at least one value.", nameof(ascending));
        var at = p * (ascending.Length - 1);
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((at - below) * (ascending[above] - ascending[below]));
    }

    /// <summary>
    /// The interval that a further exchangeable value falls into with at least the given chance (split conformal:
    /// Vovk et al. 2005): order statistics at ranks (n+1)(1 -/+ level)/2, clipped to the sample.
    /// </summary>
    public static (double Lower, double Upper) Conformal(ReadOnlySpan<double> ascending, double level)
    {
        var n = ascending.Length;
        var alpha = (1 - level) / 2;
        var low = Math.Clamp((int)Math.Floor((n + 1) * alpha), 1, n);
        var high = Math.Clamp((int)Math.Ceiling((n + 1) * (1 - alpha)), 1, n);
        return (ascending[low - 1], ascending[high - 1]);
    }

    /// <summary>A sorted copy.</summary>
    public static double[] Sorted(IEnumerable<double> values)
    {
        var copy = values.ToArray();
        Array.Sort(copy);
        return copy;
    }
}
