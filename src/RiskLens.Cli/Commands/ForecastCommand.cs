using System.CommandLine;
using System.Globalization;
using RiskLens.App.Forecasts;
using RiskLens.Engine.Counterfactuals;

namespace RiskLens.Cli.Commands;

/// <summary>forecast SERIES.csv --horizon H.</summary>
internal static class ForecastCommand
{
    private const int MostHoursShown = 48;
    private const int FewHours = 4 * 168;
    private const string BriefSeries =
        "under four weeks of hours; the rhythm of its week is hardly known, and its interval is a guess";

    private static readonly Option<string?> Horizon = new("--horizon")
    {
        Description = "Hours ahead, 1 to 2184",
        HelpName = "H",
        Required = true,
    };
    private static readonly Option<bool> Csv = new("--csv")
    {
        Description = "Print every hour of every series as CSV",
    };

    public static Command Build() =>
        Call.Runs(
            new Command("forecast", "What the hours after the end of any hourly series will carry")
            {
                SeriesTyped.File,
                Horizon,
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
        var hours = Typed.Whole(call.Value(Horizon), "--horizon", 48)!.Value;
        var csv = SeriesTyped.CsvOnly(call, Csv);
        var forecast = await ProgressBars.ShowAsync(bars =>
            new ForecastSeries(options).RunAsync(
                call.Value(SeriesTyped.File)!,
                hours,
                bars?.Of("Forecast"),
                cancellationToken
            )
        );
        if (csv)
            await HoursAsync(forecast, options.Levels, cancellationToken);
        else
            Say(call.Output, forecast, hours);
        SeriesTyped.NoteUnread(forecast.Table);
        foreach (var brief in forecast.Table.Series.Where(IsBrief))
            Output.Note($"{brief.Id}: {BriefSeries}");
        await call.Output.DocumentAsync(Document(forecast), cancellationToken);
        return forecast.Series.Any(s => s.Refused is not null) ? CommandLine.Correctable : CommandLine.Done;
    }

    private static bool IsBrief(NamedSeries series) => series.Series.UsableHours < FewHours;

    private static void Say(Output output, ForecastTable forecast, int hours)
    {
        output.Table(
            [
                "series",
                "forecaster",
                "from",
                $"total of {hours.ToString(CultureInfo.InvariantCulture)} h",
                .. Heads(forecast),
            ],
            forecast
                .Series.Where(s => s.Refused is null)
                .Select(s =>
                    (string[])
                        [
                            s.Id,
                            s.Forecaster!,
                            s.StartUtc?.ToString() ?? "-",
                            SeriesTyped.Number(s.Total),
                            .. s.Totals.Select(SeriesTyped.Interval),
                        ]
                )
        );
        foreach (var refused in forecast.Series.Where(s => s.Refused is not null))
            Output.Note($"{refused.Id}: {refused.Refused!.Problem} {refused.Refused.Remedy}");
        if (forecast.Series is [{ Refused: null } only] && hours <= MostHoursShown)
        {
            output.Say("");
            output.Table(
                ["hour", "mean", .. Heads(forecast)],
                Enumerable
                    .Range(0, hours)
                    .Select(h =>
                        (string[])
                            [
                                HourOf(only, h),
                                SeriesTyped.Number(only.Mean[h]),
                                .. only.Bands.Select(b =>
                                    SeriesTyped.Interval(new TotalBand(b.Level, b.Lower[h], b.Upper[h]))
                                ),
                            ]
                    )
            );
        }
        else
        {
            output.Say("Hours: --csv or --json.");
        }
    }

    private static IEnumerable<string> Heads(ForecastTable forecast) =>
        forecast
            .Series.First(s => s.Refused is null || s == forecast.Series[^1])
            .Totals.Select(t => t.Level.ToString(CultureInfo.InvariantCulture) + " %");

    private static string HourOf(ForecastOfSeries series, int h) =>
        series.StartUtc is { } start
            ? (start + h).ToString()
            : (h + 1).ToString(CultureInfo.InvariantCulture);

    private static async Task HoursAsync(
        ForecastTable forecast,
        IReadOnlyList<int> levels,
        CancellationToken cancellationToken
    )
    {
        await using var text = new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n" };
        await text.WriteLineAsync("series,hour,mean" + SeriesTyped.BoundHeads(levels));
        foreach (var series in forecast.Series)
        {
            for (var h = 0; h < series.Mean.Count; h++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await text.WriteLineAsync(
                    SeriesTyped.CsvLine(
                        [series.Id, HourOf(series, h)],
                        [series.Mean[h], .. series.Bands.SelectMany(b => (double[])[b.Lower[h], b.Upper[h]])]
                    )
                );
            }
        }
    }

    private static object Document(ForecastTable forecast) =>
        new
        {
            Series = forecast.Series.Select(
                (s, at) =>
                {
                    var fields = new Dictionary<string, object?>
                    {
                        ["id"] = s.Id,
                        ["forecaster"] = s.Forecaster,
                        ["start_utc"] = s.StartUtc?.ToString(),
                    };
                    if (s.Refused is not null)
                    {
                        fields["refused"] = s.Refused;
                        return fields;
                    }
                    SeriesTyped.AddBands(fields, s.Mean, s.Bands, s.Total, s.Totals);
                    if (IsBrief(forecast.Table.Series[at]))
                        fields["caveat"] = BriefSeries;
                    fields["scores"] = s.Scores.Select(score => new { score.Forecaster.Name, score.Wape });
                    return fields;
                }
            ),
            Unread = forecast.Table.Unread,
            AddedRows = forecast.Table.Added,
            forecast.Table.DateOrderAmbiguous,
        };
}
