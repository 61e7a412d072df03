namespace RiskLens.Engine.Numerics;

/// <summary>What became of a CVaR programme.</summary>
public abstract record CvarSolution
{
    private CvarSolution() { }

    /// <summary>The best mix found, and how much better any other could be at most.</summary>
    /// <param name="Point">A value for each variable; one of several where the optimum is not unique.</param>
    /// <param name="Objective">All costs and weighed losses there.</param>
    /// <param name="LowerBound">No point that meets the rows has a lower objective.</param>
    /// <param name="Mean">Mean loss, without costs.</param>
    /// <param name="ValueAtRisk">Of the loss, without costs.</param>
    /// <param name="ConditionalValueAtRisk">Of the loss, without costs.</param>
    /// <param name="Passes">Over the trials that it took, each of which found a plane.</param>
    public sealed record Optimum(
        double[] Point,
        double Objective,
        double LowerBound,
        double Mean,
        double ValueAtRisk,
        double ConditionalValueAtRisk,
        int Passes
    ) : CvarSolution
    {
        /// <summary>Objective less lower bound, never below zero.</summary>
        public double Gap => Math.Max(0, Objective - LowerBound);
    }

    /// <summary>No point has an objective as low as was asked for: it was given up, often before any pass over the trials.</summary>
    public sealed record Beaten(double LowerBound) : CvarSolution;

    /// <summary>No point meets all rows and bounds.</summary>
    public sealed record Infeasible : CvarSolution;
}
