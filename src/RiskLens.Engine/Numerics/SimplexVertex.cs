namespace RiskLens.Engine.Numerics;

/// <summary>
/// A vertex: as many rows as there are variables hold it. With B the matrix of their normals it keeps the columns of B's
/// inverse: edge i leaves row i and stays on all others. A vertex on rows that lie infinitely far out is kept as
/// near + M far, with M larger than any number.
/// </summary>
internal sealed class SimplexVertex
{
    private const double MultiplierTolerance = 1e-13;
    private const double Singular = 1e-14;
    private readonly double[] _cost;
    private readonly SimplexRow[] _holding;
    private readonly double[][] _edges;
    private readonly double[] _near;
    private readonly double[] _far;
    private readonly double[] _multipliers;
    private bool _isFar;

    /// <summary>The vertex on one bound of each variable, in their order.</summary>
    public SimplexVertex(double[] cost, SimplexRow[] holding)
    {
        _cost = cost;
        _holding = holding;
        _near = new double[cost.Length];
        _far = new double[cost.Length];
        _multipliers = new double[cost.Length];
        _edges = new double[cost.Length][];
        foreach (var row in holding)
            row.IsHolding = true;
        Invert();
    }

    /// <summary>Rows replaced since the edges were last made from the rows.</summary>
    public int Replaced { get; private set; }

    public bool IsFresh => Replaced == 0;

    public IReadOnlyList<SimplexRow> Holding => _holding;

    /// <summary>By holding row: cost of a unit step off it. Never below zero but for equations.</summary>
    public ReadOnlySpan<double> Multipliers => _multipliers;

    /// <summary>
    /// How far the vertex misses a row: by what grows with M, and if that balances by the rest. Zero within the tolerance,
    /// negative where there is room.
    /// </summary>
    public (double Far, double Near) MissOf(SimplexRow row, double tolerance)
    {
        if (_isFar)
        {
            var (far, farSize) = Terms(row.Normal, _far);
            if (Math.Abs(far) > tolerance * (1 + farSize))
                return (-far, 0);
        }
        var (near, size) = Terms(row.Normal, _near);
        var miss = row.Bound - near;
        return (0, Math.Abs(miss) > tolerance * (1 + size + Math.Abs(row.Bound)) ? miss : 0);
    }

    /// <summary>
    /// By edge, how fast a row's terms grow along it, zero where that is only rounding; and the least of the others, as a
    /// share of the edge.
    /// </summary>
    public (double[] Slopes, double Least) SlopesOf(SimplexRow row, double tolerance)
    {
        var slopes = new double[_edges.Length];
        var least = 1.0;
        for (var i = 0; i < slopes.Length; i++)
        {
            var (slope, _) = Terms(row.Normal, _edges[i]);
            var share = Math.Abs(slope) / Length(_edges[i]);
            if (share <= tolerance)
                continue;
            slopes[i] = slope;
            least = Math.Min(least, share);
        }
        return (slopes, least);
    }

    /// <summary>The vertex slides off one row until it meets another.</summary>
    public void Replace(int leaving, SimplexRow entering, double[] slopes)
    {
        var along = _edges[leaving];
        for (var j = 0; j < along.Length; j++)
            along[j] /= slopes[leaving];
        for (var i = 0; i < _edges.Length; i++)
        {
            if (i == leaving || slopes[i] == 0)
                continue;
            var edge = _edges[i];
            for (var j = 0; j < edge.Length; j++)
                edge[j] -= slopes[i] * along[j];
        }
        _holding[leaving].IsHolding = false;
        _holding[leaving] = entering;
        entering.IsHolding = true;
        Replaced++;
        Place();
    }

