namespace RiskLens.Engine.Numerics;

/// <summary>
/// How much of a figure's variance an input explains. First order: alone, S = E[f(B)(f(AB) - f(A))] / V (Saltelli et al.
/// 2010, table 2b); total: with all that it does together with others, T = E[(f(A) - f(AB))^2] / 2V (Jansen 1999). A and
/// B are draws of all inputs apart from each other, AB is A with this input from B, V the variance over A and B together.
/// </summary>
/// <param name="FirstOrder">0 to 1, up to its error.</param>
/// <param name="FirstOrderError">Standard error, by the jackknife over draws (Efron 1982).</param>
/// <param name="Total">At least FirstOrder, up to its error; 0 where the input changes nothing.</param>
/// <param name="TotalError">Standard error, likewise.</param>
public readonly record struct SobolIndex(
    double FirstOrder,
    double FirstOrderError,
    double Total,
    double TotalError
);

/// <summary>Indices of a figure of several inputs, and their first-order sum.</summary>
/// <param name="ByInput">In the order of the inputs.</param>
/// <param name="Sum">Of first orders: 1 where inputs only add up, below where they act together.</param>
/// <param name="SumError">Its standard error.</param>
public sealed record SobolIndices(IReadOnlyList<SobolIndex> ByInput, double Sum, double SumError)
{
    /// <summary>
    /// Estimates the indices from rows, one a draw: f(A), f(B), then for each input f(A with this input from B).
    /// Null where the figure does not vary.
    /// </summary>
    public static SobolIndices? Of(IReadOnlyList<double[]> rows)
    {
        var n = rows.Count;
        var inputs = rows[0].Length - 2;
        // Taken off all values: it changes no index, and halves the noise of the products.
        var middle = rows.Average(r => (r[0] + r[1]) / 2);
        var values = rows.Select(r => Array.ConvertAll(r, x => x - middle)).ToArray();
        var sum = values.Sum(v => v[0] + v[1]);
        var squares = values.Sum(v => (v[0] * v[0]) + (v[1] * v[1]));
        double VarianceWithout(double[]? row, int count)
        {
            var s = sum - (row is null ? 0 : row[0] + row[1]);
            var q = squares - (row is null ? 0 : (row[0] * row[0]) + (row[1] * row[1]));
            return (q / (2 * count)) - (s * s / (4.0 * count * count));
        }
        if (VarianceWithout(null, n) <= 1e-24 * (1 + (middle * middle)))
            return null;

        var without = Array.ConvertAll(values, v => VarianceWithout(v, n - 1));
        var all = VarianceWithout(null, n);
        (double Index, double Error) Ratio(Func<double[], double> term)
        {
            var terms = Array.ConvertAll(values, v => term(v));
            var total = terms.Sum();
            var left = new double[n];
            for (var j = 0; j < n; j++)
                left[j] = (total - terms[j]) / (n - 1) / without[j];
            var mean = left.Average();
            return (total / n / all, Math.Sqrt((n - 1.0) / n * left.Sum(x => (x - mean) * (x - mean))));
        }
        SobolIndex IndexOf(int i)
        {
            var (first, firstError) = Ratio(v => v[1] * (v[i + 2] - v[0]));
            var (whole, wholeError) = Ratio(v => (v[0] - v[i + 2]) * (v[0] - v[i + 2]) / 2);
            return new SobolIndex(first, firstError, whole, wholeError);
        }
        var (sumOfFirst, sumError) = Ratio(v => v[1] * Enumerable.Range(0, inputs).Sum(i => v[i + 2] - v[0]));
        return new SobolIndices([.. Enumerable.Range(0, inputs).Select(IndexOf)], sumOfFirst, sumError);
    }
}
