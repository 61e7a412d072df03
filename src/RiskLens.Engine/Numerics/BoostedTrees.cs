namespace RiskLens.Engine.Numerics;

/// <summary>How trees are grown.</summary>
/// <param name="Trees">Number of trees.</param>
/// <param name="Leaves">Most leaves of one tree.</param>
/// <param name="LeastRows">Fewest rows in a leaf.</param>
/// <param name="Shrinkage">Share of each tree's answer that is taken.</param>
/// <param name="RowShare">Share of rows each tree sees.</param>
/// <param name="ColumnShare">Share of columns each tree sees.</param>
/// <param name="Ridge">Rows' worth of zero added to each leaf.</param>
public sealed record Growth(
    int Trees,
    int Leaves,
    int LeastRows,
    double Shrinkage,
    double RowShare,
    double ColumnShare,
    double Ridge
);

/// <summary>
/// Gradient-boosted regression trees for squared error (Friedman 2001; rows and columns drawn for each tree, Friedman
/// 2002): each tree is fitted to what those before it left over. Values of a column are sorted into at most 64 bins and
/// splits sought on sums by bin, best leaf first (Ke et al. 2017). The same rows, growth and seed give the same
/// trees.
/// </summary>
public sealed class BoostedTrees
{
    private const int MostBins = 64;

    private readonly double _mean;
    private readonly List<Tree> _trees;

    private BoostedTrees(double mean, List<Tree> trees) => (_mean, _trees) = (mean, trees);

    /// <summary>Fits finite rows (features of one case each, all of one length) to finite targets.</summary>
    public static BoostedTrees Fit(IReadOnlyList<double[]> rows, double[] targets, Growth growth, Rng rng)
    {
        if (rows.Count == 0)
            return new BoostedTrees(0, []);
        var bins = FeatureBins.Of(rows, MostBins);
        var mean = targets.Average();
        var left = Array.ConvertAll(targets, t => t - mean);
        var trees = new List<Tree>(growth.Trees);
        // Below a billionth of the targets' variance a gain is rounding.
        var grower = new TreeGrower(bins, growth, 1e-9 * left.Sum(t => t * t) / left.Length);
        var order = Enumerable.Range(0, rows.Count).ToArray();
        for (var t = 0; t < growth.Trees; t++)
        {
            var draw = rng.Fork("tree", t);
            var drawn = Draw(order, growth.RowShare, draw);
            var tree = grower.Grow(left, drawn, Columns(bins.Columns, growth, draw));
            if (tree.IsLeaf)
                continue;
            trees.Add(tree);
            for (var row = 0; row < left.Length; row++)
                left[row] -= tree.OfBins(bins, row);
        }
        return new BoostedTrees(mean, trees);
    }

    /// <summary>The mean of the targets plus what each tree says of these features.</summary>
    public double Of(ReadOnlySpan<double> features)
    {
        var sum = _mean;
        foreach (var tree in _trees)
            sum += tree.Of(features);
        return sum;
    }

    private static int[] Columns(int columns, Growth growth, Rng rng)
    {
        var drawn = Draw([.. Enumerable.Range(0, columns)], growth.ColumnShare, rng);
        Array.Sort(drawn);
        return drawn;
    }

    // The first of a partial shuffle (Fisher and Yates).
    private static int[] Draw(int[] all, double share, Rng rng)
    {
        var count = Math.Clamp((int)Math.Ceiling(share * all.Length), 1, all.Length);
        if (count == all.Length)
            return (int[])all.Clone();
        for (var i = 0; i < count; i++)
        {
            var other = i + rng.NextInt(all.Length - i);
            (all[i], all[other]) = (all[other], all[i]);
        }
        return all[..count];
    }
}
