namespace RiskLens.Engine.Numerics;

/// <summary>
/// The posterior of two parameters on a grid over their box, for a prior flat in both: no chance in the fit, so the
/// same data give the same law. The grid closes in on where the log density lies within 16 of its top; there the
/// midpoint rule is exact to many digits for smooth densities (Gelman et al. 2013, section 3.7).
/// </summary>
public sealed class GridPosterior
{
    private const int Columns = 64;
    private const int Rows = 48;
    private const double Depth = 16;

    // Cells further down than this hold less than a ten-thousandth of the mass together.
    private const double NoMass = 14;

    private static readonly (int X, int Y)[] Sides = [(-1, 0), (1, 0), (0, -1), (0, 1)];

    private readonly double _cellX;
    private readonly double _cellY;
    private readonly double[] _gridX;
    private readonly double[] _gridY;
    private readonly double[,] _log;
    private readonly (double X, double Y)[] _cells;
    private readonly double[] _weights;
    private readonly double[] _cumulative;
    private readonly double _top;

    private GridPosterior(Span x, Span y, Func<double, double, double> logDensity)
    {
        (_cellX, _cellY) = (x.Width / Columns, y.Width / Rows);
        _gridX = x.Middles(Columns);
        _gridY = y.Middles(Rows);
        _log = Evaluate(_gridX, _gridY, logDensity);
        Mode = Climb(x, y, logDensity);
        _top = logDensity(Mode.X, Mode.Y);
        var cells = new List<(double X, double Y)>();
        var weights = new List<double>();
        for (var i = 0; i < Columns; i++)
        {
            for (var j = 0; j < Rows; j++)
            {
                if (_log[i, j] < _top - NoMass)
                    continue;
                cells.Add((_gridX[i], _gridY[j]));
                weights.Add(Math.Exp(_log[i, j] - _top));
            }
        }
        _cells = [.. cells];
        var total = weights.Sum();
        _weights = [.. weights.Select(w => w / total)];
        _cumulative = new double[_weights.Length];
        var sum = 0.0;
        for (var k = 0; k < _weights.Length; k++)
            _cumulative[k] = sum += _weights[k];
        _cumulative[^1] = 1;
    }

    /// <summary>Where the density is highest: with a flat prior, the likeliest values.</summary>
    public (double X, double Y) Mode { get; }

    /// <summary>Builds the grid for a log density (up to a constant) over a box.</summary>
    public static GridPosterior Of(
        Func<double, double, double> logDensity,
        (double Low, double High) x,
        (double Low, double High) y
    )
    {
        var (spanX, spanY) = (new Span(x.Low, x.High), new Span(y.Low, y.High));
        // Each round keeps the cells that hold any mass and one more on each side; it ends when little is cut off.
        for (var round = 0; round < 12; round++)
        {
            var (gridX, gridY) = (spanX.Middles(Columns / 2), spanY.Middles(Rows / 2));
            var log = Evaluate(gridX, gridY, logDensity);
            var (closerX, closerY) = Closer(spanX, spanY, log);
            var kept = closerX.Width * closerY.Width / (spanX.Width * spanY.Width);
            (spanX, spanY) = (closerX, closerY);
            if (kept > 0.7)
                break;
        }
        return new GridPosterior(spanX, spanY, logDensity);
    }

    /// <summary>One pair from the posterior: a cell by its weight, a point evenly within it.</summary>
    public (double X, double Y) Draw(Rng rng)
    {
        var at = Array.BinarySearch(_cumulative, rng.NextOpenDouble());
        var (x, y) = _cells[Math.Min(at < 0 ? ~at : at, _cells.Length - 1)];
        return (x + (_cellX * (rng.NextDouble() - 0.5)), y + (_cellY * (rng.NextDouble() - 0.5)));
    }

    /// <summary>Posterior mean of a function of both.</summary>
    public double Average(Func<double, double, double> of)
    {
        double sum = 0;
        for (var k = 0; k < _cells.Length; k++)
            sum += _weights[k] * of(_cells[k].X, _cells[k].Y);
        return sum;
    }

    /// <summary>The value that a function of both stays under with chance p.</summary>
    public double QuantileOf(Func<double, double, double> of, double p)
    {
        var values = Array.ConvertAll(_cells, c => of(c.X, c.Y));
        var order = Enumerable.Range(0, values.Length).OrderBy(k => values[k]).ThenBy(k => k);
        double sum = 0;
        var last = values[0];
        foreach (var k in order)
        {
            last = values[k];
            sum += _weights[k];
            if (sum >= p)
                break;
        }
        return last;
    }

    /// <summary>The value that the first parameter stays under with chance p.</summary>
    public double QuantileX(double p) => Quantile(_gridX, _cellX, c => c.X, p);

    /// <summary>The value that the second parameter stays under with chance p.</summary>
    public double QuantileY(double p) => Quantile(_gridY, _cellY, c => c.Y, p);

    /// <summary>
    /// Profile-likelihood interval of the first parameter (Venzon and Moolgavkar 1988): where twice the fall of the
    /// log likelihood, the other parameter at its best, stays under the chi-square quantile. Ends at the box where
    /// the data set no bound.
    /// </summary>
    public (double Lower, double Upper) ProfileX(double level) => Profile((x, _) => x, level);

