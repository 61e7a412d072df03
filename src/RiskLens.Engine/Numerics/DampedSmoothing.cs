namespace RiskLens.Engine.Numerics;

/// <summary>
/// Exponential smoothing with a damped trend (Gardner and McKenzie 1985; ETS(A,Ad,N) of Hyndman et al. 2008):
/// value = level + damping x trend + error; level and trend then move by Alpha and Beta of the error. Beta 0 is simple
/// smoothing.
/// </summary>
/// <param name="Alpha">Share of an error that the level keeps, 0 to 1.</param>
/// <param name="Beta">Share of an error that the trend keeps, 0 to Alpha.</param>
/// <param name="Damping">What is left of the trend after each step, 0 to 0.98.</param>
/// <param name="Level">Level after the last value.</param>
/// <param name="Trend">Trend after the last value.</param>
/// <param name="MeanSquare">Mean squared one-step error.</param>
public sealed record DampedSmoothing(
    double Alpha,
    double Beta,
    double Damping,
    double Level,
    double Trend,
    double MeanSquare
)
{
    // The search runs over log odds, coarse first; past 7 a share is 0 or 1, and damping stays under 0.98.
    private static readonly double[] Steps = [1, 0.4];
    private static readonly double[] Highest = [7, 7, 4];

    /// <summary>
    /// Least squares of the one-step errors, by pattern search; unusable values are stepped over. Without a trend
    /// the level alone is smoothed.
    /// </summary>
    public static DampedSmoothing Fit(double[] values, bool[] usable, bool trend)
    {
        double[] at = trend ? [0, -3, 2] : [0];
        var best = Errors(values, usable, at).MeanSquare;
        foreach (var step in Steps)
        {
            for (var moved = true; moved; )
            {
                moved = false;
                for (var k = 0; k < at.Length; k++)
                    moved |= Move(k, step) || Move(k, -step);
            }
        }
        return Errors(values, usable, at);

        bool Move(int k, double by)
        {
            var kept = at[k];
            at[k] = Math.Clamp(kept + by, -7, Highest[k]);
            var found = Errors(values, usable, at).MeanSquare;
            if (found < best * (1 - 1e-6))
            {
                best = found;
                return true;
            }
            at[k] = kept;
            return false;
        }
    }

    /// <summary>Expected value so many steps after the last: level + (d + d^2 + ... + d^steps) x trend.</summary>
    public double Ahead(int steps) =>
        Level + (Trend * Damping * (1 - Math.Pow(Damping, steps)) / (1 - Damping));

    private static DampedSmoothing Errors(double[] values, bool[] usable, double[] logOdds)
    {
        var alpha = Share(logOdds[0]);
        var (beta, damping) = logOdds.Length > 1 ? (alpha * Share(logOdds[1]), Share(logOdds[2])) : (0, 0);
        var first = Math.Max(0, Array.IndexOf(usable, true));
        var (level, slope, squares, errors) = (values.Length > 0 ? values[first] : 0, 0.0, 0.0, 0);
        for (var i = first + 1; i < values.Length; i++)
        {
            slope *= damping;
            level += slope;
            if (!usable[i])
                continue;
            var error = values[i] - level;
            level += alpha * error;
            slope += beta * error;
            squares += error * error;
            errors++;
        }
        return new DampedSmoothing(alpha, beta, damping, level, slope, squares / Math.Max(1, errors));
    }

    private static double Share(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
