namespace RiskLens.Engine.Numerics;

/// <summary>
/// A small linear programme: least cost.x subject to rows and bounds, either of which may be missing. Solved by the dual
/// simplex method (Lemke 1954) on a vertex held by as many rows as there are variables: the row missed most enters, and
/// the row whose multiplier would first turn negative leaves. So a row may be added at any time, and the next solve goes
/// on from where the last one ended. Meant for up to a hundred or so variables and some thousand rows.
/// </summary>
/// <remarks>
/// Tolerances are for variables of the order of one; rows and costs may have any units. A row is missed from 1e-11 of its
/// terms on, a pivot is 1e-9 or more, a multiplier 1e-13 or more. After many steps without gain the first row in number
/// enters and leaves (Bland 1977), which cannot go round in circles.
/// </remarks>
public sealed class Simplex
{
    private const double MissTolerance = 1e-11;
    private const double DoubtfulPivot = 1e-6;
    private const int StepsBetweenInversions = 10;
    private const int MostSteps = 100_000;
    private readonly double[] _cost;
    private readonly double[] _scaledCost;
    private readonly List<SimplexRow> _rows = [];
    private readonly SimplexRow[] _first;
    private SimplexVertex _vertex;
    private double _pivotTolerance = 1e-9;
    private int _idleSteps;

    /// <summary>A programme without rows as yet.</summary>
    /// <param name="cost">Of one unit of each variable.</param>
    /// <param name="lower">Of each variable; minus infinity where there is none.</param>
    /// <param name="upper">Of each variable; infinity where there is none.</param>
    public Simplex(double[] cost, double[] lower, double[] upper)
    {
        if (lower.Length != cost.Length || upper.Length != cost.Length)
            throw new ArgumentException("Each variable has a cost and two bounds.", nameof(cost));
        _cost = [.. cost];
        var unit = SimplexRow.UnitOf(cost);
        _scaledCost = Array.ConvertAll(cost, c => c / unit);
        _first = new SimplexRow[cost.Length];
        for (var j = 0; j < cost.Length; j++)
        {
            if (!double.IsFinite(cost[j]) || double.IsNaN(lower[j]) || double.IsNaN(upper[j]))
                throw new ArgumentException("Costs are finite, and bounds are numbers.", nameof(cost));
            var least = SimplexRow.OfVariable(j, cost.Length, 1, lower[j]);
            var most = SimplexRow.OfVariable(j, cost.Length, -1, -upper[j]);
            _rows.AddRange(new[] { least, most }.Where(row => !row.IsFar));
            // The bound toward which the variable gets cheaper holds it; a missing one lies infinitely far out.
            _first[j] = cost[j] >= 0 ? least : most;
        }
        _vertex = new SimplexVertex(_scaledCost, [.. _first]);
    }

    private bool IsIdle => _idleSteps > (2 * _cost.Length) + 20;

    /// <summary>One more condition, from the next solve on. Whether the point of the last solve misses it.</summary>
    public bool Add(LinearRow row)
    {
        if (row.Coefficients.Length != _cost.Length)
            throw new ArgumentException("A row has a coefficient for each variable.", nameof(row));
        if (!double.IsFinite(row.Bound) || !Array.TrueForAll(row.Coefficients, double.IsFinite))
            throw new ArgumentException("The numbers of a row are finite.", nameof(row));
        var added = SimplexRow.Of(row);
        _rows.Add(added);
        var miss = _vertex.MissOf(added, MissTolerance);
        return miss.CompareTo((0, 0)) > 0 || (added.IsEquation && miss != (0, 0));
    }

    /// <summary>The optimum under all rows added so far, found from the vertex of the last solve.</summary>
    public LinearSolution Solve()
    {
        for (var steps = 0; steps < MostSteps; steps++)
        {
            if (Entering() is not { } entering)
                return AtOptimum();
            // Before a pivot that may be nothing but rounding, and before giving up, the edges are made anew.
            var (slopes, least) = _vertex.SlopesOf(entering, _pivotTolerance);
            var leaving = Leaving(slopes);
            if (!_vertex.IsFresh && (leaving < 0 || least < DoubtfulPivot))
            {
                Renew();
                continue;
            }
            if (leaving < 0)
                return new LinearSolution.Infeasible();
            _vertex.Replace(leaving, entering, slopes);
            if (_vertex.Replaced >= StepsBetweenInversions)
                Renew();
        }
        throw new InvalidOperationException("The simplex method took too many steps.");
    }

    // Rows that hold a vertex and yet do not meet in one point came in by a pivot of mere rounding: begin again, stricter.
    private void Renew()
    {
        if (_vertex.Invert())
            return;
        _pivotTolerance *= 10;
        foreach (var row in _vertex.Holding)
            row.IsHolding = false;
        _vertex = new SimplexVertex(_scaledCost, [.. _first]);
    }

    // The row missed most (when idle: the first one missed); an equation missed from above is turned round.
    private SimplexRow? Entering()
    {
        SimplexRow? entering = null;
        var most = (Far: 0.0, Near: 0.0);
        foreach (var row in _rows)
        {
            if (row.IsHolding)
                continue;
            var miss = _vertex.MissOf(row, MissTolerance);
            if (row.IsEquation && miss.CompareTo((0, 0)) < 0)
            {
                row.TurnRound();
                miss = (-miss.Far, -miss.Near);
            }
            if (miss.CompareTo(most) <= 0)
                continue;
            entering = row;
            if (IsIdle)
                break;
            most = miss;
        }
        return entering;
    }

    // Of the rows whose multipliers reach zero first the one with the steepest edge leaves (when idle: the first in number).
    private int Leaving(double[] slopes)
    {
        var multipliers = _vertex.Multipliers;
        var least = double.PositiveInfinity;
        for (var i = 0; i < slopes.Length; i++)
        {
            if (slopes[i] > 0 && !_vertex.Holding[i].IsEquation)
                least = Math.Min(least, multipliers[i] / slopes[i]);
        }
        var leaving = -1;
        for (var i = 0; i < slopes.Length; i++)
        {
            if (!(slopes[i] > 0) || _vertex.Holding[i].IsEquation)
                continue;
            if (multipliers[i] / slopes[i] > least * (1 + 1e-12))
                continue;
            if (leaving < 0 || (IsIdle ? IsEarlier(i, leaving) : slopes[i] > slopes[leaving]))
                leaving = i;
        }
        _idleSteps = least > 0 ? 0 : _idleSteps + 1;
        return leaving;
    }

    // Rows infinitely far out are in no list, and leave first.
    private bool IsEarlier(int i, int j) =>
        _rows.IndexOf(_vertex.Holding[i]) < _rows.IndexOf(_vertex.Holding[j]);

    private LinearSolution AtOptimum()
    {
        if (_vertex.FallsForever())
            return new LinearSolution.Unbounded();
        var point = _vertex.Point(_rows);
        return new LinearSolution.Optimum(point, point.Zip(_cost, (x, c) => x * c).Sum());
    }
}