    /// <summary>
    /// The edges anew from the rows, free of what rounding has gathered (Gauss and Jordan); false where the rows do not
    /// meet in one point.
    /// </summary>
    public bool Invert()
    {
        var n = _holding.Length;
        var left = new double[n][];
        var right = new double[n][];
        for (var i = 0; i < n; i++)
        {
            left[i] = [.. _holding[i].Normal];
            right[i] = new double[n];
            right[i][i] = 1;
        }
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var i = column + 1; i < n; i++)
            {
                if (Math.Abs(left[i][column]) > Math.Abs(left[pivot][column]))
                    pivot = i;
            }
            if (!(Math.Abs(left[pivot][column]) > Singular))
                return false;
            (left[column], left[pivot]) = (left[pivot], left[column]);
            (right[column], right[pivot]) = (right[pivot], right[column]);
            Clear(left, right, column);
        }
        for (var i = 0; i < n; i++)
            _edges[i] = Array.ConvertAll(right, row => row[i]);
        Replaced = 0;
        Place();
        return true;
    }

    /// <summary>Whether the cost falls for as long as M grows.</summary>
    public bool FallsForever()
    {
        for (var i = 0; i < _holding.Length; i++)
        {
            if (_holding[i].IsFar && _multipliers[i] > 0)
                return true;
        }
        return false;
    }

    /// <summary>The vertex as plain numbers: with the least M that meets all rows, and exactly on the bounds that hold it.</summary>
    public double[] Point(IEnumerable<SimplexRow> rows)
    {
        var point = (double[])_near.Clone();
        if (_isFar)
        {
            var reach = 0.0;
            foreach (var row in rows)
            {
                var (far, size) = Terms(row.Normal, _far);
                var miss = row.Bound - Terms(row.Normal, _near).Sum;
                if (miss > 0 && far > 1e-9 * size)
                    reach = Math.Max(reach, miss / far);
            }
            for (var j = 0; j < point.Length; j++)
                point[j] += reach * _far[j];
        }
        foreach (var row in _holding)
        {
            if (row.Variable >= 0 && !row.IsFar)
                point[row.Variable] = row.Normal[row.Variable] * row.Bound;
        }
        return point;
    }

    private static void Clear(double[][] left, double[][] right, int column)
    {
        var n = left.Length;
        var scale = 1 / left[column][column];
        for (var j = 0; j < n; j++)
        {
            left[column][j] *= scale;
            right[column][j] *= scale;
        }
        for (var i = 0; i < n; i++)
        {
            var times = left[i][column];
            if (i == column || times == 0)
                continue;
            for (var j = 0; j < n; j++)
            {
                left[i][j] -= times * left[column][j];
                right[i][j] -= times * right[column][j];
            }
        }
    }

    // Where the holding rows meet, once more by what is still missing; and what each of them costs.
    private void Place()
    {
        Array.Clear(_near);
        Array.Clear(_far);
        _isFar = false;
        for (var i = 0; i < _holding.Length; i++)
        {
            Step(_near, _holding[i].Bound, _edges[i]);
            if (!_holding[i].IsFar)
                continue;
            _isFar = true;
            Step(_far, -1, _edges[i]);
        }
        var missing = Array.ConvertAll(_holding, row => row.Bound - Terms(row.Normal, _near).Sum);
        for (var i = 0; i < _holding.Length; i++)
        {
            Step(_near, missing[i], _edges[i]);
            var (multiplier, _) = Terms(_cost, _edges[i]);
            _multipliers[i] = multiplier > MultiplierTolerance * Length(_edges[i]) ? multiplier : 0;
        }
    }

    private static void Step(double[] point, double length, double[] edge)
    {
        if (length == 0)
            return;
        for (var j = 0; j < point.Length; j++)
            point[j] += length * edge[j];
    }

    private static double Length(double[] edge)
    {
        var length = 0.0;
        foreach (var part in edge)
            length = Math.Max(length, Math.Abs(part));
        return length;
    }

    private static (double Sum, double Size) Terms(double[] a, double[] b)
    {
        var (sum, size) = (0.0, 0.0);
        for (var j = 0; j < a.Length; j++)
        {
            var term = a[j] * b[j];
            sum += term;
            size += Math.Abs(term);
        }
        return (sum, size);
    }
}
