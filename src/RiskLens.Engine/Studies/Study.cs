using System.Text.Json.Serialization;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Studies;

/// <summary>
/// The immutable result of a run: everything a report prints, and nothing from the clock or the machine. Same
/// inputs, seed and engine version give the same JSON, byte for byte, on any number of threads.
/// Times are UTC, ISO 8601; money is in <see cref="CompanyFacts.Currency"/>, major units.
/// </summary>
public sealed partial record Study(
    string Id,
    string EngineVersion,
    ulong Seed,
    CompanyFacts Company,
    StudySettings Settings,
    IReadOnlyList<InputFingerprint> Inputs,
    IReadOnlyDictionary<string, LocalText> ChannelNames,
    IReadOnlyDictionary<string, LocalText> PurposeNames,
    DataCoverage Coverage,
    IReadOnlyList<DailyActivity> Activity,
    IReadOnlyList<PastOutage> PastOutages,
    OutageRisk OutageRisk,
    ForecastSummary? Forecast,
    PlaceboSummary Placebo,
    ScenarioLoss? Scenario,
    IReadOnlyList<ReplayLoss> Replays,
    YearLoss? Year,
    MixComparison? Mix,
    IReadOnlyList<AssumptionUsed> Assumptions,
    IReadOnlyList<Caveat> Caveats
)
{
    /// <summary>The pooled recovery curve of past outages, by length; empty where they say nothing.</summary>
    public IReadOnlyList<RecoveredByLength> RecoveryCurve { get; init; } = [];

    /// <summary>From the company's currency to others, each with its day and source; empty where none is known.</summary>
    public IReadOnlyList<ExchangeRate> Rates { get; init; } = [];

    /// <summary>By purpose: how long it may be interrupted, and what an outage makes of that.</summary>
    public IReadOnlyList<PurposeTolerance> Tolerances { get; init; } = [];

    /// <summary>The day's loss beside a figure from above; null without margins.</summary>
    public Plausibility? Plausibility { get; init; }

    /// <summary>What the year's mean and the mix to recommend hang on; null where there is no year.</summary>
    public Sensitivity? Sensitivity { get; init; }

    /// <summary>How far the figures may be trusted, and why; null in a study stored before it was told.</summary>
    public Confidence? Confidence { get; init; }

    /// <summary>Outages that the company's own logs showed by themselves, by start; empty in a study stored before.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>
    /// What changed since the study before it; no part of the document, which depends on its inputs alone, and null where it
    /// was not kept.
    /// </summary>
    [JsonIgnore]
    public StudyChanges? Changes { get; init; }

    /// <summary>What the first years are made of, for mixes typed in later; no part of the document, null where it was read.</summary>
    [JsonIgnore]
    public StudyYears? Years { get; init; }
}

/// <summary>Who the study is about. Fictional marks the bundled company wherever it shows.</summary>
public sealed record CompanyFacts(string Name, string Currency, string Zone, string Country, bool Fictional);

/// <summary>What was asked. AsOf is the end of the last observed hour unless set; the horizon starts there.</summary>
public sealed record StudySettings(
    string AsOf,
    int Trials,
    int HorizonWeeks,
    string ScenarioChannel,
    int ScenarioHours
);

/// <summary>SHA-256 (hex) of one input in its canonical form.</summary>
public sealed record InputFingerprint(string Name, string Sha256);

/// <summary>What the logs cover.</summary>
public sealed record DataCoverage(
    string FirstHour,
    string LastHour,
    long Messages,
    long Contacts,
    long RejectedLines,
    IReadOnlyList<ChannelCoverage> Channels,
    IReadOnlyList<ReachShare> ReachSets
);

/// <summary>What the logs cover of one channel.</summary>
public sealed record ChannelCoverage(
    string Channel,
    long Messages,
    long ConversationsIn,
    long ConversationsOut,
    long Contacts,
    int ObservedHours,
    int UnobservedHours
)
{
    /// <summary>What conversations on it are for, the most frequent first; empty in a study stored before they were told.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];
}

/// <summary>Contacts whose channels seen in the logs are exactly these.</summary>
public sealed record ReachShare(IReadOnlyList<string> Channels, long Contacts);

/// <summary>Conversations begun on a channel on each local day from Start; null where not observed all day.</summary>
public sealed record DailyActivity(string Channel, string StartDate, IReadOnlyList<int?> Conversations);

