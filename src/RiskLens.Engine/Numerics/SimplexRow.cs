namespace RiskLens.Engine.Numerics;

/// <summary>
/// A condition in the one form that the simplex method works on: normal.x at least bound, in units in which the largest
/// part of the normal lies between 1 and 2.
/// </summary>
internal sealed class SimplexRow
{
    private SimplexRow(double[] normal, double bound)
    {
        var unit = UnitOf(normal);
        (Normal, Bound) = (Array.ConvertAll(normal, a => a / unit), bound / unit);
    }

    public double[] Normal { get; }

    public double Bound { get; private set; }

    public bool IsEquation { get; private init; }

    /// <summary>The bound is minus a number larger than any other: it stands for a bound that is missing.</summary>
    public bool IsFar { get; private init; }

    /// <summary>The variable that this row alone bounds, else -1.</summary>
    public int Variable { get; private init; } = -1;

    /// <summary>Whether the vertex lies on it.</summary>
    public bool IsHolding { get; set; }

    /// <summary>A row turned so that it asks for at least its bound.</summary>
    public static SimplexRow Of(LinearRow row) =>
        row.Kind == RowKind.AtMost
            ? new SimplexRow(Array.ConvertAll(row.Coefficients, a => -a), -row.Bound)
            : new SimplexRow(row.Coefficients, row.Bound) { IsEquation = row.Kind == RowKind.Equal };

    /// <summary>The variable times 1 or -1 is at least a bound, which may be minus infinity.</summary>
    public static SimplexRow OfVariable(int variable, int variables, double sign, double bound)
    {
        var normal = new double[variables];
        normal[variable] = sign;
        var far = double.IsNegativeInfinity(bound);
        return new SimplexRow(normal, far ? 0 : bound) { IsFar = far, Variable = variable };
    }

    /// <summary>The power of two just below the largest of some figures (1 where all are 0): dividing by it rounds nothing.</summary>
    public static double UnitOf(IEnumerable<double> figures) =>
        figures.Max(Math.Abs) is > 0 and var largest ? Math.ScaleB(1, Math.ILogB(largest)) : 1;

    /// <summary>The same equation from its other side.</summary>
    public void TurnRound()
    {
        for (var j = 0; j < Normal.Length; j++)
            Normal[j] = -Normal[j];
        Bound = -Bound;
    }
}
