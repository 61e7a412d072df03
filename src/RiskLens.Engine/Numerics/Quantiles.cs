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

    /// <summary>
    /// The value that a further exchangeable one stays below with chance p (Hyndman and Fan 1996, type 6: rank
    /// (n+1)p). Ranks beyond the sample lie as far from its median as a normal law's would, held against its ends.
    /// </summary>
    public static double Predictive(ReadOnlySpan<double> ascending, double p)
    {
        var n = ascending.Length;
        var rank = p * (n + 1);
        if (rank >= 1 && rank <= n)
        {
            var below = (int)Math.Floor(rank);
            var above = Math.Min(below + 1, n);
            return ascending[below - 1] + ((rank - below) * (ascending[above - 1] - ascending[below - 1]));
        }
        var middle = Of(ascending, 0.5);
        if (n == 1)
            return middle;
        var end = rank < 1 ? ascending[0] : ascending[n - 1];
        var reach =
            MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, p)
            / MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, rank < 1 ? 1.0 / (n + 1) : n / (n + 1.0));
        return middle + ((end - middle) * reach);
    }

    /// <summary>
    /// Ranks (from 1) of the order statistics between which the p-quantile of the law lies with at least the given chance:
    /// as many of n values lie below it as a binomial law says. Lower is 0, Upper null, where no value bounds it.
    /// </summary>
    public static (int Lower, int? Upper) RankInterval(int n, double p, double level)
    {
        var alpha = (1 - level) / 2;
        double AtMost(int k) => k < 0 ? 0 : MathNet.Numerics.Distributions.Binomial.CDF(p, n, k);
        // The largest r with P(B <= r - 1) <= alpha, and the smallest s with P(B <= s - 1) >= 1 - alpha.
        var lower = FirstWhere(n + 1, k => AtMost(k) > alpha);
        var upper = FirstWhere(n + 1, k => AtMost(k) >= 1 - alpha) + 1;
        return (lower, upper > n ? null : upper);
    }

    private static int FirstWhere(int count, Func<int, bool> rising)
    {
        var (from, to) = (0, count - 1);
        while (from < to)
        {
            var middle = from + ((to - from) / 2);
            (from, to) = rising(middle) ? (from, middle) : (middle + 1, to);
        }
        return from;
    }

    /// <summary>A sorted copy.</summary>
    public static double[] Sorted(IEnumerable<double> values)
    {
        var copy = values.ToArray();
        Array.Sort(copy);
        return copy;
    }
}
