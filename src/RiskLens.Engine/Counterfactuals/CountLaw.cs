using MathNet.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Law of a small count whose mean is itself uncertain: Poisson, mixed over equally likely means. Its interval holds
/// whole numbers, with 0 below and at least 1 above where that is what small means bring.
/// </summary>
public sealed class CountLaw
{
    private readonly double[] _means;

    /// <summary>An expected count and the log ratios that its mean may be off by, equally likely.</summary>
    public CountLaw(double expected, IReadOnlyList<double> logRatios)
    {
        var mean = Math.Max(0, expected);
        _means = logRatios.Count == 0 ? [mean] : [.. logRatios.Select(r => mean * Math.Exp(Math.Min(r, 7)))];
    }

    /// <summary>Chance of at most so many.</summary>
    public double AtMost(double count) =>
        count < 0
            ? 0
            : _means.Average(m => m <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(count + 1, m));

    /// <summary>The least count that is not exceeded with chance p.</summary>
    public double Quantile(double p)
    {
        var (below, enough) = (-1.0, 1.0);
        while (AtMost(enough) < p && enough < 1e9)
            (below, enough) = (enough, enough * 2);
        while (enough - below > 1)
        {
            var middle = Math.Floor((below + enough) / 2);
            if (AtMost(middle) >= p)
                enough = middle;
            else
                below = middle;
        }
        return enough;
    }

    /// <summary>An interval that holds the count with at least the given chance, equal tails.</summary>
    public (double Lower, double Upper) Interval(double level) =>
        (Quantile((1 - level) / 2), Quantile((1 + level) / 2));
}
