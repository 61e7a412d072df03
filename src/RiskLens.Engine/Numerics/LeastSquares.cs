using MathNet.Numerics.LinearAlgebra;

namespace RiskLens.Engine.Numerics;

/// <summary>Ridge-penalised least squares by the normal equations; rows are cases, columns features.</summary>
public static class LeastSquares
{
    /// <summary>
    /// Coefficients b that minimise sum w (y - x b)^2 + penalty * |b|^2 (the first column, the constant, is free).
    /// </summary>
    public static double[] Fit(
        IReadOnlyList<double[]> rows,
        IReadOnlyList<double> targets,
        double penalty,
        IReadOnlyList<double>? weights = null
    )
    {
        var width = rows[0].Length;
        var left = new double[width, width];
        var right = new double[width];
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var weight = weights?[i] ?? 1;
            for (var a = 0; a < width; a++)
            {
                var wa = weight * row[a];
                if (wa == 0)
                    continue;
                right[a] += wa * targets[i];
                for (var b = a; b < width; b++)
                    left[a, b] += wa * row[b];
            }
        }
        for (var a = 0; a < width; a++)
        {
            left[a, a] += a == 0 ? 1e-9 : penalty;
            for (var b = 0; b < a; b++)
                left[a, b] = left[b, a];
        }
        return
        [
            .. Matrix<double>
                .Build.DenseOfArray(left)
                .Cholesky()
                .Solve(Vector<double>.Build.DenseOfArray(right)),
        ];
    }

    /// <summary>x b.</summary>
    public static double Dot(double[] row, double[] coefficients)
    {
        double sum = 0;
        for (var i = 0; i < row.Length; i++)
            sum += row[i] * coefficients[i];
        return sum;
    }
}
