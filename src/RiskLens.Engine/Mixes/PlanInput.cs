namespace RiskLens.Engine.Mixes;

/// <summary>What a plan is made from: what leads from today's mix to the recommended one, and what each step is worth.</summary>
/// <param name="Steps">One for each thing to do; at most one of a deed and channel.</param>
/// <param name="FailedChannel">The channel whose outage the first hour is written for.</param>
/// <param name="NoticesOn">
/// Where the company writes while it fails: channels of the recommended mix that carry notices and stay up, the one that
/// reaches most first.
/// </param>
/// <param name="RequestsOn">Where customers can turn meanwhile: channels that take requests, likewise.</param>
public sealed record PlanInput(
    IReadOnlyList<PlanStep> Steps,
    string FailedChannel,
    IReadOnlyList<string> NoticesOn,
    IReadOnlyList<string> RequestsOn
)
{
    /// <summary>Whether campaigns run on the failed channel.</summary>
    public bool Campaigns { get; init; }

    /// <summary>Purposes with a tolerance, in hours; they are served first, the shortest first.</summary>
    public IReadOnlyDictionary<string, double> ToleranceHours { get; init; } =
        new Dictionary<string, double>(StringComparer.Ordinal);
}

/// <summary>What can be done about a channel.</summary>
public enum PlanDeed
{
    /// <summary>Set a channel up that is not in use.</summary>
    SetUp,

    /// <summary>Agree a number or short code on which requests can come in.</summary>
    TwoWay,

    /// <summary>Ask contacts for their consent to be written to.</summary>
    Consent,

    /// <summary>Enrol contacts on a channel.</summary>
    Enrol,

    /// <summary>Tell customers that they can write there.</summary>
    Tell,

    /// <summary>Send traffic over other channels than today, over this one most.</summary>
    Send,

    /// <summary>Stop using a channel.</summary>
    Drop,
}

/// <summary>One thing to do, with what it costs and buys; null where it is not known, which is never 0.</summary>
/// <param name="FirstYearCost">Cost of the first year, in the company's currency; negative where it saves.</param>
/// <param name="LaterYearCost">Cost of every year after.</param>
/// <param name="LossAvoided">Mean loss avoided a year once it counts, in the company's currency.</param>
/// <param name="LeadDays">Days from the decision until it is done.</param>
/// <param name="Contacts">Contacts enrolled, told or asked; 0 where none are.</param>
public sealed record PlanStep(
    PlanDeed Deed,
    string Channel,
    double? FirstYearCost,
    double? LaterYearCost,
    double? LossAvoided,
    double? LeadDays,
    long Contacts
);
