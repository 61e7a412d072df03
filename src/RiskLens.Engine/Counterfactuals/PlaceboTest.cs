using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Error of the method on this company's own data: windows of 24 hours without an outage are hidden at random and
/// refilled. Errors are relative to the true total; coverage counts truths inside the intervals.
/// </summary>
public sealed record PlaceboResult(
    int Windows,
    double MeanAbsoluteError,
    double MedianAbsoluteError,
    double Bias,
    double Coverage80,
    double Coverage95,
    double LeftOnlyMeanAbsoluteError
);

/// <summary>Runs the placebo test.</summary>
public static class PlaceboTest
{
    /// <summary>Fewest windows for a verdict; below 8 there is none at all.</summary>
    public const int FewestJudged = 20;

    /// <summary>Fewest windows for any figure.</summary>
    public const int FewestTold = 8;

    /// <summary>Fewest windows for judging the 95 % interval.</summary>
    public const int FewestFor95 = 40;

    private const int Most = 60;
    private const int Hours = 24;

    /// <summary>
    /// Hides up to 60 windows of 24 usable hours at seeded random starts, one at a time, no two overlapping. The
    /// window's own hours stay out of everything it is predicted from. Result is null without a calendar model.
    /// </summary>
    public static PlaceboResult? Run(HourlySeries masked, LocalClock clock, Rng rng)
    {
        var starts = Starts(masked, rng);
        if (starts.Count == 0)
            return null;
        var hidden = masked.Without(starts.Select(s => (masked.Start + s, masked.Start + s + Hours)));
        if (
            WindowFill.Of(hidden, clock) is not { } both
            || WindowFill.Of(hidden, clock, leftOnly: true) is not { } left
        )
        {
            return null;
        }
        var errors = new List<double>();
        var (leftError, in80, in95, bias, truths) = (0.0, 0, 0, 0.0, 0.0);
        foreach (var start in starts)
        {
            var truth = (double)masked.Values.AsSpan(start, Hours).ToArray().Sum();
            if (
                both.Fill(start, Hours, 0) is not { } draws
                || left.Fill(start, Hours, 0) is not { } leftDraws
            )
                continue;
            var sorted = Quantiles.Sorted(draws.Window.Values);
            var middle = Quantiles.Of(sorted, 0.5);
            errors.Add(Math.Abs(middle - truth) / Math.Max(1, truth));
            leftError +=
                Math.Abs(Quantiles.Of(Quantiles.Sorted(leftDraws.Window.Values), 0.5) - truth)
                / Math.Max(1, truth);
            (bias, truths) = (bias + middle - truth, truths + truth);
            in80 += Inside(sorted, 0.80, truth);
            in95 += Inside(sorted, 0.95, truth);
        }
        if (errors.Count == 0)
            return null;
        double n = errors.Count;
        return new PlaceboResult(
            errors.Count,
            errors.Average(),
            Quantiles.Of(Quantiles.Sorted(errors), 0.5),
            bias / Math.Max(1, truths),
            in80 / n,
            in95 / n,
            leftError / n
        );
    }

    private static int Inside(double[] sorted, double level, double truth)
    {
        var (lower, upper) = Quantiles.Conformal(sorted, level);
        return truth >= lower && truth <= upper ? 1 : 0;
    }

    private static List<int> Starts(HourlySeries series, Rng rng)
    {
        var runs = new int[series.Hours + 1];
        for (var i = series.Hours - 1; i >= 0; i--)
            runs[i] = series.Usable[i] ? runs[i + 1] + 1 : 0;
        // At most a tenth of the hours may be hidden, or too little is left to learn from.
        var most = Math.Min(Most, series.UsableHours / (Hours * 10));
        var starts = new List<int>();
        for (var attempt = 0; attempt < 50 * most && starts.Count < most; attempt++)
        {
            var at = rng.NextInt(series.Hours);
            if (runs[at] >= Hours && starts.TrueForAll(s => Math.Abs(s - at) >= Hours))
                starts.Add(at);
        }
        return starts;
    }
}
