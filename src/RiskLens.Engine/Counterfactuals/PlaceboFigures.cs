using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>One hidden window: what it carried, and what it would have carried by its fill.</summary>
/// <param name="Truth">Its true total.</param>
/// <param name="Expected">The total expected: the middle of the draws.</param>
/// <param name="Ascending">Draws of the total, ascending.</param>
public sealed record PlaceboWindow(double Truth, double Expected, double[] Ascending)
{
    /// <summary>A window and its draws in any order.</summary>
    public static PlaceboWindow Of(double truth, IEnumerable<double> draws)
    {
        var ascending = Quantiles.Sorted(draws);
        return new PlaceboWindow(truth, Quantiles.Of(ascending, 0.5), ascending);
    }
}

/// <summary>
/// How well totals of hidden windows were met. Errors, bias and score are shares of the mean true total.
/// </summary>
/// <param name="Windows">Number of windows.</param>
/// <param name="MeanAbsoluteError">Sum of the errors' sizes / sum of the truths (WAPE).</param>
/// <param name="MedianAbsoluteError">Median over windows of error / truth (of at least 1).</param>
/// <param name="Bias">Sum of (expected - truth) / sum of truths.</param>
/// <param name="Coverage50">Share of truths inside their 50 % interval.</param>
/// <param name="Coverage80">Share inside the 80 % interval.</param>
/// <param name="Coverage95">Share inside the 95 % interval.</param>
/// <param name="IntervalScore95">
/// Mean of width + 40 x what the truth lies outside by, of the 95 % interval (Gneiting and Raftery 2007).
/// </param>
public sealed record PlaceboFigures(
    int Windows,
    double MeanAbsoluteError,
    double MedianAbsoluteError,
    double Bias,
    double Coverage50,
    double Coverage80,
    double Coverage95,
    double IntervalScore95
)
{
    /// <summary>Sums up windows; null without any.</summary>
    public static PlaceboFigures? Of(IReadOnlyList<PlaceboWindow> windows)
    {
        if (windows.Count == 0)
            return null;
        double n = windows.Count;
        // Where nothing was ever carried, an error of one is an error of 100 %.
        var truths = Math.Max(1, windows.Sum(w => w.Truth));
        var relative = windows.Select(w => Math.Abs(w.Expected - w.Truth) / Math.Max(1, w.Truth));
        return new PlaceboFigures(
            windows.Count,
            windows.Sum(w => Math.Abs(w.Expected - w.Truth)) / truths,
            Quantiles.Of(Quantiles.Sorted(relative), 0.5),
            windows.Sum(w => w.Expected - w.Truth) / truths,
            windows.Count(w => Inside(w, 0.50)) / n,
            windows.Count(w => Inside(w, 0.80)) / n,
            windows.Count(w => Inside(w, 0.95)) / n,
            windows.Sum(Score95) / truths
        );
    }

    private static bool Inside(PlaceboWindow window, double level)
    {
        var (lower, upper) = Quantiles.Conformal(window.Ascending, level);
        return window.Truth >= lower && window.Truth <= upper;
    }

    private static double Score95(PlaceboWindow window)
    {
        var (lower, upper) = Quantiles.Conformal(window.Ascending, 0.95);
        var outside = Math.Max(0, lower - window.Truth) + Math.Max(0, window.Truth - upper);
        return upper - lower + (2 / 0.05 * outside);
    }
}
