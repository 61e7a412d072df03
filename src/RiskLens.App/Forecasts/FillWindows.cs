using RiskLens.App.Logs;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Units;

namespace RiskLens.App.Forecasts;

/// <summary>The windows filled, in the order of their file.</summary>
public sealed record FilledWindows(SeriesTable Table, IReadOnlyList<FilledWindow> Windows);

/// <summary>
/// What a window would have carried: expected values and intervals by hour, and of the total, which is what stands for
/// a loss. Bounds of hours do not add up to those of the total.
/// </summary>
/// <param name="Start">The window's first hour; null where the table gives no dates.</param>
/// <param name="From">Hours after the series' first value.</param>
/// <param name="Actual">What the table holds for the hours of the window that it has.</param>
/// <param name="ObservedHours">Hours of the window that the table has: fewer than Hours, and the two do not compare.</param>
/// <param name="Refused">Set when too little lies around the window.</param>
public sealed record FilledWindow(
    string Series,
    Hour? Start,
    int From,
    int Hours,
    IReadOnlyList<double> Mean,
    IReadOnlyList<HourBands> Bands,
    double Total,
    IReadOnlyList<TotalBand> Totals,
    double Actual,
    int ObservedHours,
    Refusal? Refused
);

/// <summary>counterfactual: fills windows of any hourly series from what lies before and after them.</summary>
public sealed class FillWindows(SeriesOptions options)
{
    /// <summary>Reads table and windows; all windows of a series are hidden while any of them is filled.</summary>
    /// <exception cref="RiskLensException">A file cannot be read, or a window names what the table lacks.</exception>
    public async Task<FilledWindows> RunAsync(
        string path,
        string windowsPath,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var zone = options.Zone;
        var table = await SeriesFile.ReadAsync(path, zone, options.DateOrder, cancellationToken);
        var windows = await WindowFile.ReadAsync(windowsPath, table, zone, cancellationToken);
        var filled = new FilledWindow[windows.Count];
        var done = 0;
        foreach (var own in windows.Index().GroupBy(w => w.Item.Named))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var series = own.Key.Series;
            var hidden = own.Select(w =>
                    (From: series.Start + w.Item.From, To: series.Start + w.Item.From + w.Item.Hours)
                )
                .ToList();
            var masked = series.Without(hidden);
            var clock = options.ClockOf(own.Key, 0);
            // Series that have a window of their own may have been struck by the same outage.
            var spared = table.Series.Where(other =>
                other.Series.Start == series.Start
                && other.Series.Hours == series.Hours
                && own.Key.Dated
                && windows.All(w => w.Named != other)
            );
            var controls = Controls.Unmoved([.. spared.Select(other => other.Series)], clock, hidden);
            var fill = WindowFill.Of(masked, clock, controls);
            var ratios = fill is null ? null : HourRatios.Of(masked, clock, fill.CalendarExpected);
            foreach (var (at, window) in own)
            {
                filled[at] = Of(window, clock, fill?.Fill(window.From, window.Hours, 0), ratios);
                progress?.Report((double)++done / filled.Length);
            }
        }
        return new FilledWindows(table, filled);
    }

    private FilledWindow Of(SeriesWindow window, LocalClock clock, WindowDraws? draws, HourRatios? ratios)
    {
        var (named, from, hours) = window;
        var series = named.Series;
        var empty = new FilledWindow(
            named.Id,
            named.Dated ? series.Start + from : null,
            from,
            hours,
            [],
            [],
            0,
            [],
            series.Values.Skip(from).Take(hours).Sum(),
            series.Usable.Skip(from).Take(hours).Count(u => u),
            null
        );
        if (draws is null || ratios is null)
        {
            return empty with
            {
                Refused = new Refusal(
                    "Too few hours outside the windows can be compared with this one.",
                    "Give at least two weeks of hours beside the windows, or shorter windows."
                ),
            };
        }
        var totals = Quantiles.Sorted(draws.Window.Values);
        return empty with
        {
            Mean = draws.ExpectedByHour,
            Bands =
            [
                .. options.Levels.Select(level =>
                {
                    var bands = draws
                        .ExpectedByHour.Select(
                            (mean, h) => ratios.Band(clock.HourOfDay[from + h], mean, level / 100.0)
                        )
                        .ToArray();
                    return new HourBands(
                        level,
                        [.. bands.Select(b => b.Lower)],
                        [.. bands.Select(b => b.Upper)]
                    );
                }),
            ],
            Total = draws.ExpectedByHour.Sum(),
            Totals =
            [
                .. options.Levels.Select(level =>
                {
                    var (lower, upper) = Quantiles.Conformal(totals, level / 100.0);
                    return new TotalBand(level, lower, upper);
                }),
            ],
        };
    }
}