/// <summary>
/// An outage of the catalogue that struck a channel of the company while its logs were watching.
/// Verdict: "measured" (the shortfall's 80 % interval is above zero), "no_trace", or "too_little_data".
/// </summary>
/// <param name="Shortfall">Conversations missing in the outage's hours: counterfactual minus actual.</param>
/// <param name="Demand">Counterfactual conversations in the outage's hours.</param>
/// <param name="RecoveredShare">Share of demand that came later on the same channel; null when not measured.</param>
/// <param name="ReroutedShare">Share of demand that came on other channels meanwhile; null when not measured.</param>
/// <param name="RecoveredSays">False when the recovered interval is too wide to say anything.</param>
/// <param name="ReroutedSays">False when the rerouted interval is too wide to say anything.</param>
/// <param name="Hourly">From 24 h before to 48 h after.</param>
public sealed record PastOutage(
    string Id,
    string Channel,
    string StartUtc,
    string EndUtc,
    string Precision,
    string Cause,
    string Source,
    string Verdict,
    WideEstimate? Demand,
    WideEstimate? Shortfall,
    WideEstimate? RecoveredShare,
    bool RecoveredSays,
    WideEstimate? ReroutedShare,
    bool ReroutedSays,
    EpisodeHours? Hourly
)
{
    /// <summary>Clock hours after the outage in which recovered conversations were looked for: fixed beforehand.</summary>
    public int? RecoveryHours { get; init; }

    /// <summary>Recovered share had only half of these hours been looked at: how much their choice matters.</summary>
    public WideEstimate? RecoveredInHalf { get; init; }

    /// <summary>Recovered share in twice these hours.</summary>
    public WideEstimate? RecoveredInDouble { get; init; }

    /// <summary>Rerouted share when the recovery hours count too on the other channels.</summary>
    public WideEstimate? ReroutedAndAfter { get; init; }

    /// <summary>Recovered share shrunk to what all past outages have in common; null where nothing is learnt from it.</summary>
    public Estimate? RecoveredShrunk { get; init; }

    /// <summary>Rerouted share shrunk likewise. With RecoveredShrunk it adds up to at most 1 in every draw.</summary>
    public Estimate? ReroutedShrunk { get; init; }

    /// <summary>Whether the shares count who tried again within a day once.</summary>
    public bool RepeatsCountOnce { get; init; }
}

/// <summary>
/// Share that comes back, of the demand that is not rerouted, after an outage of so many hours with even demand: the
/// middle of what past outages show together.
/// </summary>
public sealed record RecoveredByLength(int Hours, Estimate Share);

/// <summary>Actual and counterfactual conversations by hour, from StartUtc; Actual is null where unobserved.</summary>
public sealed record EpisodeHours(
    string StartUtc,
    IReadOnlyList<int?> Actual,
    IReadOnlyList<double> Counterfactual,
    IReadOnlyList<double> Lower80,
    IReadOnlyList<double> Upper80
);

/// <summary>
/// Forecast of conversations that customers begin on the scenario channel in the hours after AsOf. TotalDay is a
/// 24-hour total at mid-horizon.
/// </summary>
public sealed record ForecastSummary(
    string Channel,
    IReadOnlyList<ForecasterScore> Forecasters,
    HourlyForecast Hours,
    WideEstimate TotalDay,
    double TypicalErrorOfDay
);

/// <summary>
/// Expected conversations by hour from StartUtc to the end of the horizon, and the 80 % interval of each single hour
/// (the winner's own errors at that hour of day; hours do not add up to the interval of a total).
/// </summary>
public sealed record HourlyForecast(
    string StartUtc,
    IReadOnlyList<double> Mean,
    IReadOnlyList<double> Lower80,
    IReadOnlyList<double> Upper80
);

/// <summary>One competitor: weighted absolute error of 24-hour totals over rolling origins, and whether it won.</summary>
public sealed record ForecasterScore(string Forecaster, double Wape, int Origins, bool Chosen);

/// <summary>
/// Placebo test: windows of 24 hours without an outage, hidden and refilled from both sides. Verdict: "judged" (20 or
/// more windows), "error_only" (8 to 19), "not_testable" (under 8: no figure). The mean error is the sum of the errors'
/// sizes over the sum of the true totals, bias likewise; coverage counts truths inside the intervals.
/// </summary>
/// <param name="Coverage95">Null under 40 windows: "not judged".</param>
/// <param name="ForecastMeanAbsoluteError">The same windows from what came before them alone.</param>
public sealed record PlaceboSummary(
    string Verdict,
    int Windows,
    double? MeanAbsoluteError,
    double? MedianAbsoluteError,
    double? Bias,
    double? Coverage80,
    double? Coverage95,
    double? ForecastMeanAbsoluteError
)
{
    /// <summary>Share of truths inside the 50 % interval; null where coverage is not judged.</summary>
    public double? Coverage50 { get; init; }

    /// <summary>Score of the 95 % interval over the mean total: width + 40 x what the truth lies outside by.</summary>
    public double? IntervalScore95 { get; init; }

    /// <summary>Mean error from both sides on the windows that could be filled from what came before alone.</summary>
    public double? MeanAbsoluteErrorWhereForecast { get; init; }

    /// <summary>The same test with windows of 48 hours.</summary>
    public PlaceboSummary? TwoDays { get; init; }
}

/// <summary>
/// A stated input as the study used it. Origin: "measured" (from the logs, now or when it was adopted), "prior" (wide, for lack of data),
/// "typed" (with its source) or "missing" (then what depends on it is not printed). Source is free text where typed,
/// else a code: "own_outages", "no_data", "wide_prior".
/// </summary>
public sealed record AssumptionUsed(
    string Key,
    double? Low,
    double? Central,
    double? High,
    string Unit,
    string Origin,
    string Source,
    string Owner,
    string Date
)
{
    /// <summary>The law's text, such as pert(100,200,300), where the value was stated; else null.</summary>
    public string? Law { get; init; }

    /// <summary>Who reviewed the value as it stands; empty where nobody did.</summary>
    public string ReviewedBy { get; init; } = "";

    /// <summary>When, as yyyy-MM-dd; empty where nobody did.</summary>
    public string ReviewedOn { get; init; } = "";

    /// <summary>Whether a person should review it and nobody has; what was measured needs none.</summary>
    [JsonIgnore]
    public bool NeedsReview => Origin is "typed" or "prior" && ReviewedBy.Length == 0;
}

/// <summary>That somebody found an assumption right as it stands, and on which day (yyyy-MM-dd).</summary>
public sealed record AssumptionReview(string Key, string By, string On);
