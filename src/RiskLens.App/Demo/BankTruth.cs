namespace RiskLens.App.Demo;

/// <summary>What was planted in the fictional bank's logs; <c>truth.json</c> is this record.</summary>
/// <param name="Notice">Says that all of it is invented.</param>
/// <param name="Contacts">Contacts seen in the logs, the merchant of the chat export included.</param>
/// <param name="MessagesByFile">Messages in each log file.</param>
/// <param name="ConversationsDrawn">Conversations in the logs, each counted once however close to another.</param>
/// <param name="ConversationsInLedger">Conversations begun by the ledger's rule (the chat export left out).</param>
/// <param name="DailyVariation">
/// Standard deviation, over local days, of a day's conversations (ledger's rule, no outage) over their expectation;
/// by channel, and "all" for the bank.
/// </param>
/// <param name="ReachSets">Contacts of the CSV logs by the set of channels on which they were seen.</param>
public sealed record BankTruth(
    string Company,
    bool Fictional,
    string Notice,
    int Generator,
    ulong Seed,
    double Scale,
    string Zone,
    string FirstDay,
    string LastDay,
    long Messages,
    int Contacts,
    IReadOnlyDictionary<string, long> MessagesByFile,
    IReadOnlyDictionary<string, long> ConversationsDrawn,
    IReadOnlyDictionary<string, long> ConversationsInLedger,
    IReadOnlyDictionary<string, double> DailyVariation,
    IReadOnlyList<SeenSet> ReachSets,
    IReadOnlyList<string> CampaignDays,
    IReadOnlyList<OutageTruth> Outages
);

/// <summary>Contacts seen on exactly these channels.</summary>
public sealed record SeenSet(IReadOnlyList<string> Channels, int Contacts);

/// <summary>
/// The truth of one outage. Demand and what became of it are conversations to begin on WhatsApp between the two
/// moments; demand = rerouted + recovered + lost. <see cref="Ledger"/> says the same as a ledger would have seen it.
/// </summary>
/// <param name="ReturnOfRest">Recovered over what was not rerouted: the mean of r.</param>
/// <param name="Reachable">Share of demand whose customer had another channel for the purpose in time.</param>
/// <param name="ExpectedDemand">Expected demand before the random level of the day.</param>
/// <param name="ExpectedDemandAtLevel">Expected demand given the level drawn for the day.</param>
/// <param name="RecoveredUntilUtc">The last who came back had done so by then.</param>
/// <param name="ChanceToReturn">Planted r by whole hours between the wish to write and the return.</param>
/// <param name="CutConversations">Conversations in progress at the failure that lost messages.</param>
/// <param name="CutTransfers">Those among them whose transfer was not confirmed.</param>
/// <param name="CutAmount">XAF of those transfers.</param>
public sealed record OutageTruth(
    string Id,
    string Channel,
    string StartUtc,
    string EndUtc,
    int Demand,
    int Rerouted,
    int Recovered,
    int Lost,
    double ReroutedShare,
    double RecoveredShare,
    double ReturnOfRest,
    double Reachable,
    double ExpectedDemand,
    double ExpectedDemandAtLevel,
    string RecoveredUntilUtc,
    double PatienceHours,
    IReadOnlyList<double> ChanceToReturn,
    int CutConversations,
    int CutTransfers,
    long CutAmount,
    IReadOnlyList<PurposeTruth> Purposes,
    LedgerTruth Ledger
);

/// <summary>One purpose's part of an outage's demand.</summary>
public sealed record PurposeTruth(string Purpose, int Demand, int Rerouted, int Recovered, int Lost);

/// <summary>
/// The outage by the ledger's rule, in whole clock hours: the world without it and the world with it, on the same
/// draws. The clock hours hold minutes before the failure and after the return, so Demand here is more than the
/// demand of the outage itself, while Shortfall = Demand - Actual is due to the outage alone.
/// </summary>
/// <param name="FromHourUtc">First clock hour touched by the outage.</param>
/// <param name="Hours">Number of clock hours touched.</param>
/// <param name="Demand">Conversations begun on WhatsApp in those hours without the outage.</param>
/// <param name="Actual">With it: what the logs hold.</param>
/// <param name="ReroutedElsewhere">More conversations on the other channels in those hours.</param>
/// <param name="RecoveredLater">More conversations on WhatsApp in the hours after, until none is due.</param>
/// <param name="RecoveredInside">Came back within the last clock hour of the outage: netted in Shortfall.</param>
/// <param name="Hourly">WhatsApp from 24 h before the first clock hour to 48 h after it.</param>
public sealed record LedgerTruth(
    string FromHourUtc,
    int Hours,
    int Demand,
    int Actual,
    int Shortfall,
    int ReroutedElsewhere,
    int RecoveredLater,
    int RecoveredInside,
    IReadOnlyList<HourTruth> Hourly
);

/// <summary>One hour of WhatsApp in both worlds, and its expectation before the random level of the day.</summary>
public sealed record HourTruth(string HourUtc, int Without, int With, double Expected);
