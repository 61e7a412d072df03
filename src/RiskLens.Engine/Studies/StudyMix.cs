namespace RiskLens.Engine.Studies;

/// <summary>
/// Mixes compared on the same trials. Ids point into Mixes. Basis: "money" when margins and today's costs are known,
/// else "conversations". Today is the set of channels seen in the logs. Compared: other mixes that keep everyone
/// reached and whose cost is known; with none of them nothing can be recommended beside today's. ExtraCost is that of
/// the first year, EnrolmentCost the part of it that is paid once. LossAvoidedInterval is the 80 % range of a year.
/// </summary>
public sealed record MixComparison(
    string Basis,
    string TodayId,
    string RecommendedId,
    int Compared,
    double LossAvoided,
    Estimate? LossAvoidedInterval,
    double? ExtraCost,
    double? EnrolmentCost,
    IReadOnlyList<MixValue> Mixes
)
{
    /// <summary>
    /// Weight w of the tail in what mixes are chosen by: (1 - w) x mean + w x CVaR95 of a year's loss and cost together.
    /// </summary>
    public double TailWeight { get; init; }

    /// <summary>How far the search went.</summary>
    public MixSearchFacts? Search { get; init; }

    /// <summary>Ids of the mixes that no other beats in cost, mean and CVaR95 at once, by cost; empty without costs.</summary>
    public IReadOnlyList<string> Frontier { get; init; } = [];

    /// <summary>Mixes that always stand beside: today, the busiest channel alone, outbound traffic split evenly, swaps.</summary>
    public IReadOnlyList<MixBeside> Beside { get; init; } = [];

    /// <summary>What one more channel, or 1,000 more contacts enrolled, buys beside the recommended mix and beside today's.</summary>
    public IReadOnlyList<NextUnit> NextUnits { get; init; } = [];

    /// <summary>What no mix removes.</summary>
    public LossFloor? Floor { get; init; }

    /// <summary>What the recommended mix loses if rerouting begins at once, after half an hour or after four.</summary>
    public IReadOnlyList<SwitchingValue> Switching { get; init; } = [];

    /// <summary>
    /// The mixes chosen where customers' identities on different channels overlap as little and as much as they can; null
    /// where they are linked.
    /// </summary>
    public IdentityEnds? Ends { get; init; }

    /// <summary>What to do, in order, and in the first hour of an outage.</summary>
    public Mixes.MixPlan? Plan { get; init; }

    /// <summary>How often the same channels are chosen under other contacts, outages and assumptions.</summary>
    public MixStability? Stability { get; init; }

    /// <summary>The recommended mix over time beside today's; null without costs or when today's is recommended.</summary>
    public MixOverTime? OverTime { get; init; }
}

/// <summary>
/// One mix: active channels and, where a standby is proposed, the share of contacts who can write on one channel only and
/// are enrolled on it. StandingLoss: demand of people whom no active channel reaches, every hour of the year. Total = mean
/// loss + standing loss, at full effect, + cost of the first year, enrolment included (money), or the two losses
/// (conversations). A mix whose cost is not stated is not among those compared in money.
/// </summary>
public sealed record MixValue(
    string Id,
    IReadOnlyList<string> Channels,
    string? Standby,
    double StandbyShare,
    long ContactsEnrolled,
    double ReachedShare,
    double StandingLoss,
    double OutageLossMean,
    double OutageLossCvar95,
    double? FirstYearCost,
    double Total,
    LossDistribution OutageLoss
)
{
    /// <summary>Cost of a year after the first, those who left enrolled anew; null where costs are not stated.</summary>
    public double? RunningCost { get; init; }

    /// <summary>CVaR95 of a year's outage loss, standing loss and cost together.</summary>
    public double TotalCvar95 { get; init; }

    /// <summary>What mixes are chosen by.</summary>
    public double Objective { get; init; }

    /// <summary>Whether it leaves nobody unreached whom today's mix reaches, and keeps to what the company decided.</summary>
    public bool IsAllowed { get; init; } = true;

    /// <summary>Shares of outbound traffic, where they differ from what the log shows.</summary>
    public IReadOnlyList<TrafficShare> Shares { get; init; } = [];
}