    /// <summary>The same for the second parameter.</summary>
    public (double Lower, double Upper) ProfileY(double level) => Profile((_, y) => y, level);

    /// <summary>
    /// The same for a function of both: its least and its greatest value over all pairs that fall no deeper, whose
    /// border is found between cells.
    /// </summary>
    public (double Lower, double Upper) Profile(Func<double, double, double> of, double level)
    {
        var depth = Normal.Quantile((1 + level) / 2);
        // The root of the fall is straight where the likelihood is a parabola: so it is what lines are drawn through.
        double Fall(int i, int j) => Math.Sqrt(2 * Math.Max(0, _top - _log[i, j]));
        var (lower, upper) = (of(Mode.X, Mode.Y), of(Mode.X, Mode.Y));
        void Reach(int i, int j, int stepX, int stepY, double part)
        {
            var value = of(_gridX[i] + (stepX * part * _cellX), _gridY[j] + (stepY * part * _cellY));
            (lower, upper) = (Math.Min(lower, value), Math.Max(upper, value));
        }
        for (var i = 0; i < Columns; i++)
        {
            for (var j = 0; j < Rows; j++)
            {
                var fall = Fall(i, j);
                if (fall > depth)
                    continue;
                foreach (var (stepX, stepY) in Sides)
                {
                    var (nextI, nextJ) = (i + stepX, j + stepY);
                    if (nextI is < 0 or >= Columns || nextJ is < 0 or >= Rows)
                        Reach(i, j, stepX, stepY, 0.5);
                    else if (Fall(nextI, nextJ) is var next && next > depth)
                        Reach(i, j, stepX, stepY, (depth - fall) / (next - fall));
                }
            }
        }
        return (lower, upper);
    }

    private double Quantile(double[] grid, double cell, Func<(double X, double Y), double> of, double p)
    {
        var mass = new double[grid.Length];
        for (var k = 0; k < _cells.Length; k++)
            mass[(int)Math.Round((of(_cells[k]) - grid[0]) / cell)] += _weights[k];
        double sum = 0;
        for (var i = 0; i < mass.Length; i++)
        {
            if (sum + mass[i] >= p && mass[i] > 0)
                return grid[i] + (cell * (((p - sum) / mass[i]) - 0.5));
            sum += mass[i];
        }
        return grid[^1] + (cell / 2);
    }

    private static double[,] Evaluate(double[] gridX, double[] gridY, Func<double, double, double> logDensity)
    {
        var log = new double[gridX.Length, gridY.Length];
        for (var i = 0; i < gridX.Length; i++)
        {
            for (var j = 0; j < gridY.Length; j++)
                log[i, j] = logDensity(gridX[i], gridY[j]);
        }
        return log;
    }

    private static (Span X, Span Y) Closer(Span x, Span y, double[,] log)
    {
        var top = log.Cast<double>().Max();
        var (left, right, low, high) = (log.GetLength(0), -1, log.GetLength(1), -1);
        for (var i = 0; i < log.GetLength(0); i++)
        {
            for (var j = 0; j < log.GetLength(1); j++)
            {
                if (log[i, j] < top - Depth)
                    continue;
                (left, right) = (Math.Min(left, i), Math.Max(right, i));
                (low, high) = (Math.Min(low, j), Math.Max(high, j));
            }
        }
        return (x.Cut(left - 1, right + 2, log.GetLength(0)), y.Cut(low - 1, high + 2, log.GetLength(1)));
    }

    private (double X, double Y) Climb(Span x, Span y, Func<double, double, double> logDensity)
    {
        var (bestI, bestJ) = (0, 0);
        for (var i = 0; i < Columns; i++)
        {
            for (var j = 0; j < Rows; j++)
            {
                if (_log[i, j] > _log[bestI, bestJ])
                    (bestI, bestJ) = (i, j);
            }
        }
        var at = (X: _gridX[bestI], Y: _gridY[bestJ]);
        var height = _log[bestI, bestJ];
        for (var (stepX, stepY) = (_cellX / 2, _cellY / 2); stepX > 1e-7 * x.Width; )
        {
            var moved = false;
            for (var d = 0; d < 9; d++)
            {
                var near = (
                    X: Math.Clamp(at.X + (((d % 3) - 1) * stepX), x.Low, x.High),
                    Y: Math.Clamp(at.Y + (((d / 3) - 1) * stepY), y.Low, y.High)
                );
                var value = logDensity(near.X, near.Y);
                if (value > height)
                    (at, height, moved) = (near, value, true);
            }
            if (!moved)
                (stepX, stepY) = (stepX / 2, stepY / 2);
        }
        return at;
    }

    private readonly record struct Span(double Low, double High)
    {
        public double Width => High - Low;

        public double[] Middles(int count)
        {
            var middles = new double[count];
            for (var i = 0; i < count; i++)
                middles[i] = Low + (Width * (i + 0.5) / count);
            return middles;
        }

        public Span Cut(int from, int to, int count) =>
            new(Low + (Width * Math.Max(0, from) / count), Low + (Width * Math.Min(count, to) / count));
    }
}
