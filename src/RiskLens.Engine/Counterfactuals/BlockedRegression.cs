using MathNet.Numerics.LinearAlgebra;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Ridge regression with Huber's weights, drawn toward a share of a known guide instead of toward nothing:
/// y = share x guide + x b + error. Shares and penalties compete on left-out blocks of neighbouring rows; those that
/// miss by at most 3 % more than the best are averaged, and given the weight of the days that spoke for them, d of
/// d + 30, against half of the guide alone: a month cannot tell coefficients from chance. Their misses, none of them seen by the coefficients that
/// made it, are the errors.
/// </summary>
/// <remarks>
/// Hoerl and Kennard 1970 (ridge), Huber 1964 (weights min(1, c/|r|), here c = 1 robust standard deviation), Burman,
/// Chow and Nolan 1994 (cross-validation by blocks where rows depend on their neighbours).
/// </remarks>
internal sealed class BlockedRegression
{
    private const int Blocks = 8;
    private const int Rounds = 3;
    private const double NearlyBest = 1.03;
    private const double AnchorDays = 30;
    private const double AnchorShare = 0.5;
    private static readonly double[] Penalties = [0.3, 3, 30, 300];
    private static readonly double[] Shares = [0, 0.4, 0.8];

    private readonly double[] _coefficients;
    private readonly double _share;

    private BlockedRegression(double[] coefficients, double share, double[] errors, double meanError) =>
        (_coefficients, _share, Errors, MeanAbsoluteError) = (coefficients, share, errors, meanError);

    /// <summary>What the rows missed when their block was left out, in the order of the rows.</summary>
    public double[] Errors { get; }

    /// <summary>Mean of the errors' sizes, each row weighing its importance.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>Fits rows in the order of time; importance (above 0) is each row's weight, days how many they span.</summary>
    public static BlockedRegression Fit(
        IReadOnlyList<double[]> rows,
        double[] targets,
        double[] guide,
        double[] importance,
        double days
    )
    {
        var tried = new List<BlockedRegression>();
        foreach (var share in Shares)
        {
            double[] rest = [.. targets.Select((y, i) => y - (share * guide[i]))];
            var weights = Weights(rows, rest, importance);
            var whole = Moments.Of(rows, rest, weights, 0, rows.Count);
            var blocks = new Moments[Blocks];
            for (var b = 0; b < Blocks; b++)
                blocks[b] = Moments.Of(rows, rest, weights, First(b, rows.Count), First(b + 1, rows.Count));
            foreach (var penalty in Penalties)
            {
                var errors = LeftOut(rows, rest, whole, blocks, penalty);
                tried.Add(
                    new BlockedRegression(whole.Solve(penalty), share, errors, Mean(errors, importance))
                );
            }
        }
        var best = tried.Min(t => t.MeanAbsoluteError);
        var good = tried.Where(t => t.MeanAbsoluteError <= NearlyBest * best).ToList();
        var weight = days / (days + AnchorDays);
        var together = Average(good, t => t.Errors);
        for (var i = 0; i < together.Length; i++)
            together[i] = (weight * together[i]) + ((1 - weight) * (targets[i] - (AnchorShare * guide[i])));
        return new BlockedRegression(
            Array.ConvertAll(Average(good, t => t._coefficients), c => weight * c),
            (weight * good.Average(t => t._share)) + ((1 - weight) * AnchorShare),
            together,
            Mean(together, importance)
        );
    }

    /// <summary>Expected value of a row with its guide.</summary>
    public double Expected(double[] row, double guide) =>
        (_share * guide) + LeastSquares.Dot(row, _coefficients);

    private static double Mean(double[] errors, double[] importance)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < errors.Length; i++)
            (sum, weight) = (sum + (importance[i] * Math.Abs(errors[i])), weight + importance[i]);
        return sum / weight;
    }

    private static double[] Average(List<BlockedRegression> fits, Func<BlockedRegression, double[]> of) =>
        [.. Enumerable.Range(0, of(fits[0]).Length).Select(i => fits.Average(f => of(f)[i]))];

    private static int First(int block, int rows) => (int)((long)rows * block / Blocks);

    private static double[] LeftOut(
        IReadOnlyList<double[]> rows,
        double[] targets,
        Moments whole,
        Moments[] blocks,
        double penalty
    )
    {
        var errors = new double[rows.Count];
        for (var b = 0; b < Blocks; b++)
        {
            var coefficients = whole.Without(blocks[b]).Solve(penalty);
            for (var i = First(b, rows.Count); i < First(b + 1, rows.Count); i++)
                errors[i] = targets[i] - LeastSquares.Dot(rows[i], coefficients);
        }
        return errors;
    }

    private static double[] Weights(IReadOnlyList<double[]> rows, double[] targets, double[] importance)
    {
        var weights = (double[])importance.Clone();
        for (var round = 0; round < Rounds; round++)
        {
            var coefficients = Moments.Of(rows, targets, weights, 0, rows.Count).Solve(Penalties[1]);
            double[] sizes =
            [
                .. rows.Select((row, i) => Math.Abs(targets[i] - LeastSquares.Dot(row, coefficients))),
            ];
            var deviation = (1.4826 * Median(sizes, importance)) + 1e-9;
            for (var i = 0; i < weights.Length; i++)
                weights[i] = importance[i] * (sizes[i] <= deviation ? 1 : deviation / sizes[i]);
        }
        return weights;
    }

    private static double Median(double[] sizes, double[] importance)
    {
        var keys = (double[])sizes.Clone();
        var weights = (double[])importance.Clone();
        Array.Sort(keys, weights);
        var left = weights.Sum() / 2;
        var i = 0;
        while (i < keys.Length - 1 && (left -= weights[i]) > 0)
            i++;
        return keys[i];
    }

    // X'WX (upper half) and X'Wy.
    private sealed record Moments(double[,] Left, double[] Right)
    {
        public static Moments Of(
            IReadOnlyList<double[]> rows,
            double[] targets,
            double[] weights,
            int from,
            int to
        )
        {
            var width = rows[0].Length;
            var (left, right) = (new double[width, width], new double[width]);
            for (var i = from; i < to; i++)
            {
                var row = rows[i];
                for (var a = 0; a < width; a++)
                {
                    var weighted = weights[i] * row[a];
                    right[a] += weighted * targets[i];
                    for (var b = a; b < width; b++)
                        left[a, b] += weighted * row[b];
                }
            }
            return new Moments(left, right);
        }

        public Moments Without(Moments part)
        {
            var width = Right.Length;
            var (left, right) = (new double[width, width], new double[width]);
            for (var a = 0; a < width; a++)
            {
                right[a] = Right[a] - part.Right[a];
                for (var b = a; b < width; b++)
                    left[a, b] = Left[a, b] - part.Left[a, b];
            }
            return new Moments(left, right);
        }

        public double[] Solve(double penalty)
        {
            var width = Right.Length;
            var full = new double[width, width];
            for (var a = 0; a < width; a++)
            {
                for (var b = a; b < width; b++)
                    full[a, b] = full[b, a] = Left[a, b];
                // The constant is drawn in a little too: with few rows it is a guess like any other.
                full[a, a] += a == 0 ? 1 : penalty;
            }
            return
            [
                .. Matrix<double>
                    .Build.DenseOfArray(full)
                    .Cholesky()
                    .Solve(Vector<double>.Build.DenseOfArray(Right)),
            ];
        }
    }
}
