using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>Possible totals of a hidden window and of the recovery hours after it, one pair a past window.</summary>
/// <param name="Window">Draws of the window's total, keyed by the start of the past window they come from.</param>
/// <param name="Recovery">Draws of the recovery hours' total, same keys; empty without recovery hours.</param>
/// <param name="ExpectedByHour">Best expected counts of window and recovery hours.</param>
public sealed record WindowDraws(
    IReadOnlyDictionary<int, double> Window,
    IReadOnlyDictionary<int, double> Recovery,
    double[] ExpectedByHour
);

/// <summary>
/// Fills a hidden window from both sides. The calendar model gives what the hours would carry on average; how far
/// the level strayed from it just before and after is carried into the window by a regression learnt on all other
/// windows of the same length that start at the same hour of day; the errors of these windows are the interval
/// (conformal: an outage's window is exchangeable with the others but for the outage).
/// </summary>
public sealed class WindowFill
{
    private const double Offset = 0.5;
    private const int FewestWindows = 8;

    private readonly HourlySeries _series;
    private readonly double[] _actualSum;
    private readonly double[] _expectedSum;
    private readonly int[] _usableSum;
    private readonly int _features;

    private WindowFill(HourlySeries series, double[] expected, int features)
    {
        _series = series;
        CalendarExpected = expected;
        _features = features;
        _actualSum = new double[series.Hours + 1];
        _expectedSum = new double[series.Hours + 1];
        _usableSum = new int[series.Hours + 1];
        for (var i = 0; i < series.Hours; i++)
        {
            var usable = series.Usable[i];
            _actualSum[i + 1] = _actualSum[i] + (usable ? series.Values[i] : 0);
            _expectedSum[i + 1] = _expectedSum[i] + (usable ? expected[i] : 0);
            _usableSum[i + 1] = _usableSum[i] + (usable ? 1 : 0);
        }
    }

    /// <summary>Prepares a series whose outages are masked; null with fewer than 14 whole days.</summary>
    public static WindowFill? Of(HourlySeries masked, LocalClock clock, bool leftOnly = false) =>
        CalendarModel.Fit(masked, clock, halfLifeDays: null)?.Expected(0, masked.Hours) is { } expected
            ? new WindowFill(masked, expected, leftOnly ? 3 : 5)
            : null;

    /// <summary>Expected counts by hour from the calendar alone, for the whole series.</summary>
    public double[] CalendarExpected { get; }

    /// <summary>
    /// Draws of the totals of a window (an index into the series) and the recovery hours after it. Null when fewer
    /// than 8 other windows can be compared.
    /// </summary>
    public WindowDraws? Fill(int start, int hours, int recoveryHours)
    {
        var span = hours + recoveryHours;
        var others = new List<int>();
        for (var at = start % 24; at + span <= _series.Hours; at += 24)
        {
            if (Math.Abs(at - start) >= span && Usable(at, at + span) == span)
                others.Add(at);
        }
        if (others.Count < FewestWindows)
            return null;
        var rows = others.ConvertAll(at => Features(at, span));
        var here = Features(start, span);
        var window = Learn(others, rows, here, 0, hours);
        (double Level, double[] Errors)? recovery =
            recoveryHours == 0 ? null : Learn(others, rows, here, hours, span);
        var byHour = new double[span];
        for (var i = 0; i < span; i++)
            byHour[i] = CalendarExpected[start + i] * (i < hours ? window.Level : recovery!.Value.Level);
        return new WindowDraws(
            Draws(others, window, Expected(start, start + hours)),
            recovery is { } r
                ? Draws(others, r, Expected(start + hours, start + span))
                : new Dictionary<int, double>(),
            byHour
        );
    }

    private static Dictionary<int, double> Draws(
        List<int> keys,
        (double Level, double[] Errors) fit,
        double expected
    )
    {
        var draws = new Dictionary<int, double>(keys.Count);
        for (var i = 0; i < keys.Count; i++)
            draws[keys[i]] = Math.Max(
                0,
                ((expected + Offset) * fit.Level * Math.Exp(fit.Errors[i])) - Offset
            );
        return draws;
    }

    // Log ratio of actual to expected of [from, to) after a window's start, regressed on the ratios around it.
    private (double Level, double[] Errors) Learn(
        List<int> others,
        List<double[]> rows,
        double[] here,
        int from,
        int to
    )
    {
        var targets = others.ConvertAll(at =>
            Math.Log((Actual(at + from, at + to) + Offset) / (Expected(at + from, at + to) + Offset))
        );
        var coefficients = LeastSquares.Fit(rows, targets, penalty: 0.02 * others.Count / 10);
        // In-sample errors are a little small; the calendar model's own freedom is negligible beside it.
        var spread = Math.Sqrt(others.Count / (double)Math.Max(1, others.Count - _features));
        var errors = new double[others.Count];
        for (var i = 0; i < errors.Length; i++)
            errors[i] = spread * (targets[i] - LeastSquares.Dot(rows[i], coefficients));
        return (Math.Exp(LeastSquares.Dot(here, coefficients)), errors);
    }

    private double[] Features(int at, int span)
    {
        var row = new double[_features];
        row[0] = 1;
        row[1] = LogRatio(at - 12, at);
        row[2] = LogRatio(at - 72, at - 12);
        if (_features == 5)
        {
            row[3] = LogRatio(at + span, at + span + 12);
            row[4] = LogRatio(at + span + 12, at + span + 72);
        }
        return row;
    }

    // 0 ("as usual") where less than half of the hours can be used.
    private double LogRatio(int from, int to)
    {
        var (first, last) = (Math.Max(0, from), Math.Min(_series.Hours, to));
        if (last <= first || Usable(first, last) * 2 < to - from)
            return 0;
        return Math.Log(
            (_actualSum[last] - _actualSum[first] + Offset)
                / (_expectedSum[last] - _expectedSum[first] + Offset)
        );
    }

    private int Usable(int from, int to) => _usableSum[to] - _usableSum[from];

    private double Actual(int from, int to)
    {
        double sum = 0;
        for (var i = from; i < to; i++)
            sum += _series.Values[i];
        return sum;
    }

    private double Expected(int from, int to)
    {
        double sum = 0;
        for (var i = from; i < to; i++)
            sum += CalendarExpected[i];
        return sum;
    }
}
