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

    private static readonly IForecaster[] Entrants =
    [
        new SeasonalMean(),
        new WeeklyMean(),
        new CalendarRegression(),
        new LevelBlend(),
        new SparseRate(),
    ];

    private Tournament(IReadOnlyList<Score> scores, ForecastErrors errors, double[] mean) =>
        (Scores, Errors, Mean) = (scores, errors, mean);

    /// <summary>Expected values of the hours after the series' end.</summary>
    public double[] Mean { get; }

    /// <summary>What such a forecast has missed by, and the intervals.</summary>
    public ForecastErrors Errors { get; }

    /// <summary>All entrants, best first.</summary>
    public IReadOnlyList<Score> Scores { get; }

    /// <summary>The winner.</summary>
    public IForecaster Winner => Scores[0].Forecaster;

    /// <summary>Number of rolling origins behind the scores.</summary>
    public int Origins => Errors.Origins;

    /// <summary>
    /// Runs the tournament for the hours after the series' end, up to the clock's; judged at leads up to the horizon.
    /// Null when the series is too short for a single origin (8 weeks: 6 to learn from, at
    /// least 2 to be judged on) or no entrant could forecast.
    /// </summary>
    public static Tournament? Run(HourlySeries series, LocalClock clock, int horizonHours = HorizonHours)
    {
        var origins = Origins24(series.Hours, horizonHours);
        if (origins.Count == 0)
            return null;
        var scored = new List<(Score Score, List<(int, double[])> Runs)>();
        foreach (var entrant in Entrants)
        {
            var runs = new List<(int, double[])>();
            var (errors, truths) = (0.0, 0.0);
            foreach (var origin in origins)
            {
                var hours = Math.Min(horizonHours, series.Hours - origin);
                var history = new HourlySeries(
                    series.Start,
                    series.Values[..origin],
                    series.Usable[..origin]
                );
                if (entrant.Forecast(history, clock, hours) is not { } expected)
                    continue;
                runs.Add((origin, expected));
                foreach (var (actual, forecast) in ForecastErrors.Totals(series, origin, expected, 24, 24))
                    (errors, truths) = (errors + Math.Abs(actual - forecast), truths + actual);
            }
            if (runs.Count > 0 && truths > 0)
                scored.Add((new Score(entrant, errors / truths), runs));
        }
        if (scored.Count == 0)
            return null;
        var ordered = scored.OrderByDescending(s => s.Runs.Count).ThenBy(s => s.Score.Wape).ToList();
        var (winner, winnersRuns) = ordered[0];
        return winner.Forecaster.Forecast(series, clock, horizonHours) is { } mean
            ? new Tournament(
                [.. ordered.Select(s => s.Score)],
                new ForecastErrors(series, clock, winnersRuns, horizonHours),
                mean
            )
            : null;
    }

    private static List<int> Origins24(int hours, int horizon)
    {
        var last = hours - (2 * 168);
        var first = Math.Max(FirstOriginHours, hours - horizon - SpanOfOriginsHours);
        if (last < first)
            return [];
        // Origins whose whole horizon has been seen come first; a short history uses what it has.
        var lastFull = Math.Max(first, hours - horizon);
        var stop = lastFull > first ? lastFull : last;
        var count = Math.Clamp(((stop - first) / (2 * 168)) + 1, 1, MaxOrigins);
        var origins = new List<int>();
        for (var i = 0; i < count; i++)
            origins.Add(count == 1 ? stop : first + (int)((long)(stop - first) * i / (count - 1)));
        return origins;
    }
}
