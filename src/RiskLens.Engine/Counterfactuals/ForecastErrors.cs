using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// What the forecast made at each rolling origin has missed by; the intervals of hours and of totals come from here
/// (split conformal on log ratios of actual to forecast).
/// </summary>
public sealed class ForecastErrors
{
    private const double Offset = 0.5;
    private const int Week = 168;

    // Above this a count's own noise hides behind the noise of its mean, and whole numbers no longer show.
    private const double SmallCount = 100;

    private readonly HourlySeries _series;
    private readonly LocalClock _clock;
    private readonly IReadOnlyList<(int Origin, double[] Expected)> _runs;
    private readonly int _horizonHours;
    private readonly bool _counts;
    private readonly Dictionary<int, TotalErrors> _totals = [];
    private readonly HourErrors _hours;

    /// <summary>
    /// Runs: for each origin (an index into the series) what was expected of the hours after it. The horizon is how
    /// far ahead the forecast itself reaches: the longest run if not given.
    /// </summary>
    public ForecastErrors(
        HourlySeries series,
        LocalClock clock,
        IReadOnlyList<(int Origin, double[] Expected)> runs,
        int? horizonHours = null
    )
        : this(series, clock, runs, horizonHours, new HourErrors(series, clock, runs)) { }

    internal ForecastErrors(
        HourlySeries series,
        LocalClock clock,
        IReadOnlyList<(int Origin, double[] Expected)> runs,
        int? horizonHours,
        HourErrors hours
    )
    {
        (_series, _clock, _runs, _hours) = (series, clock, runs, hours);
        _horizonHours = horizonHours ?? runs.Max(r => r.Expected.Length);
        _counts = Array.TrueForAll(series.Values, v => v >= 0 && Math.Floor(v) == v);
    }

    /// <summary>Number of rolling origins.</summary>
    public int Origins => _runs.Count;

    /// <summary>
    /// Log ratios of actual to forecast totals of windows of so many hours, equally likely and ascending, at any lead
    /// within the horizon.
    /// </summary>
    public double[] LogRatios(int windowHours)
    {
        var errors = Errors(windowHours);
        var weeks = Math.Max(1, _horizonHours / Week);
        return Quantiles.Sorted(Enumerable.Range(0, weeks).SelectMany(week => errors.At(week + 0.5)));
    }

    /// <summary>The same for a window that begins so many hours after the series' end.</summary>
    public double[] LogRatios(int windowHours, int fromHours) =>
        [.. Errors(windowHours).At(fromHours / (double)Week)];

    /// <summary>
    /// Interval of the total of a window that begins so many hours after the series' end, at a level such as 0.95.
    /// A small count has that of a Poisson law with an uncertain mean.
    /// </summary>
    public (double Lower, double Upper) Total(double[] expected, int from, int hours, double level)
    {
        var total = Math.Max(0, expected.AsSpan(from, hours).ToArray().Sum());
        var (errors, lead) = (Errors(hours), from / (double)Week);
        if (_counts && total < SmallCount)
            return new CountLaw(total, [.. errors.At(lead, 0)]).Interval(level);
        var ratios = errors.At(lead, CountVariance(total)).ToArray();
        var tail = (1 - level) / 2;
        return (
            Math.Max(0, ((total + Offset) * Math.Exp(Quantiles.Of(ratios, tail))) - Offset),
            Math.Max(0, ((total + Offset) * Math.Exp(Quantiles.Of(ratios, 1 - tail))) - Offset)
        );
    }

    /// <summary>
    /// Whole past weeks as they came, beside their forecast total: joint paths, in which neighbouring hours go together.
    /// Each begins at the hour of week at which the series ends; Number counts the calendar's weeks, so that paths of one
    /// and the same week, forecast from several origins, can be kept together. Weeks with unusable hours are left out.
    /// </summary>
    public IReadOnlyList<PastWeek> PastWeeks()
    {
        var weeks = new List<PastWeek>();
        foreach (var (origin, expected) in _runs)
        {
            for (var at = (_series.Hours - origin) % Week; at + Week <= expected.Length; at += Week)
            {
                var total = expected.AsSpan(at, Week).ToArray().Sum();
                if (total > 0 && !_series.Usable.AsSpan(origin + at, Week).Contains(false))
                {
                    weeks.Add(
                        new PastWeek(
                            (origin + at) / Week,
                            _series.Values[(origin + at)..(origin + at + Week)],
                            total
                        )
                    );
                }
            }
        }
        return weeks;
    }

    private double CountVariance(double expected) => _counts ? 1 / (expected + Offset) : 0;

    // Longer windows than a week have at most the errors of one.
    private TotalErrors Errors(int windowHours)
    {
        var hours = Math.Clamp(windowHours, 1, Week);
        if (_totals.TryGetValue(hours, out var known))
            return known;
        var misses = _runs.SelectMany(r => Misses(r.Origin, r.Expected, hours)).ToArray();
        var span = _runs.Max(r => r.Origin) - _runs.Min(r => r.Origin);
        return _totals[hours] = new TotalErrors(
            misses.Length > 0 ? misses : [new Miss(0, 0, 0)],
            span / (double)_runs.Max(r => r.Expected.Length)
        );
    }

    private IEnumerable<Miss> Misses(int origin, double[] expected, int hours)
    {
        // Starts 7 hours apart visit every hour of the day and week.
        foreach (var (at, actual, forecast) in Windows(_series, origin, expected, hours, 7))
        {
            // Where nothing was expected and nothing came, as in closed hours, nothing was forecast.
            if (forecast > 0 || actual > 0)
            {
                var ratio = Math.Log((Math.Max(0, actual) + Offset) / (Math.Max(0, forecast) + Offset));
                yield return new Miss(at / (double)Week, ratio, CountVariance(forecast));
            }
        }
    }

    /// <summary>Interval of one hour of the forecast, so many hours after the series' end.</summary>
    public (double Lower, double Upper) Hour(double[] expected, int at, double level) =>
        _hours.Interval(expected[at], _clock.HourOfDay[_series.Hours + at], at, level);

    /// <summary>Actual and forecast totals of whole usable windows, each so many hours after the one before.</summary>
    internal static IEnumerable<(double Actual, double Forecast)> Totals(
        HourlySeries series,
        int origin,
        double[] expected,
        int window,
        int step
    ) => Windows(series, origin, expected, window, step).Select(w => (w.Actual, w.Forecast));

    /// <summary>The same with the lead at which each begins.</summary>
    internal static IEnumerable<(int At, double Actual, double Forecast)> Windows(
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
                yield return (at, actual, forecast);
        }
    }
}

/// <summary>A week as it came, by hour, and the total that a rolling origin had forecast for it.</summary>
public sealed record PastWeek(int Number, double[] Actual, double ForecastTotal);
