using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>One competitor's weighted absolute error of 24-hour totals over all origins and leads.</summary>
public sealed record Score(IForecaster Forecaster, double Wape);

/// <summary>
/// Forecasters compete by rolling origin on the company's own series: each origin sees only what came before, and
/// is judged on the 24-hour totals of the weeks after. The winner's errors on windows of any length become the
/// interval of the forecast (split conformal on log ratios).
/// </summary>
public sealed class Tournament
{
    /// <summary>The horizon: 13 weeks, one quarter.</summary>
    public const int HorizonHours = 13 * 168;

    private const int MaxOrigins = 12;
    private const int SpanOfOriginsHours = 52 * 168;
    private const int FirstOriginHours = 6 * 168;
    private const double Offset = 0.5;

    private static readonly IForecaster[] Entrants =
    [
        new SeasonalMean(),
        new WeeklyMean(),
        new CalendarRegression(),
    ];

    private readonly HourlySeries _series;
    private readonly LocalClock _clock;
    private readonly List<(int Origin, double[] Expected)> _runs;
    private readonly Dictionary<int, double[]> _pools = [];

    private Tournament(
        HourlySeries series,
        LocalClock clock,
        IReadOnlyList<Score> scores,
        List<(int, double[])> runs
    )
    {
        _series = series;
        _clock = clock;
        Scores = scores;
        _runs = runs;
    }

    /// <summary>All entrants, best first.</summary>
    public IReadOnlyList<Score> Scores { get; }

    /// <summary>The winner.</summary>
    public IForecaster Winner => Scores[0].Forecaster;

    /// <summary>Number of rolling origins behind the scores.</summary>
    public int Origins => _runs.Count;

    /// <summary>
    /// Runs the tournament. Null when the series is too short for a single origin (8 weeks: 6 to learn from, at
    /// least 2 to be judged on) or no entrant could forecast.
    /// </summary>
    public static Tournament? Run(HourlySeries series, LocalClock clock)
    {
        var origins = Origins24(series.Hours);
        if (origins.Count == 0)
            return null;
        var scored = new List<(Score Score, List<(int, double[])> Runs)>();
        foreach (var entrant in Entrants)
        {
            var runs = new List<(int, double[])>();
            var (errors, truths) = (0.0, 0.0);
            foreach (var origin in origins)
            {
                var hours = Math.Min(HorizonHours, series.Hours - origin);
                var history = new HourlySeries(
                    series.Start,
                    series.Values[..origin],
                    series.Usable[..origin]
                );
                if (entrant.Forecast(history, clock, hours) is not { } expected)
                    continue;
                runs.Add((origin, expected));
                foreach (var (actual, forecast) in Totals(series, origin, expected, 24, 24))
                    (errors, truths) = (errors + Math.Abs(actual - forecast), truths + actual);
            }
            if (runs.Count > 0 && truths > 0)
                scored.Add((new Score(entrant, errors / truths), runs));
        }
        if (scored.Count == 0)
            return null;
        var ordered = scored.OrderByDescending(s => s.Runs.Count).ThenBy(s => s.Score.Wape).ToList();
        return new Tournament(series, clock, [.. ordered.Select(s => s.Score)], ordered[0].Runs);
    }

    /// <summary>
    /// Log ratios of actual to forecast totals of windows of so many hours, ascending: what a total of that length
    /// has missed its forecast by at leads up to the horizon.
    /// </summary>
    public double[] LogRatios(int windowHours)
    {
        var hours = Math.Clamp(windowHours, 1, 168);
        if (_pools.TryGetValue(hours, out var known))
            return known;
        // Starts 7 hours apart visit every hour of the day and week.
        var pool = _runs
            .SelectMany(r => Totals(_series, r.Origin, r.Expected, hours, 7))
            .Select(t => Math.Log((t.Actual + Offset) / (t.Forecast + Offset)));
        return _pools[hours] = Quantiles.Sorted(pool);
    }

    /// <summary>Log ratios of actual to forecast of single hours, ascending, by local hour of day.</summary>
    public double[][] LogRatiosByHourOfDay()
    {
        var byHour = Enumerable.Range(0, 24).Select(_ => new List<double>()).ToArray();
        foreach (var (origin, expected) in _runs)
        {
            for (var h = 0; h < expected.Length; h++)
            {
                if (_series.Usable[origin + h])
                {
                    var ratio = (_series.Values[origin + h] + Offset) / (expected[h] + Offset);
                    byHour[_clock.HourOfDay[origin + h]].Add(Math.Log(ratio));
                }
            }
        }
        return [.. byHour.Select(r => r.Count == 0 ? [0.0] : Quantiles.Sorted(r))];
    }

    private static List<int> Origins24(int hours)
    {
        var last = hours - (2 * 168);
        var first = Math.Max(FirstOriginHours, hours - HorizonHours - SpanOfOriginsHours);
        if (last < first)
            return [];
        // Origins whose whole horizon has been seen come first; a short history uses what it has.
        var lastFull = Math.Max(first, hours - HorizonHours);
        var stop = lastFull > first ? lastFull : last;
        var count = Math.Clamp(((stop - first) / (2 * 168)) + 1, 1, MaxOrigins);
        var origins = new List<int>();
        for (var i = 0; i < count; i++)
            origins.Add(count == 1 ? stop : first + (int)((long)(stop - first) * i / (count - 1)));
        return origins;
    }

    private static IEnumerable<(double Actual, double Forecast)> Totals(
        HourlySeries series,
        int origin,
        double[] expected,
        int window,
        int step
    )
    {
        for (var at = 0; at + window <= expected.Length; at += step)
        {
            var (actual, forecast, usable) = (0.0, 0.0, true);
            for (var i = at; i < at + window && usable; i++)
            {
                usable = series.Usable[origin + i];
                actual += series.Values[origin + i];
                forecast += expected[i];
            }
            if (usable)
                yield return (actual, forecast);
        }
    }
}
