using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>Possible totals of a hidden window and of the recovery hours after it, one pair a past window.</summary>
/// <param name="Window">Draws of the window's total, keyed by the start of the past window they come from.</param>
/// <param name="Recovery">Draws of the recovery hours' total, same keys; empty without recovery hours.</param>
/// <param name="ExpectedByHour">Expected counts of window and recovery hours; their totals are the draws' medians.</param>
public sealed record WindowDraws(
    IReadOnlyDictionary<int, double> Window,
    IReadOnlyDictionary<int, double> Recovery,
    double[] ExpectedByHour
);

/// <summary>
/// Fills a hidden window from both sides. The same hours of the weeks around give what it would carry on average
/// (<see cref="SameHours"/>); how far the level strayed from that beside it is carried into the window by a
/// regression learnt on the other windows of that length (<see cref="WindowRows"/>, <see cref="BlockedRegression"/>);
/// what these windows missed when left out is the interval (conformal: an outage's window is exchangeable with the
/// others but for the outage), widened or narrowed as windows near it in time and size missed more or less.
/// </summary>
public sealed class WindowFill
{
    private const double Offset = 0.5;
    private const int FewestWindows = 8;
    private const int MostRows = 1600;

    // A control is used where windows that were left out are missed by at least this much less with it.
    private const double GainOfControls = 0.02;

    // From so many hours on a window holds nearly all of a day, whenever it begins.
    private const int WholeDayHours = 20;
    private static readonly int[] AnyHour = [0, 4, 8, 12, 16, 20];
    private static readonly int[] LikeHours = [0, 2, 22];

    private readonly HourlySeries _series;
    private readonly LocalClock _clock;
    private readonly bool _leftOnly;
    private readonly IReadOnlyList<(HourlySeries Series, double[] Calendar)> _controls;
    private readonly Dictionary<int, (WindowRows Own, WindowRows[] Controls)> _rows = [];

    private WindowFill(
        HourlySeries series,
        LocalClock clock,
        double[] calendar,
        bool leftOnly,
        IReadOnlyList<(HourlySeries, double[])> controls
    ) =>
        (_series, _clock, CalendarExpected, _leftOnly, _controls) = (
            series,
            clock,
            calendar,
            leftOnly,
            controls
        );

    /// <summary>
    /// Prepares a series whose outages are masked; null with fewer than 14 whole days. Looking back only, the hours
    /// after a window have no say in its own row (the coefficients still come from all windows: to fill as if the
    /// future were unknown, cut the series at the window's end).
    /// </summary>
    public static WindowFill? Of(HourlySeries masked, LocalClock clock, bool leftOnly = false) =>
        Calendar(masked, clock) is { } calendar
            ? new WindowFill(masked, clock, calendar, leftOnly, [])
            : null;

    /// <summary>
    /// The same with channels that were not struck as controls: what lifted or lowered them in the window itself,
    /// and is not an outage, did so here. They start with the series and hold the outage's hours unmasked. Only
    /// channels that took no reroutes may be given (<see cref="Controls.Unmoved"/>); they have a say only where
    /// windows that were left out are missed by at least 2 % less with them.
    /// </summary>
    public static WindowFill? Of(HourlySeries masked, LocalClock clock, IReadOnlyList<HourlySeries> controls)
    {
        if (Calendar(masked, clock) is not { } calendar)
            return null;
        var usable = new List<(HourlySeries, double[])>();
        foreach (var control in controls)
        {
            if (control.Start != masked.Start || control.Hours != masked.Hours)
                throw new ArgumentException("A control covers the hours of the series.", nameof(controls));
            if (Calendar(control, clock) is { } expected)
                usable.Add((control, expected));
        }
        return new WindowFill(masked, clock, calendar, leftOnly: false, usable);
    }

    /// <summary>Expected counts by hour from the calendar alone, for the whole series.</summary>
    public double[] CalendarExpected { get; }

    /// <summary>
    /// Draws of the totals of a window (an index into the series) and the recovery hours after it. Null when fewer
    /// than 8 other windows can be compared.
    /// </summary>
    public WindowDraws? Fill(int start, int hours, int recoveryHours)
    {
        var span = hours + recoveryHours;
        var (own, controls) = RowsFor(span);
        if (Comparable(own.Usual, start, span, [0]).Count < FewestWindows)
            return null;
        var others = Comparable(own.Usual, start, span, span >= WholeDayHours ? AnyHour : LikeHours);
        var learner = new Learner(own, controls, others, start, span);
        var window = learner.Draws(0, hours);
        var recovery = recoveryHours == 0 ? null : learner.Draws(hours, span);
        var byHour = new double[span];
        for (var i = 0; i < span; i++)
            byHour[i] = own.Usual.Expected[start + i];
        Scale(byHour.AsSpan(0, hours), window);
        if (recovery is not null)
            Scale(byHour.AsSpan(hours), recovery);
        return new WindowDraws(
            Keyed(others, window),
            recovery is null ? new Dictionary<int, double>() : Keyed(others, recovery),
            byHour
        );
    }

