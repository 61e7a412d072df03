namespace RiskLens.Engine.Numerics;

/// <summary>
/// A regression tree. Node k asks whether feature Columns[k] is at most Limits[k] and goes on to Left[k] or Right[k];
/// a link below 0 is the leaf ~link.
/// </summary>
internal sealed class Tree(
    int[] columns,
    byte[] bins,
    double[] limits,
    int[] left,
    int[] right,
    double[] leaves
)
{
    public bool IsLeaf => columns.Length == 0;

    public double Of(ReadOnlySpan<double> features)
    {
        var node = 0;
        while (node >= 0)
            node = features[columns[node]] <= limits[node] ? left[node] : right[node];
        return leaves[~node];
    }

    /// <summary>The same of a row already in bins.</summary>
    public double OfBins(FeatureBins rows, int row)
    {
        var node = 0;
        while (node >= 0)
            node = rows.Column(columns[node])[row] <= bins[node] ? left[node] : right[node];
        return leaves[~node];
    }
}
