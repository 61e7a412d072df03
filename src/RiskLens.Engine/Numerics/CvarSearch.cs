namespace RiskLens.Engine.Numerics;

/// <summary>
/// One CVaR programme on its way: a linear programme in w, the height of the CVaR and the heights of the convex costs,
/// which all stand on planes. New planes are sought between the programme's optimum and the best point known, which takes
/// about half as many as at the optimum alone (Ben-Ameur and Neto 2007); the last ones are sought at the optimum.
/// </summary>
internal sealed class CvarSearch
{
    private const double TowardOptimum = 0.3;
    private readonly CvarProgramme _programme;
    private readonly CvarCuts _cuts;
    private readonly Simplex _simplex;
    private readonly int _variables;
    private readonly int _heights;

    // By variable of the linear programme, then of its heights: what one is there. All are of the order of one so.
    private readonly double[] _units;
    private readonly List<CutPlane> _known;
    private Valued? _best;
    private int _passes;

    public CvarSearch(CvarProgramme programme, CvarCuts cuts)
    {
        (_programme, _cuts, _known) = (programme, cuts, [.. cuts.Found]);
        (_variables, _heights) = (cuts.Variables, 1 + programme.ConvexCosts.Count);
        _units = UnitsOf(programme, cuts);
        var heights = new double[_heights];
        var linear = programme.Cost.Zip(cuts.Mean.Slopes, (c, m) => c + (programme.MeanWeight * m));
        double[] cost = [.. linear, programme.TailWeight, .. programme.ConvexCosts.Select(_ => 1.0)];
        double[] lower = [.. programme.Lower, .. heights.Select(_ => double.NegativeInfinity)];
        double[] upper = [.. programme.Upper, .. heights.Select(_ => double.PositiveInfinity)];
        _simplex = new Simplex(
            [.. cost.Zip(_units, (c, unit) => c * unit)],
            [.. lower.Zip(_units, (l, unit) => l / unit)],
            [.. upper.Zip(_units, (u, unit) => u / unit)]
        );
        foreach (var row in programme.Rows)
            Add([.. row.Coefficients, .. heights], row.Kind, row.Bound);
        AddPlane(0, cuts.Mean);
        AddConvexPlanes([.. programme.Lower]);
    }

    private bool HasTail => _programme.TailWeight > 0;

    public CvarSolution Run(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_simplex.Solve() is not LinearSolution.Optimum optimum)
                return new CvarSolution.Infeasible();
            var lower = optimum.Cost + (_programme.MeanWeight * _cuts.Mean.Constant);
            if (lower > _programme.GiveUpAbove)
                return new CvarSolution.Beaten(lower);
            double[] point = [.. optimum.Point.Zip(_units, (x, unit) => x * unit)];
            var at = point[.._variables];
            if (AddMissedRows(at) || AddKnownPlane(point))
                continue;
            if (_best is { } best && !IsClosed(best, lower))
            {
                var between = at.Zip(best.Point, (x, y) => y + (TowardOptimum * (x - y)));
                if (ValueAt([.. between]).CutsOff)
                    continue;
            }
            var (here, cutsOff) = ValueAt(at);
            // Where no plane moves the programme any more, rounding is all that is left of the gap.
            if (IsClosed(here, lower) || !cutsOff)
                return here.With(lower, _passes);
        }
    }

    // Powers of two, so that changing to these units rounds nothing.
    private static double[] UnitsOf(CvarProgramme programme, CvarCuts cuts)
    {
        double[] ofVariables = [.. programme.Lower.Zip(programme.Upper, (l, u) => SimplexRow.UnitOf([l, u]))];
        var ofLoss = SimplexRow.UnitOf([
            cuts.SizeOfAlways,
            .. cuts.Sizes.Zip(ofVariables, (size, unit) => size * unit),
        ]);
        return [.. ofVariables, ofLoss, .. programme.ConvexCosts.Select(_ => ofLoss)];
    }

    private bool IsClosed(Valued valued, double lower) =>
        valued.Objective - lower <= _programme.Tolerance * valued.Size;

    // Values a point and adds the planes there; whether one of them cuts off the programme's optimum.
    private (Valued Valued, bool CutsOff) ValueAt(double[] w)
    {
        _passes++;
        var (valueAtRisk, cut) = _cuts.At(w);
        var (mean, cvar) = (_cuts.Mean.At(w), cut.At(w));
        var cutsOff = HasTail && AddPlane(0, cut);
        var (convex, convexCutsOff) = AddConvexPlanes(w);
        double[] parts =
        [
            .. _programme.Cost.Zip(w, (c, x) => c * x),
            _programme.MeanWeight * mean,
            _programme.TailWeight * cvar,
            .. convex,
        ];
        var valued = new Valued(w, parts.Sum(), parts.Sum(Math.Abs), mean, valueAtRisk, cvar);
        if (_best is null || valued.Objective < _best.Objective)
            _best = valued;
        return (valued, cutsOff || convexCutsOff);
    }

    private (double[] Values, bool CutsOff) AddConvexPlanes(double[] w)
    {
        var values = new double[_heights - 1];
        var cutsOff = false;
        for (var k = 0; k < values.Length; k++)
        {
            var slopes = new double[_variables];
            values[k] = _programme.ConvexCosts[k](w, slopes);
            var constant = values[k] - new CutPlane(0, slopes).At(w);
            cutsOff |= AddPlane(1 + k, new CutPlane(constant, slopes));
        }
        return (values, cutsOff);
    }

    private bool AddMissedRows(double[] w)
    {
        var any = false;
        foreach (var row in _programme.MoreRows?.Invoke(w) ?? [])
            any |= Add([.. row.Coefficients, .. new double[_heights]], row.Kind, row.Bound);
        return any;
    }

    // Of the planes that earlier programmes found, the one that rises highest over the optimum.
    private bool AddKnownPlane(double[] point)
    {
        var (highest, plane) = (point[_variables], -1);
        for (var k = 0; k < _known.Count; k++)
        {
            var height = _known[k].At(point);
            if (height > highest)
                (highest, plane) = (height, k);
        }
        if (plane < 0 || !HasTail)
            return false;
        var cutsOff = AddPlane(0, _known[plane]);
        _known.RemoveAt(plane);
        return cutsOff;
    }

    private bool AddPlane(int height, CutPlane plane)
    {
        var coefficients = new double[_variables + _heights];
        for (var i = 0; i < _variables; i++)
            coefficients[i] = -plane.Slopes[i];
        coefficients[_variables + height] = 1;
        return Add(coefficients, RowKind.AtLeast, plane.Constant);
    }

    private bool Add(double[] coefficients, RowKind kind, double bound) =>
        _simplex.Add(new LinearRow([.. coefficients.Zip(_units, (a, unit) => a * unit)], kind, bound));

    private sealed record Valued(
        double[] Point,
        double Objective,
        double Size,
        double Mean,
        double ValueAtRisk,
        double Cvar
    )
    {
        public CvarSolution.Optimum With(double lower, int passes) =>
            new(Point, Objective, lower, Mean, ValueAtRisk, Cvar, passes);
    }
}