    private static double[]? Calendar(HourlySeries series, LocalClock clock) =>
        CalendarModel.Fit(series, clock, halfLifeDays: null)?.Expected(0, series.Hours);

    private (WindowRows Own, WindowRows[] Controls) RowsFor(int span)
    {
        var weeks = WindowRows.NearestWeeks(span, _leftOnly);
        if (!_rows.TryGetValue(weeks, out var rows))
        {
            rows = (
                new WindowRows(_series, _clock, CalendarExpected, weeks, _leftOnly),
                [.. _controls.Select(c => new WindowRows(c.Series, _clock, c.Calendar, weeks, _leftOnly))]
            );
            _rows[weeks] = rows;
        }
        return rows;
    }

    // Usable windows that do not overlap this one and begin so many hours after it on some day, nearest ones only.
    private List<int> Comparable(SameHours usual, int start, int span, int[] hoursLater)
    {
        var found = new List<int>();
        foreach (var later in hoursLater)
        {
            for (var at = (start + later) % 24; at + span <= _series.Hours; at += 24)
            {
                if (Math.Abs(at - start) >= span && usual.Usable(at, at + span) == span)
                    found.Add(at);
            }
        }
        return [.. found.OrderBy(at => Math.Abs(at - start)).ThenBy(at => at).Take(MostRows).Order()];
    }

    private static void Scale(Span<double> hours, double[] draws)
    {
        var middle = Quantiles.Of(Quantiles.Sorted(draws), 0.5);
        double sum = 0;
        foreach (var value in hours)
            sum += value;
        for (var i = 0; i < hours.Length; i++)
            hours[i] = sum > 0 ? hours[i] * middle / sum : middle / hours.Length;
    }

    private static Dictionary<int, double> Keyed(List<int> keys, double[] draws)
    {
        var keyed = new Dictionary<int, double>(keys.Count);
        for (var i = 0; i < keys.Count; i++)
            keyed[keys[i]] = draws[i];
        return keyed;
    }

    // Learns one part of the span, window or recovery, from the other windows.
    private sealed class Learner(WindowRows own, WindowRows[] controls, List<int> others, int start, int span)
    {
        private readonly double[][] _rows = [.. others.Select(at => own.Row(at, span))];
        private readonly double[] _guide = [.. others.Select(at => own.Level(at, span))];
        private readonly double[] _here = own.Row(start, span);
        private readonly double _guideHere = own.Level(start, span);

        /// <summary>One possible total of [from, to) after the start for each other window.</summary>
        public double[] Draws(int from, int to)
        {
            double[] targets = [.. others.Select(at => own.Usual.LogRatio((at + from, at + to)))];
            double[] sizes = [.. others.Select(at => own.Usual.Total(at + from, at + to))];
            var usual = own.Usual.Total(start + from, start + to);
            var days = others.Select(at => at / 24).Distinct().Count();
            var importance = Array.ConvertAll(sizes, s => LocalSpread.Alike(s, usual));
            var fit = BlockedRegression.Fit(_rows, targets, _guide, importance, days);
            var level = fit.Expected(_here, _guideHere);
            // A control that was itself unseen in the window cannot tell of it.
            var seen = controls.Where(c => c.Usual.Usable(start + from, start + to) == to - from).ToList();
            if (seen.Count > 0)
            {
                double[] With(double[] row, int at) =>
                    [.. row, .. seen.Select(c => c.Moved(at, span, from, to))];
                var controlled = BlockedRegression.Fit(
                    [.. _rows.Select((row, i) => With(row, others[i]))],
                    targets,
                    _guide,
                    importance,
                    days
                );
                if (controlled.MeanAbsoluteError < (1 - GainOfControls) * fit.MeanAbsoluteError)
                    (fit, level) = (controlled, controlled.Expected(With(_here, start), _guideHere));
            }
            var errors = LocalSpread.Scaled(others, sizes, fit.Errors, start, usual, span);
            // More than e^4 above or below what is usual has not been seen: it would be a slip of the regression.
            var middle = Math.Clamp(level, -4, 4);
            return [.. errors.Select(e => Math.Max(0, ((usual + Offset) * Math.Exp(middle + e)) - Offset))];
        }
    }
}
