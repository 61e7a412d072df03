using RiskLens.Engine.Units;

namespace RiskLens.Engine.Studies;

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
)
{
    /// <summary>The longest outage observed on the node, hours; 0 where none was.</summary>
    public double LongestObservedHours { get; init; }
}

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
