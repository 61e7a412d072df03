namespace RiskLens.Engine.Numerics;

/// <summary>
/// Value at risk and conditional value at risk of a discrete law, with the atom at the quantile split:
/// VaR = inf{x : F(x) >= a}; CVaR = ((F(VaR) - a) VaR + sum over x > VaR of p x) / (1 - a)
/// (Rockafellar and Uryasev 2002). Years are mostly loss-free, so the quantile often falls inside an atom.
/// </summary>
public static class Tail
{
    /// <summary>VaR and CVaR at level a of equally likely values, given in ascending order.</summary>
    public static (double ValueAtRisk, double ConditionalValueAtRisk) Of(
        ReadOnlySpan<double> ascending,
        double a
    )
    {
        var n = ascending.Length;
        if (n == 0)
            throw new ArgumentException("A tail needs at least one value.", nameof(ascending));
        // The smallest k with k/n >= a; the slack absorbs a*n that should be whole but is not in binary.
        var k = Math.Clamp((int)Math.Ceiling((a * n) - 1e-9), 1, n);
        var var = ascending[k - 1];
        double beyond = 0;
        for (var i = n - 1; i >= k; i--)
            beyond += ascending[i];
        // Values equal to VaR at places k.. are part of the sum on both sides of the formula: the split holds.
        var cvar = ((((double)k / n) - a) * var + (beyond / n)) / (1 - a);
        return (var, Math.Max(var, cvar));
    }

    /// <summary>VaR and CVaR at level a of values with probabilities that add up to one.</summary>
    public static (double ValueAtRisk, double ConditionalValueAtRisk) Of(
        IEnumerable<(double Value, double Probability)> law,
        double a
    )
    {
        var ordered = law.OrderBy(x => x.Value).ToArray();
        if (ordered.Length == 0)
            throw new ArgumentException("A tail needs at least one value.", nameof(law));
        var cumulative = 0.0;
        var at = 0;
        for (; at < ordered.Length; at++)
        {
            cumulative += ordered[at].Probability;
            if (cumulative >= a - 1e-12)
                break;
        }
        at = Math.Min(at, ordered.Length - 1);
        var var = ordered[at].Value;
        var beyond = ordered.Skip(at + 1).Sum(x => x.Probability * x.Value);
        return (var, (((cumulative - a) * var) + beyond) / (1 - a));
    }

    /// <summary>
    /// The worst share 1 - a of equally likely values, each with its weight: they add up to 1, their weighted sum is CVaR,
    /// and no other such weights of at most 1 / (1 - a) times equal ones give more. The value at the quantile has what is
    /// left; of equal values the first ones come first.
    /// </summary>
    public static (int Index, double Weight)[] Worst(IReadOnlyList<double> values, double a)
    {
        if (values.Count == 0)
            throw new ArgumentException("A tail needs at least one value.", nameof(values));
        var count = (1 - a) * values.Count;
        // The slack absorbs a count that should be whole but is not in binary.
        var worst = Math.Clamp((int)Math.Ceiling(count - 1e-9), 1, values.Count);
        return
        [
            .. Enumerable
                .Range(0, values.Count)
                .OrderByDescending(i => values[i])
                .ThenBy(i => i)
                .Take(worst)
                .Select((index, rank) => (index, Math.Min(1, Math.Max(0, count - rank)) / count)),
        ];
    }
}
