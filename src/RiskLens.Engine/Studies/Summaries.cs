using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>Draws become figures.</summary>
internal static class Summaries
{
    public static Estimate EstimateOf(double[] draws)
    {
        var sorted = Quantiles.Sorted(draws);
        return new Estimate(draws.Average(), Quantiles.Of(sorted, 0.1), Quantiles.Of(sorted, 0.9));
    }

    /// <summary>Mean, and conformal intervals: the draws are errors of other windows, not of a fitted law.</summary>
    public static WideEstimate ConformalOf(double[] draws)
    {
        var sorted = Quantiles.Sorted(draws);
        var (lower80, upper80) = Quantiles.Conformal(sorted, 0.80);
        var (lower95, upper95) = Quantiles.Conformal(sorted, 0.95);
        return new WideEstimate(draws.Average(), lower80, upper80, lower95, upper95);
    }

    public static LossFigure FigureOf(OutageLossDraws draws) =>
        new(EstimateOf(draws.Conversations), draws.Money is null ? null : EstimateOf(draws.Money));

    public static LossParts PartsOf(Parts parts) =>
        new(
            parts.Demand.Count,
            parts.Rerouted.Count,
            parts.Recovered.Count,
            parts.ServedElsewhere.Count,
            parts.Lost.Count
        );
}
