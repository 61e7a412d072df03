using System.CommandLine;
using System.Globalization;
using RiskLens.App.Forecasts;

namespace RiskLens.Cli.Commands;

/// <summary>counterfactual SERIES.csv --windows W.csv.</summary>
internal static class CounterfactualCommand
{
    private static readonly Option<string> Windows = new("--windows")
    {
        Description =
            "CSV of windows: series,start,hours; the start is a time, or hours after the first value",
        HelpName = "W.csv",
        Required = true,
    };
    private static readonly Option<bool> Csv = new("--csv")
    {
        Description = "Print every hour of every window as CSV",
    };

    public static Command Build() =>
        Call.Runs(
            new Command("counterfactual", "What the hours of past outages would have carried")
            {
                SeriesTyped.File,
                Windows,
                SeriesTyped.Levels,
                SeriesTyped.TimeZone,
                SeriesTyped.DateOrder,
                SeriesTyped.Country,
                Csv,
            },
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var options = SeriesTyped.Of(call);
        var csv = SeriesTyped.CsvOnly(call, Csv);
        var filled = await ProgressBars.ShowAsync(bars =>
            new FillWindows(options).RunAsync(
                call.Value(SeriesTyped.File)!,
                call.Value(Windows)!,
                bars?.Of("Windows"),
                cancellationToken
            )
        );
        if (csv)
            await HoursAsync(filled, options.Levels, cancellationToken);
        else
            Say(call.Output, filled, options.Levels);
        SeriesTyped.NoteUnread(filled.Table);
        await call.Output.DocumentAsync(Document(filled), cancellationToken);
        return filled.Windows.Any(w => w.Refused is not null) ? CommandLine.Correctable : CommandLine.Done;
    }

    private static void Say(Output output, FilledWindows filled, IReadOnlyList<int> levels)
    {
        if (filled.Windows.Any(w => w.Refused is null))
        {
            output.Table(
                [
                    "series",
                    "start",
                    "hours",
                    "would have carried",
                    .. levels.Select(l => l.ToString(CultureInfo.InvariantCulture) + " %"),
                    "carried",
                ],
                filled
                    .Windows.Where(w => w.Refused is null)
                    .Select(w =>
                        (string[])
                            [
                                w.Series,
                                StartOf(w),
                                w.Hours.ToString(CultureInfo.InvariantCulture),
                                SeriesTyped.Number(w.Total),
                                .. w.Totals.Select(SeriesTyped.Interval),
                                Carried(w),
                            ]
                    )
            );
        }
        foreach (var refused in filled.Windows.Where(w => w.Refused is not null))
        {
            Output.Note(
                $"{refused.Series}, {StartOf(refused)}: {refused.Refused!.Problem} {refused.Refused.Remedy}"
            );
        }
    }

    private static string Carried(FilledWindow window)
    {
        if (window.ObservedHours == 0)
            return "no data";
        var actual = SeriesTyped.Number(window.Actual);
        return window.ObservedHours == window.Hours
            ? actual
            : $"{actual} in {Counted.Of(window.ObservedHours, "hour")} with data";
    }

    private static string StartOf(FilledWindow window) =>
        window.Start?.ToString() ?? window.From.ToString(CultureInfo.InvariantCulture);

    private static async Task HoursAsync(
        FilledWindows filled,
        IReadOnlyList<int> levels,
        CancellationToken cancellationToken
    )
    {
        await using var text = new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n" };
        await text.WriteLineAsync("series,start,hour,mean" + SeriesTyped.BoundHeads(levels));
        foreach (var window in filled.Windows)
        {
            for (var h = 0; h < window.Mean.Count; h++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var hour = window.Start is { } start
                    ? (start + h).ToString()
                    : (window.From + h).ToString(CultureInfo.InvariantCulture);
                await text.WriteLineAsync(
                    SeriesTyped.CsvLine(
                        [window.Series, StartOf(window), hour],
                        [window.Mean[h], .. window.Bands.SelectMany(b => (double[])[b.Lower[h], b.Upper[h]])]
                    )
                );
            }
        }
    }

    private static object Document(FilledWindows filled) =>
        new
        {
            Windows = filled.Windows.Select(w =>
            {
                var fields = new Dictionary<string, object?>
                {
                    ["series"] = w.Series,
                    ["start"] = StartOf(w),
                    ["hours"] = w.Hours,
                    ["actual"] = w.ObservedHours > 0 ? w.Actual : null,
                    ["observed_hours"] = w.ObservedHours,
                };
                if (w.Refused is not null)
                    fields["refused"] = w.Refused;
                else
                    SeriesTyped.AddBands(fields, w.Mean, w.Bands, w.Total, w.Totals);
                return fields;
            }),
            Unread = filled.Table.Unread,
            AddedRows = filled.Table.Added,
            filled.Table.DateOrderAmbiguous,
        };
}
