using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Mixes;

/// <summary>A mix as resamples value it.</summary>
/// <param name="Active">Active channels, bit i for channel i.</param>
/// <param name="IsEligible">Whether it may be chosen.</param>
/// <param name="RoutingOf">How demand runs under it, the same cells with other shares by reach set.</param>
/// <param name="CostOf">
/// Its cost of the first year so routed (0 where losses are counted in conversations); what is uncertain of it may be drawn
/// from the generator, in the same state for all mixes of a resample.
/// </param>
public sealed record ResampledMix(
    int Active,
    bool IsEligible,
    Func<IReadOnlyList<DemandCell>, Routing> RoutingOf,
    Func<Routing, Rng, double> CostOf
);
