using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>Every stated input that the study used, with where it came from.</summary>
internal static class AssumptionsUsed
{
    private const string Prior = "no_data";
    private const string WidePrior = "wide_prior";
    private const string Measured = "own_outages";

    public static IReadOnlyList<AssumptionUsed> Of(
        StudyInputs inputs,
        Behaviour behaviour,
        IEnumerable<string> purposes,
        Rng rng
    )
    {
        var draws = Enumerable
            .Range(0, 1000)
            .Select(j => behaviour.Draw(rng.Fork("assumptions", j)))
            .ToArray();
        var used = inputs.Assumptions.Select(Stated).ToList();
        if (behaviour.SwitchOrigin is not "typed")
            used.Add(
                Drawn("switch_rate", [.. draws.Select(d => d.SwitchRate)], behaviour.SwitchOrigin, "share")
            );
        if (behaviour.RecoveredOrigin is not "typed")
            used.Add(
                Drawn(
                    "recovered_share",
                    [.. draws.Select(d => d.RecoveredNow)],
                    behaviour.RecoveredOrigin,
                    "share"
                )
            );
        if (!inputs.AssumptionsByKey.ContainsKey("recovery_hours"))
            used.Add(
                Drawn("recovery_hours", [.. draws.Select(d => d.RecoveryHours)], "prior", "h") with
                {
                    Source = WidePrior,
                }
            );
        used.AddRange(
            purposes
                .Select(p => $"{p}.margin")
                .Where(key =>
                    !inputs.AssumptionsByKey.ContainsKey(key)
                    && !inputs.AssumptionsByKey.ContainsKey(key + "_rate")
                )
                .Select(key => new AssumptionUsed(
                    key,
                    null,
                    null,
                    null,
                    inputs.Company.Currency,
                    "missing",
                    "",
                    "",
                    ""
                ))
        );
        var reviews = inputs.Reviews.ToDictionary(r => r.Key, StringComparer.Ordinal);
        return
        [
            .. used.Select(a => Reviewed(a, reviews.GetValueOrDefault(a.Key)))
                .OrderBy(a => a.Key, StringComparer.Ordinal),
        ];
    }

    private static AssumptionUsed Reviewed(AssumptionUsed used, AssumptionReview? review) =>
        review is null || used.Origin == "missing"
            ? used
            : used with
            {
                ReviewedBy = review.By,
                ReviewedOn = review.On,
            };

    private static AssumptionUsed Stated(Assumption a) =>
        new(a.Key, a.Low, a.Central, a.High, a.Unit, a.Origin, a.Source, a.Owner, a.Date)
        {
            Law = a.Law.ToString(),
        };

    private static AssumptionUsed Drawn(string key, double[] draws, string origin, string unit)
    {
        var sorted = Quantiles.Sorted(draws);
        return new AssumptionUsed(
            key,
            Quantiles.Of(sorted, 0.05),
            Quantiles.Of(sorted, 0.5),
            Quantiles.Of(sorted, 0.95),
            unit,
            origin,
            origin is "measured" ? Measured : Prior,
            "",
            ""
        );
    }
}
