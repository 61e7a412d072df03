using MathNet.Numerics.LinearAlgebra;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// A series made ready for autoregression: logs, less the rhythm of the week, with the sums that least squares
/// need. The model: residual(t) = mean(t) + sum over lags of a(lag) (residual(t - lag) - mean(t)), where mean(t) is
/// that of the residuals of the last week. Sums of several series can be added: they are in units of each
/// series' own day-to-day change.
/// </summary>
public sealed class AutoregressionFrame
{
    private const int Week = 168;
    private const int MostHours = 52 * Week;

    private static readonly int[] Telltale = [1, 2, 3, 6, 12, 24, 48, 72, 96, 120, 144, 168, 336];

    private readonly double[] _residuals;

    private readonly double _offset;
    private readonly double _lowest;
    private readonly double _highest;

    private AutoregressionFrame(
        double[] residuals,
        double[] rhythm,
        double offset,
        (double Lowest, double Highest) range,
        int levelHours,
        int lags
    )
    {
        (_residuals, Rhythm, _offset) = (residuals, rhythm, offset);
        (_lowest, _highest) = range;
        (LevelHours, Lags) = (levelHours, lags);
        (Products, Targets) = (new double[lags, lags], new double[lags]);
    }

    /// <summary>What each of the 168 hours of the week adds.</summary>
    public double[] Rhythm { get; }

    /// <summary>Number of lags: 1 to so many hours.</summary>
    public int Lags { get; }

    /// <summary>Hours that the level is the mean of.</summary>
    public int LevelHours { get; }

    /// <summary>Mean product of each two lags.</summary>
    public double[,] Products { get; }

    /// <summary>Mean product of each lag and what followed.</summary>
    public double[] Targets { get; }

    /// <summary>Autocorrelations of logs and residuals: what tells which series are alike.</summary>
    public double[] Traits { get; private set; } = [];

    /// <summary>Prepares a history; null when it has less than two days to learn from.</summary>
    public static AutoregressionFrame? Of(
        HourlySeries history,
        LocalClock clock,
        int lags,
        double halfLifeWeeks,
        Func<WeeklyRhythm, double[]> rhythmOf
    )
    {
        var from = Math.Max(0, history.Hours - MostHours);
        var usable = history.Usable[from..];
        if (usable.Count(u => u) < 48)
            return null;
        var values = history.Values[from..];
        var offset = OffsetOf(values, usable);
        double[] logs = [.. values.Select(v => Math.Log(Math.Max(0, v) + offset))];
        var levelHours = logs.Length >= (2 * Week) + lags ? Week : 24;
        var level = Levels(logs, usable, levelHours);
        var hourOfWeek = clock.HourOfWeek[from..history.Hours];
        var rhythm = rhythmOf(new WeeklyRhythm(logs, usable, level, hourOfWeek, halfLifeWeeks));
        var (lowest, highest) = (double.MaxValue, double.MinValue);
        var residuals = new double[logs.Length];
        for (var h = 0; h < logs.Length; h++)
        {
            // An hour that may not be learnt from counts as an ordinary one in what follows it.
            residuals[h] = usable[h] ? logs[h] - rhythm[hourOfWeek[h]] : level[h];
            if (!usable[h])
                logs[h] = level[h] + rhythm[hourOfWeek[h]];
            (lowest, highest) = (Math.Min(lowest, logs[h]), Math.Max(highest, logs[h]));
        }
        var margin = 0.25 * (highest - lowest);
        var frame = new AutoregressionFrame(
            residuals,
            rhythm,
            offset,
            (lowest - margin, highest + margin),
            levelHours,
            Math.Min(lags, levelHours)
        );
        frame.Accumulate(logs, usable);
        frame.Traits = [.. Autocorrelations(logs), .. Autocorrelations(residuals)];
        return frame;
    }

    /// <summary>
    /// Coefficients of ridge least squares from mean products, the penalty being a share of their mean diagonal.
    /// </summary>
    public static double[] Solve(double[,] products, double[] targets, double ridge)
    {
        var lags = targets.Length;
        var trace = 0.0;
        for (var i = 0; i < lags; i++)
            trace += products[i, i] / lags;
        if (!(trace > 0))
            return new double[lags];
        var left = Matrix<double>.Build.DenseOfArray(products);
        for (var i = 0; i < lags; i++)
            left[i, i] += ridge * trace;
        // Of series with hardly a value rounding may leave the products short of positive definite.
        return [.. left.LU().Solve(Vector<double>.Build.DenseOfArray(targets))];
    }