/// <summary>Share of a purpose's traffic that a channel carries. Direction: "in" or "out".</summary>
public sealed record TrafficShare(
    string Purpose,
    string Direction,
    string Channel,
    double Share,
    double Today
);

/// <summary>
/// How far the search went. Sets: active sets that are possible; Refused: those that leave someone unreached or break the
/// policy; Candidates: with enrolments; Valued: simulated in full. No mix left out can be better than the chosen one by more
/// than Gap (objective's unit), nor stands on the frontier unless FrontierComplete is false.
/// </summary>
public sealed record MixSearchFacts(
    int Sets,
    int Refused,
    int Candidates,
    int Valued,
    double Gap,
    bool FrontierComplete
)
{
    /// <summary>Programmes solved for outbound shares, and the largest gap among them.</summary>
    public int Programmes { get; init; }

    public double ProgrammeGap { get; init; }
}

/// <summary>
/// A mix that stands beside the others. Kind: "today", "only" (the busiest channel alone), "equal" (outbound traffic split
/// evenly), "swap" (the recommended mix with Channel in place of Instead).
/// </summary>
public sealed record MixBeside(string Kind, string Id, string? Channel, string? Instead)
{
    /// <summary>
    /// The mix to hold it against: the recommended one; for a swap whose traffic is as today, the recommended one with today's
    /// traffic. The best swap of each channel stands a second time, in the shares of traffic that are best for it.
    /// </summary>
    public string AgainstId { get; init; } = "";

    /// <summary>Of the hours that the busiest channel is down, the share in which Channel is down too; for swaps.</summary>
    public double? DownTogether { get; init; }
}

/// <summary>
/// One more unit beside a mix. Kind: "channel" (Channel is added) or "contacts" (Contacts more are enrolled on it). Saves:
/// loss and standing loss avoided a year, with its range over parameters, both mixes on the same draws; ChanceItPays: share of
/// the draws in which that is more than the extra cost of the first year.
/// </summary>
public sealed record NextUnit(
    string Beside,
    string Kind,
    string Channel,
    long Contacts,
    double Saves,
    Estimate? Range,
    double? ExtraCost,
    double? ChanceItPays
);

/// <summary>
/// Mean loss of a year with all channels, everybody reached on all of them: what no mix removes, by what causes it. Cause:
/// "all_down" (every channel is down at once), "not_switching" (customers who do not turn to another channel, and what was in
/// flight).
/// </summary>
public sealed record LossFloor(double Mean, IReadOnlyList<FloorPart> Parts, IReadOnlyList<string> Nodes);

/// <summary>A part of the floor.</summary>
public sealed record FloorPart(string Cause, double Mean);

/// <summary>Mean loss of a year in closed form where rerouting begins after so many hours.</summary>
public sealed record SwitchingValue(double DelayHours, double Today, double Recommended);

/// <summary>Ids of the mixes chosen at both ends, and whether they are the same active set.</summary>
public sealed record IdentityEnds(
    string LeastId,
    string MostId,
    bool Clear,
    double LeastLoss,
    double MostLoss
);

/// <summary>
/// The recommended mix beside today's. FirstYearAvoided counts nothing before lead times have run; SteadyAvoided is a year at
/// full effect. ExtraCosts are those of the first year and of a year after it. PaybackMonths: until what was avoided has paid
/// what it cost more; null where it never does.
/// </summary>
public sealed record MixOverTime(
    double FirstYearAvoided,
    double FirstYearExtraCost,
    double SteadyAvoided,
    double SteadyExtraCost,
    double? PaybackMonths,
    double CountsFromDays
);
