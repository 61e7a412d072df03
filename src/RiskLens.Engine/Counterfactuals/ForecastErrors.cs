using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// What the forecast made at each rolling origin has missed by; the intervals of hours and of totals come from here
/// (split conformal on log ratios of actual to forecast).
/// </summary>
public sealed class ForecastErrors
{
    private const double Offset = 0.5;

    private readonly HourlySeries _series;
    private readonly LocalClock _clock;
    private readonly IReadOnlyList<(int Origin, double[] Expected)> _runs;
    private readonly Dictionary<int, double[]> _pools = [];
    private readonly HourErrors _hours;

    /// <summary>Runs: for each origin (an index into the series) what was expected of the hours after it.</summary>
    public ForecastErrors(
        HourlySeries series,
        LocalClock clock,
        IReadOnlyList<(int Origin, double[] Expected)> runs
    )
        : this(series, clock, runs, new HourErrors(series, clock, runs)) { }

    internal ForecastErrors(
        HourlySeries series,
        LocalClock clock,
        IReadOnlyList<(int Origin, double[] Expected)> runs,
        HourErrors hours
    ) => (_series, _clock, _runs, _hours) = (series, clock, runs, hours);

    /// <summary>Number of rolling origins.</summary>
    public int Origins => _runs.Count;

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

    /// <summary>
    /// Interval of the total of a window that begins so many hours after the series' end, at a level such as 0.95.
    /// </summary>
    public (double Lower, double Upper) Total(double[] expected, int from, int hours, double level)
    {
        var (low, high) = Quantiles.Conformal(LogRatios(hours), level);
        var total = expected.AsSpan(from, hours).ToArray().Sum() + Offset;
        return (
            Math.Max(0, (total * Math.Exp(low)) - Offset),
            Math.Max(0, (total * Math.Exp(high)) - Offset)
        );
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
