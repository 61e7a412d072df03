namespace RiskLens.Engine.Studies;

/// <summary>Loss of a year over the trials; in conversations, and in money where margins are given.</summary>
/// <param name="ConversationsWithoutOverload">
/// Mean of the same years if those who are displaced never overloaded what they turn to.
/// </param>
public sealed record YearLoss(
    int Trials,
    LossDistribution Conversations,
    LossDistribution? Money,
    double ConversationsWithoutOverload
)
{
    /// <summary>The nested run behind the parameters' bands; null in a study that has none.</summary>
    public NestedRun? Nested { get; init; }

    /// <summary>
    /// Chance of a year without any shock in closed form, beside the simulated <see cref="ChanceWithoutOutage"/>; null where
    /// there is none (sensitive weeks move the rates).
    /// </summary>
    public double? ChanceWithoutShock { get; init; }

    /// <summary>Share of the simulated years in which no channel is struck.</summary>
    public double? ChanceWithoutOutage { get; init; }

    /// <summary>How long outages of each channel last, in the order of the channels.</summary>
    public IReadOnlyList<ChannelLengths> Lengths { get; init; } = [];
}

/// <summary>
/// Parameters drawn so many times, and years under each: 200 of 5,000 at 100,000 trials, fewer in a study of fewer.
/// </summary>
public sealed record NestedRun(int Draws, int TrialsPerDraw);

/// <summary>How long the outages of a channel last, over the simulated years; half of a channel stopped is an outage.</summary>
public sealed record ChannelLengths(string Channel, IReadOnlyList<LengthPoint> Points);

/// <summary>Outages of at least so many hours: the chance that a year holds one, and the mean number a year.</summary>
public sealed record LengthPoint(double Hours, double ChanceInYear, double PerYear);

/// <summary>
/// MeanStandardError is Monte-Carlo error only. Aggregate: the year's total loss exceeded once in the return
/// period; Occurrence: the largest single outage's loss.
/// </summary>
public sealed record LossDistribution(
    double Mean,
    double MeanStandardError,
    double Median,
    double ValueAtRisk95,
    double ConditionalValueAtRisk95,
    double ChanceOfNoLoss,
    IReadOnlyList<ExceedancePoint> Exceedance
)
{
    public double ValueAtRisk99 { get; init; }

    public double ConditionalValueAtRisk99 { get; init; }

    /// <summary>
    /// 80 % interval of the mean as far as the parameters are not known, from the nested run; null without one.
    /// </summary>
    public Bounds? MeanParameters80 { get; init; }

    /// <summary>
    /// Share of the mean that lies in outages with a shock longer than the longest observed on its node, or of its regime
    /// where none was; null where the mean is 0.
    /// </summary>
    public double? ShareBeyondObserved { get; init; }
}

/// <summary>
/// One point of the exceedance curves. MonteCarlo95: what chance leaves open with so many trials (order statistics).
/// Parameters80: the middle 80 % of the curves under the parameters drawn in the nested run. Bands are null where they are
/// not told: of other mixes than today's, and of return periods too long for the nested run.
/// </summary>
public sealed record ExceedancePoint(double ReturnYears, double Aggregate, double Occurrence)
{
    public Bounds? AggregateMonteCarlo95 { get; init; }

    public Bounds? OccurrenceMonteCarlo95 { get; init; }

    public Bounds? AggregateParameters80 { get; init; }

    public Bounds? OccurrenceParameters80 { get; init; }
}

/// <summary>A range; Upper is null where the trials set no bound.</summary>
public sealed record Bounds(double Lower, double? Upper);
