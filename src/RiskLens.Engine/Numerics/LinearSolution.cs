namespace RiskLens.Engine.Numerics;

/// <summary>What became of a linear programme.</summary>
public abstract record LinearSolution
{
    private LinearSolution() { }

    /// <summary>Nothing that meets all rows costs less.</summary>
    /// <param name="Point">A value for each variable; one of several where the optimum is not unique.</param>
    /// <param name="Cost">What it costs.</param>
    public sealed record Optimum(double[] Point, double Cost) : LinearSolution;

    /// <summary>No point meets all rows and bounds.</summary>
    public sealed record Infeasible : LinearSolution;

    /// <summary>Points that meet all rows cost ever less, without an end.</summary>
    public sealed record Unbounded : LinearSolution;
}
