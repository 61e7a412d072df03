namespace RiskLens.Engine.Losses;

/// <summary>What a loss is counted in.</summary>
public enum LossUnit
{
    Conversations,
    Money,
}

/// <summary>What a simulated year is valued for: demand routed so, counted in that.</summary>
public readonly record struct Valued(Routing Routing, LossUnit Unit)
{
    /// <summary>
    /// Whether it is a part of a whole, to be added to others: without penalties, and with all the capacity that is asked for.
    /// </summary>
    public bool IsLinear { get; init; }
}

/// <summary>Yearly losses by trial under one routing.</summary>
public sealed class YearDraws(int trials)
{
    /// <summary>Sum over the year's outages.</summary>
    public double[] Total { get; } = new double[trials];

    /// <summary>The largest single outage.</summary>
    public double[] Largest { get; } = new double[trials];

    /// <summary>What of the total lies in outages with a shock longer than any observed on its node.</summary>
    public double[] Beyond { get; } = new double[trials];

    /// <summary>The standing loss of those whom no active channel reaches.</summary>
    public double[] Standing { get; } = new double[trials];
}