    /// <summary>The path of the hours after the history, each hour forecast from those before it.</summary>
    public double[] Path(double[] coefficients, LocalClock clock, int end, int hours)
    {
        var tail = new double[LevelHours + hours];
        _residuals.AsSpan(_residuals.Length - LevelHours).CopyTo(tail);
        var path = new double[hours];
        var sum = tail.Sum();
        for (var h = 0; h < hours; h++)
        {
            var at = LevelHours + h;
            var mean = sum / LevelHours;
            var next = mean;
            for (var lag = 1; lag <= Lags; lag++)
                next += coefficients[lag - 1] * (tail[at - lag] - mean);
            var rhythm = Rhythm[clock.HourOfWeek[end + h]];
            var log = Math.Clamp(next + rhythm, _lowest, _highest);
            tail[at] = log - rhythm;
            sum += tail[at] - tail[h];
            path[h] = Math.Max(0, Math.Exp(log) - _offset);
        }
        return path;
    }

    // Zeros have no log: a little is added where there are any.
    private static double OffsetOf(double[] values, bool[] usable)
    {
        var (least, sum, count, zeros) = (double.MaxValue, 0.0, 0, false);
        for (var h = 0; h < values.Length; h++)
        {
            if (!usable[h])
                continue;
            if (values[h] > 0)
                (least, sum, count) = (Math.Min(least, values[h]), sum + values[h], count + 1);
            else
                zeros = true;
        }
        if (count == 0)
            return 1;
        return zeros ? Math.Max(0.5 * least, 0.02 * sum / count) : 0;
    }

    // Centred moving means of the usable hours; where a window has none, the one before it.
    private static double[] Levels(double[] logs, bool[] usable, int window)
    {
        var sums = new double[logs.Length + 1];
        var counts = new int[logs.Length + 1];
        for (var h = 0; h < logs.Length; h++)
        {
            sums[h + 1] = sums[h] + (usable[h] ? logs[h] : 0);
            counts[h + 1] = counts[h] + (usable[h] ? 1 : 0);
        }
        var levels = new double[logs.Length];
        var level = sums[^1] / counts[^1];
        for (var h = 0; h < logs.Length; h++)
        {
            var from = Math.Clamp(h - (window / 2), 0, Math.Max(0, logs.Length - window));
            var to = Math.Min(from + window, logs.Length);
            if (counts[to] - counts[from] >= window / 4)
                level = (sums[to] - sums[from]) / (counts[to] - counts[from]);
            levels[h] = level;
        }
        return levels;
    }

    private void Accumulate(double[] logs, bool[] usable)
    {
        var scale = DayToDay(logs);
        if (scale <= 0)
            return;
        var row = new double[Lags];
        var sum = 0.0;
        for (var h = 0; h < LevelHours; h++)
            sum += _residuals[h];
        var rows = 0;
        for (var h = LevelHours; h < _residuals.Length; h++)
        {
            if (usable[h])
            {
                var mean = sum / LevelHours;
                for (var lag = 1; lag <= Lags; lag++)
                    row[lag - 1] = (_residuals[h - lag] - mean) / scale;
                Add(row, (_residuals[h] - mean) / scale);
                rows++;
            }
            sum += _residuals[h] - _residuals[h - LevelHours];
        }
        for (var a = 0; a < Lags; a++)
        {
            Targets[a] /= Math.Max(1, rows);
            for (var b = a; b < Lags; b++)
                Products[b, a] = Products[a, b] /= Math.Max(1, rows);
        }
    }

    private void Add(double[] row, double target)
    {
        for (var a = 0; a < row.Length; a++)
        {
            var value = row[a];
            Targets[a] += value * target;
            for (var b = a; b < row.Length; b++)
                Products[a, b] += value * row[b];
        }
    }

    private static double DayToDay(double[] logs)
    {
        var (sum, squares, count) = (0.0, 0.0, 0);
        for (var h = 24; h < logs.Length; h++)
        {
            var change = logs[h] - logs[h - 24];
            (sum, squares, count) = (sum + change, squares + (change * change), count + 1);
        }
        return count == 0 ? 0 : Math.Sqrt(Math.Max(0, (squares / count) - (sum / count * (sum / count))));
    }

    private static double[] Autocorrelations(double[] values)
    {
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / values.Length;
        var traits = new double[Telltale.Length];
        for (var i = 0; i < traits.Length; i++)
        {
            var lag = Telltale[i];
            var pairs = values.Length - lag;
            if (variance <= 1e-12 || pairs < 24)
                continue;
            var sum = 0.0;
            for (var h = lag; h < values.Length; h++)
                sum += (values[h] - mean) * (values[h - lag] - mean);
            traits[i] = sum / pairs / variance;
        }
        return traits;
    }
}
