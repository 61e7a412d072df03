using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Studies;

/// <summary>All that a study is made from.</summary>
/// <param name="Ledger">The company's activity; hours from AsOf on are not looked at.</param>
/// <param name="RejectedLines">Lines refused by the imports behind the ledger.</param>
/// <param name="Assumptions">What the company typed in.</param>
/// <param name="Fingerprints">SHA-256 of each input in canonical form.</param>
/// <param name="AsOf">End of what may be known; null for the end of the ledger.</param>
/// <param name="ScenarioChannel">The channel that fails in the scenario; null for the busiest.</param>
/// <param name="Seed">Null to derive it from the fingerprints.</param>
public sealed record StudyInputs(
    CompanyFacts Company,
    DateTimeZone Zone,
    Ledger Ledger,
    long RejectedLines,
    Catalogue Catalogue,
    IReadOnlyList<Assumption> Assumptions,
    IReadOnlyList<InputFingerprint> Fingerprints,
    string EngineVersion,
    Hour? AsOf,
    string? ScenarioChannel,
    int ScenarioHours,
    int Trials,
    ulong? Seed
)
{
    /// <summary>What the company knows of outages beside the catalogue.</summary>
    public OwnHistory Own { get; init; } = OwnHistory.None;

    /// <summary>What looks like an outage in the ledger, confirmed or waiting to be judged, by start.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Those not judged: they count neither way.</summary>
    public int FindingsWaiting => Findings.Count(f => !f.Confirmed);

    /// <summary>Election and exam weeks that the company names: orders are likelier then.</summary>
    public IReadOnlyList<SensitiveWeek> SensitiveWeeks { get; init; } = [];

    /// <summary>Holidays and campaigns from the ledger's start to the end of the horizon.</summary>
    public OccasionCalendar Occasions { get; init; } = OccasionCalendar.None;

    /// <summary>Campaigns of the plan: those that touch the horizon can be hit by an outage.</summary>
    public IReadOnlyList<PlannedCampaign> Campaigns { get; init; } = [];

    /// <summary>From the company's currency to the others that reports print beside it, as known at AsOf.</summary>
    public IReadOnlyList<ExchangeRate> Rates { get; init; } = [];

    /// <summary>Reviews that hold, one a key at most: they change what a report says of a value, never a number.</summary>
    public IReadOnlyList<AssumptionReview> Reviews { get; init; } = [];

    /// <summary>What the company typed in.</summary>
    public IReadOnlyList<Assumption> Assumptions
    {
        get;
        init => (field, AssumptionsByKey) = (value, ByKey(value));
    } = Assumptions;

    /// <summary>Typed assumptions by key.</summary>
    public IReadOnlyDictionary<string, Assumption> AssumptionsByKey { get; private init; } =
        ByKey(Assumptions);

    private static Dictionary<string, Assumption> ByKey(IReadOnlyList<Assumption> assumptions) =>
        assumptions.ToDictionary(a => a.Key, StringComparer.Ordinal);
}

/// <summary>How far a study is: a stage ("outages", "forecast", "placebo", "losses", "mix", "stability", "year", "changes") and 0 to 1.</summary>
public readonly record struct StudyProgress(string Stage, double Done);
