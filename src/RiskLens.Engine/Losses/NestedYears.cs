using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>
/// A nested run: for each draw of the parameters, the mean and the quantiles of many years under it. What differs between
/// draws is what is not known of the parameters (and, far out, what is left of chance in so many years).
/// </summary>
/// <param name="draws">Draws of the parameters.</param>
/// <param name="levels">Chances that a quantile is not exceeded, as in <see cref="Tail"/>.</param>
public sealed class NestedYears(int draws, IReadOnlyList<double> levels)
{
    /// <summary>Mean year, by draw.</summary>
    public double[] Means { get; } = new double[draws];

    /// <summary>Quantiles of a year's total, by level, then by draw.</summary>
    public double[][] Totals { get; } = [.. levels.Select(_ => new double[draws])];

    /// <summary>Quantiles of a year's largest outage, by level, then by draw.</summary>
    public double[][] Largest { get; } = [.. levels.Select(_ => new double[draws])];

    internal void Set(int draw, double[] totals, double[] largest)
    {
        Means[draw] = totals.Average();
        Array.Sort(totals);
        Array.Sort(largest);
        for (var i = 0; i < levels.Count; i++)
        {
            Totals[i][draw] = Tail.Of(totals, levels[i]).ValueAtRisk;
            Largest[i][draw] = Tail.Of(largest, levels[i]).ValueAtRisk;
        }
    }
}
