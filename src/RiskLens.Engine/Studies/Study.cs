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
);

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
);

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
);

/// <summary>Actual and counterfactual conversations by hour, from StartUtc; Actual is null where unobserved.</summary>
public sealed record EpisodeHours(
    string StartUtc,
    IReadOnlyList<int?> Actual,
    IReadOnlyList<double> Counterfactual,
    IReadOnlyList<double> Lower80,
    IReadOnlyList<double> Upper80
);

/// <summary>What can fail, how often, how long.</summary>
public sealed record OutageRisk(
    IReadOnlyList<NodeRisk> Nodes,
    IReadOnlyList<RegimeDuration> Regimes,
    IReadOnlyList<ChannelPair> Together,
    IReadOnlyList<ChannelRisk> Channels,
    IReadOnlyList<FamilyRisk> Families,
    IReadOnlyList<ArrivalTest> Arrivals,
    OverloadRisk? Overload,
    OwnHistoryUse Own
);

/// <summary>How often a channel fails, whatever fails under it (mean rates, outages a year).</summary>
/// <param name="SharedFraction">Share of its outages that take another channel of the company along.</param>
/// <param name="ChanceInYear">Chance of at least one outage within a year.</param>
public sealed record ChannelRisk(
    string Channel,
    double RatePerYear,
    double SharedFraction,
    double ChanceInYear
);

/// <summary>Nodes whose rates learn from each other: service, operator, gateway or government.</summary>
/// <param name="Watched">Nodes with watched time; Selected of them are listed only because they failed.</param>
/// <param name="MeanRate">Mean rate of a further node of the family (a year).</param>
/// <param name="Discount">Weight of the family for a node of the company's country (0 to 1).</param>
public sealed record FamilyRisk(
    string Family,
    int Watched,
    int Selected,
    int Events,
    double WatchedYears,
    double MeanRate,
    double Discount
);

/// <summary>
/// Whether shocks arrive as the rates assume. Kind: "trend" (verdict rising, falling, steady, too_few) or "dispersion"
/// (overdispersed, poisson, too_few). Subject: a family, "catalogue", "company" or "channel:" and an id.
/// </summary>
/// <param name="P">Chance of a statistic so far out under a steady Poisson rate; null under too few shocks.</param>
/// <param name="GrowthFound">Trend: the growth of the rate that would be found in four cases of five; else null.</param>
public sealed record ArrivalTest(
    string Kind,
    string Subject,
    int Shocks,
    double Statistic,
    double? P,
    string Verdict,
    double? GrowthFound
);

/// <summary>
/// What a shock that displaces all users of a country does to what they turn to; it grows with the share displaced.
/// Stated assumptions with their evidence (January 2021 Signal, October 2021 Telegram), not estimates.
/// </summary>
/// <param name="Chance">Mean chance of an overload.</param>
/// <param name="CutLow">Least share of a substitute's function that is cut.</param>
/// <param name="CutHigh">Most of it.</param>
/// <param name="LengthLow">Least length, as a share of the shock's.</param>
/// <param name="LengthHigh">Most of it.</param>
public sealed record OverloadRisk(
    double Chance,
    double CutLow,
    double CutHigh,
    double LengthLow,
    double LengthHigh
);

/// <summary>What became of the company's own confirmed outages.</summary>
/// <param name="Linked">Told by the catalogue too: one event, counted once.</param>
/// <param name="Repeated">Told by two sources of the company: counted once.</param>
/// <param name="Counted">Events that the catalogue lacks: they count for the rate of their node.</param>
/// <param name="Unwatched">Outside every watched time: they tell lengths, not rates.</param>
/// <param name="TooShort">Shorter than what the rates count.</param>
public sealed record OwnHistoryUse(
    IReadOnlyList<LinkedAccounts> Linked,
    IReadOnlyList<LinkedAccounts> Repeated,
    int Counted,
    int Unwatched,
    int TooShort
);

/// <summary>One outage by two accounts, and how far they disagree (hours); the length is null where one is open.</summary>
/// <param name="Id">The company's row.</param>
/// <param name="OtherId">The catalogue's row, or the company's other one, which stands for the event.</param>
/// <param name="StartsLaterHours">How much later it begins by the first account.</param>
/// <param name="LastsLongerHours">How much longer it lasts by the first account.</param>
public sealed record LinkedAccounts(
    string Id,
    string OtherId,
    double StartsLaterHours,
    double? LastsLongerHours
);

