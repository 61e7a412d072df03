namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// How scores are compared. Few origins judge a forecaster, so that who errs least on them is partly chance; one that
/// has weighed many is preferred, and another wins only where it is clearly better. Up to a week ahead that is the
/// blend, which must err 15 % more to lose. Beyond, the origins share most of their weeks, and it is the level blend,
/// which has weighed its members on every week of the past: another must err a standard error less
/// (one-standard-error rule: Breiman et al. 1984). The mean absolute error of n independent origins has one of
/// sqrt(pi / 2 - 1) / sqrt(n) = 0.76 / sqrt(n) of itself; forecasts of the same weeks miss much alike, and
/// 0.35 / sqrt(n) is taken for the ratio of two.
/// </summary>
internal static class Ranking
{
    private const double ClearlyBetter = 0.85;
    private const double StandardError = 0.35;

    /// <summary>The error that a score is ranked by, least first; its origins lie within a span of so many hours.</summary>
    public static double Judged(Score score, int horizonHours, int spanHours)
    {
        if (horizonHours <= Tournament.ShortHorizonHours)
            return score.Forecaster is Blend ? score.Wape * ClearlyBetter : score.Wape;
        if (score.Forecaster is not (LevelBlend or OccasionAware { Forecaster: LevelBlend }))
            return score.Wape;
        var independent = 1 + (spanHours / (double)horizonHours);
        return score.Wape * (1 - (StandardError / Math.Sqrt(independent)));
    }
}
