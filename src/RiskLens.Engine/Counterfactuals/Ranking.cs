namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// How scores are compared. Beyond a week ahead the few origins of a series share most of their weeks, so that who
/// errs least there is largely chance, while the level blend has weighed its members on every week of the past:
/// another wins only by erring a tenth less.
/// </summary>
internal static class Ranking
{
    private const int LongHorizonHours = 168;
    private const double NeededOfLevelBlend = 0.9;

    /// <summary>The error that a score is ranked by, least first.</summary>
    public static double Judged(Score score, int horizonHours) =>
        horizonHours > LongHorizonHours && score.Forecaster is LevelBlend
            ? score.Wape * NeededOfLevelBlend
            : score.Wape;
}
