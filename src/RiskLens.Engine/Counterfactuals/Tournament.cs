namespace RiskLens.Engine.Counterfactuals;

/// <summary>One competitor's weighted absolute error of 24-hour totals over all origins and leads.</summary>
public sealed record Score(IForecaster Forecaster, double Wape);

/// <summary>
/// Forecasters compete by rolling origin on the company's own series: each origin sees only what came before, and
/// is judged on the 24-hour totals of the hours after. Their blend competes too, weighted at each origin by what the
/// other origins taught. The winner's errors become the intervals of the forecast (split conformal).
/// </summary>
public sealed class Tournament
{
    /// <summary>The horizon: 13 weeks, one quarter.</summary>
    public const int HorizonHours = 13 * 168;

    private const int MaxOrigins = 12;
    private const int MostDailyOrigins = 28;
    private const int SpanOfOriginsHours = 52 * 168;
    private const int FirstOriginHours = 6 * 168;
    internal const int ShortHorizonHours = 168;

    private Tournament(IReadOnlyList<Score> scores, ForecastErrors errors, double[] mean) =>
        (Scores, Errors, Mean) = (scores, errors, mean);

    /// <summary>Who competes for hours up to a week ahead.</summary>
    public static IReadOnlyList<IForecaster> DaysAhead { get; } =
    [
        new OccasionAware(new SeasonalMean()),
        new SeasonalNaive(),
        new OccasionAware(new LevelBlend()),
        new SparseRate(),
        new HarmonicRegression(),
        new PooledAutoregression(halfLifeWeeks: 8),
        new PooledAutoregression(halfLifeWeeks: 2),
    ];

    /// <summary>Who competes for more: what the hours just before tell is forgotten by then.</summary>
    public static IReadOnlyList<IForecaster> WeeksAhead { get; } =
    [
        new OccasionAware(new SeasonalMean()),
        new WeeklyMean(),
        new CalendarRegression(),
        new OccasionAware(new LevelBlend()),
        new SparseRate(),
    ];

    /// <summary>Expected values of the hours after the series' end.</summary>
    public double[] Mean { get; }

    /// <summary>What such a forecast has missed by, and the intervals.</summary>
    public ForecastErrors Errors { get; }

    /// <summary>All entrants and their blend: the winner, then the others, best first.</summary>
    public IReadOnlyList<Score> Scores { get; }

    /// <summary>The blend, or an entrant clearly better than it.</summary>
    public IForecaster Winner => Scores[0].Forecaster;

    /// <summary>Number of rolling origins behind the scores.</summary>
    public int Origins => Errors.Origins;

    /// <summary>
    /// Runs the tournament for the hours after the series' end, up to the clock's; judged at leads up to the horizon.
    /// Null when the series is too short for a single origin (for a horizon of weeks 8 weeks: 6 to learn from, at
    /// least 2 to be judged on; for one of days 2 days and the horizon) or no entrant could forecast.
    /// </summary>
    public static Tournament? Run(HourlySeries series, LocalClock clock, int horizonHours = HorizonHours) =>
        RunAll([series], [clock], horizonHours, 1)[0];

    /// <summary>
    /// Runs one tournament a series, all at once: what can be learnt from many series is. The same results on any
    /// number of threads.
    /// </summary>
    public static Tournament?[] RunAll(
        IReadOnlyList<HourlySeries> series,
        IReadOnlyList<LocalClock> clocks,
        int horizonHours,
        int threads,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var tournaments = new Tournament?[series.Count];
        var entrants = horizonHours <= ShortHorizonHours ? DaysAhead : WeeksAhead;
        var done = 0;
        var byOrigins = Enumerable
            .Range(0, series.Count)
            .GroupBy(i =>
                string.Join(' ', OriginsOf(series[i].Hours, horizonHours).Select(o => series[i].Hours - o))
            );
        foreach (var group in byOrigins.Where(g => g.Key.Length > 0))
        {
            int[] indices = [.. group];
            var contest = new Contest(
                [.. indices.Select(i => series[i])],
                [.. indices.Select(i => clocks[i])],
                [
                    .. OriginsOf(series[indices[0]].Hours, horizonHours)
                        .Select(o => series[indices[0]].Hours - o),
                ],
                horizonHours,
                threads
            );
            foreach (var entrant in entrants)
            {
                cancellationToken.ThrowIfCancellationRequested();
                contest.Enter(entrant);
                done += indices.Length;
                progress?.Report(done / (double)(entrants.Count * series.Count));
            }
            var results = contest.Judge();
            for (var i = 0; i < indices.Length; i++)
            {
                if (results[i] is { } result)
                    tournaments[indices[i]] = new Tournament(result.Scores, result.Errors, result.Mean);
            }
        }
        return tournaments;
    }

    private static List<int> OriginsOf(int hours, int horizon)
    {
        if (horizon <= ShortHorizonHours)
            return DailyOrigins(hours, horizon);
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

    // Days of the last weeks with their whole horizon seen: every one where the series is short, else every second or
    // third, so that each weekday is begun on.
    private static List<int> DailyOrigins(int hours, int horizon)
    {
        // Who knows the week must have seen one, or only those who do not would be compared.
        var weeks = Math.Clamp((hours - horizon - 48) / 168, 0, 2);
        var least = weeks == 0 ? 48 : weeks * 168;
        var days = (hours - horizon - least) / 24;
        var step = 24 * Math.Clamp(days / MostDailyOrigins, 1, 3);
        var origins = new List<int>();
        for (
            var origin = hours - horizon;
            origin >= least && origins.Count < MostDailyOrigins;
            origin -= step
        )
            origins.Add(origin);
        origins.Reverse();
        return origins;
    }
}
