using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Tests.Losses;

/// <summary>A law of lengths that is nearly certain: 280 lengths at the quantiles of a lognormal of median 3 h, sigma 0.5.</summary>
internal static class Lengths
{
    public static DurationLaw Certain { get; } = Of(new Lognormal(Math.Log(3), 0.5));

    public static DurationLaw Of(Lognormal law) =>
        DurationLaw.Fit(
            Regime.Fault,
            [
                .. Enumerable
                    .Range(0, 280)
                    .Select(i => law.Quantile((i + 0.5) / 280))
                    .Select(h => new LengthSeen(h, h, 0)),
            ]
        );
}
