namespace RiskLens.Engine.Numerics;

/// <summary>How a row stands to its bound.</summary>
public enum RowKind
{
    AtMost,
    AtLeast,
    Equal,
}

/// <summary>One linear condition: the sum of coefficients times variables, held against a bound.</summary>
/// <param name="Coefficients">One for each variable, finite.</param>
/// <param name="Bound">Finite.</param>
public sealed record LinearRow(double[] Coefficients, RowKind Kind, double Bound);
