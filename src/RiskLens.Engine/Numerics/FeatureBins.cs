namespace RiskLens.Engine.Numerics;

/// <summary>The features of all rows as bins: bin b of a column holds values up to Upper[column][b].</summary>
internal sealed class FeatureBins
{
    private readonly byte[][] _bins;

    private FeatureBins(byte[][] bins, double[][] upper) => (_bins, Upper) = (bins, upper);

    /// <summary>Highest value of each bin but the last, ascending, by column.</summary>
    public double[][] Upper { get; }

    public int Columns => _bins.Length;

    /// <summary>Bin of each row.</summary>
    public byte[] Column(int column) => _bins[column];

    /// <summary>Cuts each column where its values change, into bins of about as many rows each.</summary>
    public static FeatureBins Of(IReadOnlyList<double[]> rows, int mostBins)
    {
        var columns = rows[0].Length;
        var (bins, upper) = (new byte[columns][], new double[columns][]);
        var values = new double[rows.Count];
        for (var c = 0; c < columns; c++)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = rows[i][c];
            var sorted = (double[])values.Clone();
            Array.Sort(sorted);
            upper[c] = Cuts(sorted, mostBins);
            bins[c] = new byte[values.Length];
            for (var i = 0; i < values.Length; i++)
                bins[c][i] = (byte)BinOf(upper[c], values[i]);
        }
        return new FeatureBins(bins, upper);
    }

    private static int BinOf(double[] cuts, double value)
    {
        var at = Array.BinarySearch(cuts, value);
        return at >= 0 ? at : ~at;
    }

    // Midway between neighbouring values, so that unseen values fall to the nearer side.
    private static double[] Cuts(double[] sorted, int mostBins)
    {
        var cuts = new List<double>();
        var next = (double)sorted.Length / mostBins;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (i < next || sorted[i] <= sorted[i - 1])
                continue;
            cuts.Add(sorted[i - 1] + ((sorted[i] - sorted[i - 1]) / 2));
            next = i + ((double)(sorted.Length - i) / Math.Max(1, mostBins - cuts.Count));
        }
        return [.. cuts.Take(mostBins - 1)];
    }
}
