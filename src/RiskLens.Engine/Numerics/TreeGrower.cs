namespace RiskLens.Engine.Numerics;

/// <summary>Grows one tree after another on the same rows, best leaf first; sums by bin are kept between trees.</summary>
internal sealed class TreeGrower(FeatureBins bins, Growth growth, double leastGain)
{
    private const int Slots = 64;

    private readonly double[] _sums = new double[Slots];
    private readonly int[] _counts = new int[Slots];

    // Rows From to To (exclusive) of the order; the best split of them, if any.
    private sealed record Leaf(int From, int To, double Sum, int Link, bool OnLeft)
    {
        public double Gain { get; set; }
        public int Column { get; set; }
        public byte Bin { get; set; }
    }

    /// <summary>A tree for targets over the drawn rows and columns; leaves are shrunk already.</summary>
    public Tree Grow(double[] targets, int[] rows, int[] columns)
    {
        var (asked, cuts, limits) = (new List<int>(), new List<byte>(), new List<double>());
        var (left, right) = (new List<int>(), new List<int>());
        var leaves = new List<Leaf> { Seek(targets, rows, columns, 0, rows.Length, -1, false) };
        while (leaves.Count < growth.Leaves)
        {
            var best = leaves.MaxBy(l => l.Gain)!;
            if (best.Gain <= leastGain)
                break;
            var node = asked.Count;
            asked.Add(best.Column);
            cuts.Add(best.Bin);
            limits.Add(bins.Upper[best.Column][best.Bin]);
            left.Add(0);
            right.Add(0);
            if (best.Link >= 0)
                (best.OnLeft ? left : right)[best.Link] = node;
            var middle = Part(rows, best);
            leaves.Remove(best);
            leaves.Add(Seek(targets, rows, columns, best.From, middle, node, true));
            leaves.Add(Seek(targets, rows, columns, middle, best.To, node, false));
        }
        for (var i = 0; i < leaves.Count && leaves[i].Link >= 0; i++)
            (leaves[i].OnLeft ? left : right)[leaves[i].Link] = ~i;
        return new Tree(
            [.. asked],
            [.. cuts],
            [.. limits],
            [.. left],
            [.. right],
            [.. leaves.Select(l => growth.Shrinkage * l.Sum / (l.To - l.From + growth.Ridge))]
        );
    }

    // Rows at most the bin come first; their order within each side is kept.
    private int Part(int[] rows, Leaf leaf)
    {
        var column = bins.Column(leaf.Column);
        var above = new List<int>(leaf.To - leaf.From);
        var at = leaf.From;
        for (var i = leaf.From; i < leaf.To; i++)
        {
            if (column[rows[i]] <= leaf.Bin)
                rows[at++] = rows[i];
            else
                above.Add(rows[i]);
        }
        above.CopyTo(rows, at);
        return at;
    }

    // Gain of a split: sumL^2 / (nL + ridge) + sumR^2 / (nR + ridge) - sum^2 / (n + ridge).
    private Leaf Seek(double[] targets, int[] rows, int[] columns, int from, int to, int link, bool onLeft)
    {
        double sum = 0;
        for (var i = from; i < to; i++)
            sum += targets[rows[i]];
        var leaf = new Leaf(from, to, sum, link, onLeft);
        if (to - from < 2 * growth.LeastRows)
            return leaf;
        var whole = sum * sum / (to - from + growth.Ridge);
        foreach (var column in columns)
        {
            var cuts = bins.Upper[column].Length;
            Count(bins.Column(column), targets, rows.AsSpan(from, to - from), cuts + 1);
            var (below, count) = (0.0, 0);
            for (var bin = 0; bin < cuts; bin++)
            {
                below += _sums[bin];
                count += _counts[bin];
                var rest = to - from - count;
                if (count < growth.LeastRows)
                    continue;
                if (rest < growth.LeastRows)
                    break;
                var gain =
                    (below * below / (count + growth.Ridge))
                    + ((sum - below) * (sum - below) / (rest + growth.Ridge))
                    - whole;
                if (gain > leaf.Gain)
                    (leaf.Gain, leaf.Column, leaf.Bin) = (gain, column, (byte)bin);
            }
        }
        return leaf;
    }

    private void Count(byte[] column, double[] targets, ReadOnlySpan<int> rows, int used)
    {
        var sums = _sums.AsSpan(0, used);
        var counts = _counts.AsSpan(0, used);
        sums.Clear();
        counts.Clear();
        foreach (var row in rows)
        {
            var bin = column[row];
            sums[bin] += targets[row];
            counts[bin]++;
        }
    }
}
