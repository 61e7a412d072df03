using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Error of the method on this company's own data: windows of 24 hours without an outage are hidden at random and
/// refilled from both sides. Errors are shares of the true totals; coverage counts truths inside the intervals.
/// </summary>
/// <param name="LeftOnlyMeanAbsoluteError">
/// The same windows filled from what came before them alone; NaN never: as from both sides where none could be.
/// </param>
public sealed record PlaceboResult(
    int Windows,
    double MeanAbsoluteError,
    double MedianAbsoluteError,
    double Bias,
    double Coverage80,
    double Coverage95,
    double LeftOnlyMeanAbsoluteError
)
{
    /// <summary>All figures of windows filled from both sides.</summary>
    public required PlaceboFigures TwoSided { get; init; }

    /// <summary>
    /// From what came before alone, on the windows that have enough before them; null where none has.
    /// </summary>
    public PlaceboFigures? LeftOnly { get; init; }

    /// <summary>From both sides, on the windows of <see cref="LeftOnly"/>: the two compare.</summary>
    public PlaceboFigures? TwoSidedWhereLeftOnly { get; init; }

    /// <summary>The same test with windows of 48 hours; null where none could be filled.</summary>
    public PlaceboResult? TwoDays { get; init; }
}

/// <summary>Runs the placebo test.</summary>
public static class PlaceboTest
{
    /// <summary>Fewest windows for a verdict; below 8 there is none at all.</summary>
    public const int FewestJudged = 20;

    /// <summary>Fewest windows for any figure.</summary>
    public const int FewestTold = 8;

    /// <summary>Fewest windows for judging the 95 % interval.</summary>
    public const int FewestFor95 = 40;

    private const int Most = 100;
    private const int Day = 24;

    /// <summary>
    /// Hides up to 100 windows of 24 usable hours, and as many of 48, at seeded random starts, no two overlapping,
    /// none on a day known to be special. One is hidden at a time, from everything it is predicted from. Null where
    /// no window could be filled.
    /// </summary>
    public static PlaceboResult? Run(HourlySeries masked, LocalClock clock, Rng rng) =>
        Run(masked, clock, rng, Day) is { } result
            ? result with
            {
                TwoDays = Run(masked, clock, rng, 2 * Day),
            }
            : null;

    private static PlaceboResult? Run(HourlySeries masked, LocalClock clock, Rng rng, int hours)
    {
        var (both, left, bothWhereLeft) = (
            new List<PlaceboWindow>(),
            new List<PlaceboWindow>(),
            new List<PlaceboWindow>()
        );
        foreach (var start in Starts(masked, clock, rng, hours))
        {
            var truth = masked.Values.AsSpan(start, hours).ToArray().Sum();
            var end = masked.Start + start + hours;
            var hidden = masked.Without([(masked.Start + start, end)]);
            if (WindowFill.Of(hidden, clock)?.Fill(start, hours, 0) is not { } draws)
                continue;
            both.Add(PlaceboWindow.Of(truth, draws.Window.Values));
            var before = hidden.Until(end);
            if (WindowFill.Of(before, clock, leftOnly: true)?.Fill(start, hours, 0) is not { } leftDraws)
                continue;
            left.Add(PlaceboWindow.Of(truth, leftDraws.Window.Values));
            bothWhereLeft.Add(both[^1]);
        }
        if (PlaceboFigures.Of(both) is not { } figures)
            return null;
        var leftOnly = PlaceboFigures.Of(left);
        return new PlaceboResult(
            figures.Windows,
            figures.MeanAbsoluteError,
            figures.MedianAbsoluteError,
            figures.Bias,
            figures.Coverage80,
            figures.Coverage95,
            leftOnly?.MeanAbsoluteError ?? figures.MeanAbsoluteError
        )
        {
            TwoSided = figures,
            LeftOnly = leftOnly,
            TwoSidedWhereLeftOnly = PlaceboFigures.Of(bothWhereLeft),
        };
    }

    private static List<int> Starts(HourlySeries series, LocalClock clock, Rng rng, int hours)
    {
        var runs = new int[series.Hours + 1];
        for (var i = series.Hours - 1; i >= 0; i--)
        {
            var ordinary = clock.Occasions.On(clock.Day[i]).Count == 0;
            runs[i] = series.Usable[i] && ordinary ? runs[i + 1] + 1 : 0;
        }
        // Windows that leave half of the hours between them are still scattered, not laid side by side.
        var most = Math.Min(Most, series.UsableHours / (hours * 2));
        var starts = new List<int>();
        for (var attempt = 0; attempt < 50 * most && starts.Count < most; attempt++)
        {
            var at = rng.NextInt(series.Hours);
            if (runs[at] >= hours && starts.TrueForAll(s => Math.Abs(s - at) >= hours))
                starts.Add(at);
        }
        return starts;
    }
}
