namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// How scores are compared. Beyond a week ahead the few origins of a series share most of their weeks, so that who
/// errs least there is largely chance, while the level blend has weighed its members on every week of the past:
/// another wins only by erring a standard error less (one-standard-error rule: Breiman et al. 1984). The mean
/// absolute error of n independent origins has one of sqrt(pi / 2 - 1) / sqrt(n) = 0.76 / sqrt(n) of itself; forecasts
/// of the same weeks miss much alike, and 0.5 / sqrt(n) is taken for the ratio of two.
/// </summary>
internal static class Ranking
{
    private const double StandardError = 0.5;

    /// <summary>The error that a score is ranked by, least first; its origins lie within a span of so many hours.</summary>
    public static double Judged(Score score, int horizonHours, int spanHours)
    {
        if (horizonHours <= Tournament.ShortHorizonHours || !IsLevelBlend(score.Forecaster))
            return score.Wape;
        var independent = 1 + (spanHours / (double)horizonHours);
        return score.Wape * (1 - (StandardError / Math.Sqrt(independent)));
    }

    private static bool IsLevelBlend(IForecaster forecaster) =>
        forecaster is LevelBlend or OccasionAware { Forecaster: LevelBlend };
}
