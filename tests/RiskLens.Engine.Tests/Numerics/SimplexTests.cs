using MathNet.Numerics.LinearAlgebra;
using RiskLens.Engine.Numerics;
using static RiskLens.Engine.Numerics.RowKind;

namespace RiskLens.Engine.Tests.Numerics;

/// <summary>Linear programmes against the best of all their vertices, and against published optima.</summary>
public sealed class SimplexTests
{
    private const double No = double.PositiveInfinity;

    [Fact]
    public void A_production_plan_has_its_published_optimum()
    {
        // Dantzig 1963 by way of Hillier and Lieberman: 3x + 5y under x <= 4, 2y <= 12, 3x + 2y <= 18 is 36 at (2, 6).
        var simplex = new Simplex([-3, -5], [0, 0], [4, No]);
        simplex.Add(new LinearRow([0, 2], AtMost, 12));
        simplex.Add(new LinearRow([3, 2], AtMost, 18));
        var optimum = Assert.IsType<LinearSolution.Optimum>(simplex.Solve());
        Assert.Equal(-36, optimum.Cost, 1e-12);
        Assert.Equal([2, 6], optimum.Point.Select(x => Math.Round(x, 12)));
    }

    [Fact]
    public void Beales_circle_is_left_in_either_form()
    {
        // Beale 1955: the simplex method of the textbook goes round in it for ever. Optimum -1/20 at (1/25, 0, 1, 0).
        double[] cost = [-0.75, 150, -0.02, 6];
        double[][] rows =
        [
            [0.25, -60, -0.04, 9],
            [0.5, -90, -0.02, 3],
            [0, 0, 1, 0],
        ];
        double[] limits = [0, 0, 1];
        var primal = new Simplex(cost, new double[4], [No, No, No, No]);
        for (var i = 0; i < 3; i++)
            primal.Add(new LinearRow(rows[i], AtMost, limits[i]));
        Assert.Equal(-0.05, CostOf(primal), 1e-12);

        var dual = new Simplex(limits, new double[3], [No, No, No]);
        for (var j = 0; j < 4; j++)
            dual.Add(new LinearRow([.. rows.Select(row => row[j])], AtLeast, -cost[j]));
        Assert.Equal(0.05, CostOf(dual), 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_programmes_have_the_cost_of_their_best_vertex(ulong seed)
    {
        var rng = new Rng(seed);
        var infeasible = 0;
        for (var repeat = 0; repeat < Repetitions.Of(60, 600); repeat++)
        {
            var variables = 1 + rng.NextInt(4);
            double[] Draw() => [.. Enumerable.Range(0, variables).Select(_ => (double)(rng.NextInt(9) - 4))];
            var lower = Draw();
            double[] upper = [.. lower.Select(l => l + rng.NextInt(6))];
            LinearRow[] rows =
            [
                .. Enumerable
                    .Range(0, rng.NextInt(6))
                    .Select(_ => new LinearRow(Draw(), (RowKind)rng.NextInt(3), rng.NextInt(13) - 6)),
            ];
            var cost = Draw();
            var simplex = new Simplex(cost, lower, upper);
            // Half of the rows come only after a first solve.
            foreach (var row in rows[..(rows.Length / 2)])
                simplex.Add(row);
            simplex.Solve();
            foreach (var row in rows[(rows.Length / 2)..])
                simplex.Add(row);
            if (Vertices.Best(cost, lower, upper, rows) is { } best)
                Assert.Equal(best, CostOf(simplex), 1e-9);
            else
                Assert.IsType<LinearSolution.Infeasible>(simplex.Solve());
            infeasible += simplex.Solve() is LinearSolution.Infeasible ? 1 : 0;
        }
        Assert.InRange(infeasible, 1, Repetitions.Of(59, 599));
    }

    [Fact]
    public void A_row_tells_whether_the_last_point_misses_it()
    {
        var simplex = new Simplex([1, 2], [0, 0], [No, No]);
        Assert.True(simplex.Add(new LinearRow([1, 1], AtLeast, 2)));
        Assert.Equal(2, CostOf(simplex));
        Assert.False(simplex.Add(new LinearRow([1, 0], AtMost, 2)));
        Assert.True(simplex.Add(new LinearRow([1, 0], AtMost, 0.5)));
        Assert.True(simplex.Add(new LinearRow([0, 1], Equal, 1.75)));
        Assert.Equal(0.25 + 3.5, CostOf(simplex), 1e-12);
    }

    [Fact]
    public void Costs_that_fall_without_an_end_are_told_apart_from_rows_that_none_meets()
    {
        var falls = new Simplex([-1, 0], [0, double.NegativeInfinity], [No, No]);
        falls.Add(new LinearRow([1, -1], AtMost, 3));
        Assert.IsType<LinearSolution.Unbounded>(falls.Solve());
        falls.Add(new LinearRow([0, 1], AtMost, 4));
        Assert.Equal(-7, CostOf(falls), 1e-12);
        falls.Add(new LinearRow([0, 1], AtLeast, 5));
        Assert.IsType<LinearSolution.Infeasible>(falls.Solve());
    }

    [Fact]
    public void Variables_without_bounds_and_without_a_cost_still_meet_their_rows()
    {
        double[] none = [-No, -No, -No];
        var simplex = new Simplex([0, 0, 1], none, [No, No, No]);
        simplex.Add(new LinearRow([1, 1, 0], Equal, 5));
        simplex.Add(new LinearRow([1, -1, 1], AtLeast, 3));
        simplex.Add(new LinearRow([0, 0, 1], AtLeast, -2));
        var optimum = Assert.IsType<LinearSolution.Optimum>(simplex.Solve());
        Assert.Equal(-2, optimum.Cost, 1e-12);
        Assert.Equal(5, optimum.Point[0] + optimum.Point[1], 1e-9);
        Assert.True(optimum.Point[0] - optimum.Point[1] + optimum.Point[2] >= 3 - 1e-9);
    }

    [Fact]
    public void Rows_that_say_the_same_twice_do_no_harm()
    {
        var simplex = new Simplex([1, 1, 1], [0, 0, 0], [No, No, No]);
        foreach (var times in new[] { 1.0, 3, 1e6, 1e-6, 1 })
        {
            simplex.Add(new LinearRow([times, 2 * times, 0], Equal, times));
            simplex.Add(new LinearRow([0, times, times / 3], AtLeast, times));
        }
        Assert.Equal(0.5 + 1.5, CostOf(simplex), 1e-9);
    }

    [Fact]
    public void Units_of_rows_and_costs_change_nothing_but_the_units()
    {
        var simplex = new Simplex([2e-12, 3e-12, 1e-12], [0, 0, 0], [1, 1, 1]);
        simplex.Add(new LinearRow([1e9, 2e9, 1e9], AtLeast, 2e9));
        simplex.Add(new LinearRow([1e-9, -1e-9, 0.5e-9], AtMost, 0.1e-9));
        double[] cost = [2, 3, 1];
        LinearRow[] rows = [new([1, 2, 1], AtLeast, 2), new([1, -1, 0.5], AtMost, 0.1)];
        Assert.Equal(Vertices.Best(cost, [0, 0, 0], [1, 1, 1], rows)!.Value, CostOf(simplex) * 1e12, 1e-9);
    }

    private static double CostOf(Simplex simplex) =>
        Assert.IsType<LinearSolution.Optimum>(simplex.Solve()).Cost;
}

/// <summary>The optimum of a bounded linear programme by trying every point where enough of its rows meet.</summary>
internal static class Vertices
{
    /// <summary>The least cost, or null where no point meets all rows.</summary>
    public static double? Best(double[] cost, double[] lower, double[] upper, IReadOnlyList<LinearRow> rows)
    {
        var n = cost.Length;
        List<LinearRow> all = [.. rows];
        for (var j = 0; j < n; j++)
        {
            var unit = new double[n];
            unit[j] = 1;
            all.Add(new LinearRow(unit, AtLeast, lower[j]));
            all.Add(new LinearRow(unit, AtMost, upper[j]));
        }
        double? best = null;
        foreach (var some in Subsets(all.Count, n))
        {
            var matrix = Matrix<double>.Build.DenseOfRows(some.Select(i => all[i].Coefficients));
            if (Math.Abs(matrix.Determinant()) < 1e-9)
                continue;
            var at = matrix.Solve(Vector<double>.Build.DenseOfEnumerable(some.Select(i => all[i].Bound)));
            if (!all.TrueForAll(row => IsMet(row, at)))
                continue;
            var here = at.DotProduct(Vector<double>.Build.Dense(cost));
            best = best is { } known ? Math.Min(known, here) : here;
        }
        return best;
    }

    private static bool IsMet(LinearRow row, Vector<double> at)
    {
        var over = at.DotProduct(Vector<double>.Build.Dense(row.Coefficients)) - row.Bound;
        return (row.Kind == AtLeast || over < 1e-9) && (row.Kind == AtMost || over > -1e-9);
    }

    private static IEnumerable<int[]> Subsets(int count, int size)
    {
        if (size == 0)
            return
            [
                [],
            ];
        return Enumerable
            .Range(size - 1, count - size + 1)
            .SelectMany(last => Subsets(last, size - 1).Select(rest => (int[])[.. rest, last]));
    }
}
