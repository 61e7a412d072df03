namespace RiskLens.Engine.Studies;

/// <summary>
/// How far the study's figures may be trusted, as one letter. A: the placebo's 95 % interval held the truth in 92 to 98 %
/// of its windows, at least three own outages, and at least half of the loss rests on measured assumptions. C: that
/// coverage is not judged, or there is no own outage. B: all others.
/// </summary>
/// <param name="Grade">A, B or C.</param>
/// <param name="Coverage95">Of the placebo windows of 24 hours; null where not judged.</param>
/// <param name="OwnOutages">
/// Outages of the past whose shortfall the company's own logs measured (verdict "measured"); one that struck several
/// channels is one.
/// </param>
/// <param name="MeasuredShare">
/// Sum of |elasticity| of the measured inputs over that of all inputs (<see cref="Sensitivity.Elasticities"/>); null where
/// there is no year.
/// </param>
/// <param name="Reasons">
/// Why it is not A, what alone makes it C first: "coverage_not_judged", "no_outage", "coverage_low", "coverage_high",
/// "few_outages", "few_measured", "measured_unknown".
/// </param>
public sealed record Confidence(
    string Grade,
    double? Coverage95,
    int OwnOutages,
    double? MeasuredShare,
    IReadOnlyList<string> Reasons
)
{
    /// <summary>Least coverage of the 95 % interval for an A.</summary>
    public const double LeastCoverage = 0.92;

    /// <summary>Most coverage of it for an A: above, intervals are wider than they say.</summary>
    public const double MostCoverage = 0.98;

    /// <summary>Own outages for an A.</summary>
    public const int OutagesNeeded = 3;

    /// <summary>Measured share for an A.</summary>
    public const double LeastMeasured = 0.5;

    /// <summary>Grades a study by what it holds.</summary>
    public static Confidence Of(
        PlaceboSummary placebo,
        IReadOnlyList<PastOutage> past,
        Sensitivity? sensitivity,
        IReadOnlyList<AssumptionUsed> assumptions
    )
    {
        var outages = past.Where(p => p.Verdict is "measured")
            .Select(p => p.Id)
            .Distinct(StringComparer.Ordinal)
            .Count();
        var measured = MeasuredShareOf(sensitivity?.Elasticities ?? [], assumptions);
        string?[] all =
        [
            placebo.Coverage95 is null ? "coverage_not_judged" : null,
            outages == 0 ? "no_outage" : null,
            placebo.Coverage95 < LeastCoverage ? "coverage_low" : null,
            placebo.Coverage95 > MostCoverage ? "coverage_high" : null,
            outages is > 0 and < OutagesNeeded ? "few_outages" : null,
            measured < LeastMeasured ? "few_measured" : null,
            measured is null ? "measured_unknown" : null,
        ];
        string[] reasons = [.. all.OfType<string>()];
        return new Confidence(GradeOf(reasons), placebo.Coverage95, outages, measured, reasons);
    }

    private static string GradeOf(string[] reasons)
    {
        if (reasons.Length == 0)
            return "A";
        return reasons[0] is "coverage_not_judged" or "no_outage" ? "C" : "B";
    }

    /// <summary>Demand is measured always: it is the logs' own. An input that the register does not hold is a prior.</summary>
    private static double? MeasuredShareOf(
        IReadOnlyList<Elasticity> elasticities,
        IReadOnlyList<AssumptionUsed> assumptions
    )
    {
        bool IsMeasured(Elasticity e) =>
            e.Input is Losses.LossInputs.Level
            || assumptions.Any(a =>
                string.Equals(a.Key, e.Input, StringComparison.Ordinal) && a.Origin is "measured"
            );
        var all = elasticities.Sum(e => Math.Abs(e.OfLoss));
        return all > 0 ? elasticities.Where(IsMeasured).Sum(e => Math.Abs(e.OfLoss)) / all : null;
    }
}