/// <summary>
/// Two channels of the company: the chance that each is hit at least once within a year, what it would be if they
/// failed independently, and the correlation of their yearly counts (mean rates).
/// </summary>
/// <param name="SecondUp">What Second adds when First falls.</param>
/// <param name="FirstUp">What First adds when Second falls.</param>
public sealed record ChannelPair(
    string First,
    string Second,
    double ChanceBothInYear,
    double ChanceIfIndependent,
    double CountCorrelation,
    StaysUp SecondUp,
    StaysUp FirstUp
);

/// <summary>How much of one channel's outages leaves another up (0 to 1; mean rates and lengths).</summary>
/// <param name="OfOutages">Share of its outages.</param>
/// <param name="OfDayLong">Share of its outages of 24 h and more.</param>
/// <param name="OfHours">Share of its hours down: long outages weigh as they last.</param>
public sealed record StaysUp(double OfOutages, double OfDayLong, double OfHours);

/// <summary>A failure node that takes at least one of the company's channels. Rates are shocks a year.</summary>
/// <param name="Events">Shocks of the catalogue in WatchedYears, full or partial.</param>
/// <param name="OwnEvents">Shocks of the company's own history that the catalogue lacks.</param>
/// <param name="OwnYears">Years watched by the company beside the catalogue, weighed by the chance to notice.</param>
/// <param name="UpperSide">Nodes like it stand in the catalogue because they failed: the rate is on the upper side.</param>
public sealed record NodeRisk(
    string Id,
    LocalText Name,
    string Kind,
    string Regime,
    IReadOnlyList<string> Channels,
    int Events,
    double WatchedYears,
    int OwnEvents,
    double OwnYears,
    bool UpperSide,
    WideEstimate RatePerYear,
    double ChanceOfDayLongInYear
);

/// <summary>
/// Duration of outages of one regime ("fault", "order", "cable"), never pooled. MedianHours is that of outages long
/// enough to be reported, LongestHours the longest observed.
/// ShareOverDay: modelled chance that a reported outage lasts 24 h or more; RawOverDay counts those that certainly
/// did, PossiblyOverDay those of which the sources leave it open, Events and Censored all with and without an end.
/// </summary>
/// <param name="Median">MedianHours with its profile-likelihood intervals.</param>
/// <param name="Sigma">LogSd with its profile-likelihood intervals.</param>
/// <param name="ReportedFromHours">Shorter outages go unreported; the fit allows for it.</param>
/// <param name="CapHours">The longest outage that is simulated.</param>
/// <param name="Tail">Null where fewer than 30 lengths lie over the 90 % point: then the lognormal law is the tail.</param>
public sealed record RegimeDuration(
    string Regime,
    int Events,
    int Censored,
    double MedianHours,
    double LogSd,
    double LongestHours,
    double ShareOverDay,
    int RawOverDay,
    WideEstimate? Median = null,
    WideEstimate? Sigma = null,
    double ReportedFromHours = 0,
    double CapHours = 720,
    int PossiblyOverDay = 0,
    LengthTailFit? Tail = null,
    StartHours? Starts = null
);

/// <summary>
/// The generalised Pareto tail of the longest outages, from FromHours on; Shape (xi) with profile-likelihood intervals.
/// </summary>
public sealed record LengthTailFit(double FromHours, int Excesses, WideEstimate Shape);

/// <summary>
/// At which hours outages begin. Verdict on uniform starts: "uniform" (not rejected), "peaked" or "too_few".
/// Orders, at an election or exams, and how many times likelier an order is in such a week: null where not told.
/// </summary>
public sealed record StartHours(
    int Seen,
    double UniformP,
    string Verdict,
    bool LocalHours,
    IReadOnlyList<double> ShareByHour,
    int? Orders,
    int? OrdersAtOccasion,
    double? OccasionFactor
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
/// Placebo test: 24-hour windows without an outage, hidden and refilled. Verdict: "judged" (20 or more windows),
/// "error_only" (8 to 19), "not_testable" (under 8). Coverage95 is null under 40 windows ("not judged").
/// </summary>
public sealed record PlaceboSummary(
    string Verdict,
    int Windows,
    double? MeanAbsoluteError,
    double? MedianAbsoluteError,
    double? Bias,
    double? Coverage80,
    double? Coverage95,
    double? ForecastMeanAbsoluteError
);

/// <summary>
/// A stated input as the study used it. Origin: "measured" (from the logs), "prior" (wide, for lack of data),
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
);
