using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Error of the method on this company's own data: windows without an outage are hidden at random and refilled.
/// </summary>
/// <param name="TwoSided">Filled from both sides.</param>
/// <param name="LeftOnly">From what came before alone, on the windows that have enough before them; null where none has.</param>
/// <param name="TwoSidedWhereLeftOnly">From both sides on the windows of LeftOnly, so that the two compare.</param>
/// <param name="TwoDays">The same test with windows of 48 hours; null where none could be filled.</param>
public sealed record PlaceboResult(
    PlaceboFigures TwoSided,
    PlaceboFigures? LeftOnly,
    PlaceboFigures? TwoSidedWhereLeftOnly,
    PlaceboResult? TwoDays
)
{
    /// <summary>Number of windows.</summary>
    public int Windows => TwoSided.Windows;
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

    private const int Most = 60;
    private const int Day = 24;

    /// <summary>
    /// Hides up to 60 windows of 24 usable hours, and as many of 48, at seeded random starts, no two overlapping,
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
        var starts = Starts(masked, clock, rng, hours);
        var windows = new (PlaceboWindow? Both, PlaceboWindow? Left)[starts.Count];
        Parallel.For(0, starts.Count, i => windows[i] = Hide(masked, clock, starts[i], hours));
        if (PlaceboFigures.Of([.. windows.Select(w => w.Both).OfType<PlaceboWindow>()]) is not { } figures)
            return null;
        var compared = windows.Where(w => w is { Both: not null, Left: not null }).ToList();
        return new PlaceboResult(
            figures,
            PlaceboFigures.Of(compared.ConvertAll(w => w.Left!)),
            PlaceboFigures.Of(compared.ConvertAll(w => w.Both!)),
            null
        );
    }

    private static (PlaceboWindow? Both, PlaceboWindow? Left) Hide(
        HourlySeries masked,
        LocalClock clock,
        int start,
        int hours
    )
    {
        var truth = masked.Values.AsSpan(start, hours).ToArray().Sum();
        var end = masked.Start + start + hours;
        var hidden = masked.Without([(masked.Start + start, end)]);
        PlaceboWindow? Filled(WindowFill? fill) =>
            fill?.Fill(start, hours, 0) is { } draws ? PlaceboWindow.Of(truth, draws.Window.Values) : null;
        return (
            Filled(WindowFill.Of(hidden, clock)),
            Filled(WindowFill.Of(hidden.Until(end), clock, leftOnly: true))
        );
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
