namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Where an outage's demand went, as shares of it. Arrays run in parallel where they have the same length: element i
/// of each comes from the same past window, so that their errors go together.
/// </summary>
/// <param name="Recovered">Came on the same channel in the recovery hours after the outage.</param>
/// <param name="Rerouted">Came on the other channels during the outage; null without any that can be compared.</param>
/// <param name="RecoveredInHalf">As Recovered, had half the recovery hours been looked at; null where too short.</param>
/// <param name="RecoveredInDouble">As Recovered, in twice the recovery hours.</param>
/// <param name="ReroutedAndAfter">As Rerouted, the recovery hours on the other channels counted too.</param>
public sealed record OutageShares(
    double[] Recovered,
    double[]? Rerouted,
    double[]? RecoveredInHalf,
    double[]? RecoveredInDouble,
    double[]? ReroutedAndAfter
)
{
    /// <summary>
    /// Recovered as a share of what was not rerouted (of all, where that is not known), row by row. The loss recovers only
    /// what was not rerouted, so the two never add up to more than 1 there.
    /// </summary>
    public double[] RecoveredOfRest() =>
        [.. Recovered.Select((r, i) => r / Math.Max(0.05, 1 - Math.Clamp(Rerouted?[i] ?? 0, 0, 1)))];
}
