using RiskLens.App.Logs;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Units;

namespace RiskLens.App.Forecasts;

/// <summary>Forecasts of a table's series, in its order.</summary>
public sealed record ForecastTable(SeriesTable Table, IReadOnlyList<ForecastOfSeries> Series);

/// <summary>
/// The forecast of one series: expected values of the hours after its end, and the intervals of each hour and of the
/// total, one element a level asked for.
/// </summary>
/// <param name="StartUtc">First hour of the forecast; null where the table gives no dates.</param>
/// <param name="Total">Expected total of all hours.</param>
/// <param name="Refused">Set when the series cannot be forecast.</param>
public sealed record ForecastOfSeries(
    string Id,
    string? Forecaster,
    Hour? StartUtc,
    IReadOnlyList<double> Mean,
    IReadOnlyList<HourBands> Bands,
    double Total,
    IReadOnlyList<TotalBand> Totals,
    IReadOnlyList<Score> Scores,
    Refusal? Refused
);

/// <summary>Interval of each hour at a level in percent. Bounds of hours do not add up to those of a total.</summary>
public sealed record HourBands(int Level, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper);

/// <summary>Interval of a total at a level in percent.</summary>
public sealed record TotalBand(int Level, double Lower, double Upper);

/// <summary>forecast: what the hours after the end of any hourly series will carry.</summary>
public sealed class ForecastSeries(SeriesOptions options)
{
    /// <summary>Most hours ahead: 13 weeks.</summary>
    public const int MostHours = Tournament.HorizonHours;

    /// <summary>Reads the table and forecasts each of its series; one that is too short is refused with the reason.</summary>
    /// <exception cref="RiskLensException">The table cannot be read.</exception>
    public async Task<ForecastTable> RunAsync(
        string path,
        int hours,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        if (hours is < 1 or > MostHours)
        {
            throw new RiskLensException(
                FormattableString.Invariant($"A horizon of {hours} hours cannot be forecast."),
                FormattableString.Invariant($"Give --horizon 1 to {MostHours} hours (13 weeks).")
            );
        }
        var zone = options.Zone;
        var table = await SeriesFile.ReadAsync(path, zone, options.DateOrder, cancellationToken);
        var clocks = table.Series.Select(s => options.ClockOf(s, hours)).ToArray();
        var tournaments = Tournament.RunAll(
            [.. table.Series.Select(s => s.Series)],
            clocks,
            hours,
            Environment.ProcessorCount,
            progress,
            cancellationToken
        );
        var forecasts = table.Series.Select((series, i) => Of(series, tournaments[i], hours)).ToList();
        return new ForecastTable(table, forecasts);
    }

    private ForecastOfSeries Of(NamedSeries named, Tournament? tournament, int hours)
    {
        Hour? start = named.Dated ? named.Series.End : null;
        if (tournament is null)
        {
            return new ForecastOfSeries(
                named.Id,
                null,
                start,
                [],
                [],
                0,
                [],
                [],
                WhyNot(named.Series, hours)
            );
        }
        var mean = tournament.Mean;
        return new ForecastOfSeries(
            named.Id,
            tournament.Winner.Name,
            start,
            mean,
            [
                .. options.Levels.Select(level =>
                {
                    var bands = Enumerable
                        .Range(0, hours)
                        .Select(h => tournament.Errors.Hour(mean, h, level / 100.0))
                        .ToArray();
                    return new HourBands(
                        level,
                        [.. bands.Select(b => b.Lower)],
                        [.. bands.Select(b => b.Upper)]
                    );
                }),
            ],
            mean.Sum(),
            [
                .. options.Levels.Select(level =>
                {
                    var (lower, upper) = tournament.Errors.Total(mean, 0, hours, level / 100.0);
                    return new TotalBand(level, lower, upper);
                }),
            ],
            tournament.Scores,
            null
        );
    }

    private static Refusal WhyNot(HourlySeries series, int hours)
    {
        if (series.Usable.Index().All(u => !u.Item || series.Values[u.Index] == 0))
            return new Refusal(
                "The series holds nothing but zeros.",
                "Give hours in which something happened."
            );
        const int eightWeeks = 8 * 168;
        if (hours > 168 && series.Hours < eightWeeks)
        {
            return new Refusal(
                FormattableString.Invariant(
                    $"The series has {series.Hours} hours, and more than a week ahead takes {eightWeeks} (8 weeks)."
                ),
                "Give more hours before the end, or --horizon 168 at most."
            );
        }
        return new Refusal(
            FormattableString.Invariant(
                $"The series has {series.UsableHours} hours to learn from, and too few to judge a forecast on."
            ),
            FormattableString.Invariant(
                $"Give at least {48 + hours} hours, with something happening in the last of them."
            )
        );
    }
}
