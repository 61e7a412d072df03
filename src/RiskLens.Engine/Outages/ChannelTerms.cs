using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>What a channel can do in some countries in one direction; null where no source says it.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Countries">Country codes, or "*" alone for all that no other row names.</param>
/// <param name="Direction">In: customers begin. Out: the company begins.</param>
/// <param name="Offered">Whether a company can have it.</param>
/// <param name="Interactive">Whether what is begun in this direction can be answered on the channel.</param>
/// <param name="CarriesMoney">Whether a transfer can be asked for.</param>
/// <param name="Characters">The longest message in one piece.</param>
/// <param name="MessagesPerHour">What the provider takes from one sender before any agreement.</param>
/// <param name="SwitchingHours">From a failure elsewhere until it can take over, once it is set up.</param>
/// <param name="DeliveryRate">Share of messages that arrive.</param>
/// <param name="LeadDays">Days to set it up from nothing, as far as providers and operators go.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Date">When that was written, or read where it carries no date.</param>
public sealed record ChannelTerms(
    string Channel,
    IReadOnlyList<string> Countries,
    Direction Direction,
    bool Offered,
    bool Interactive,
    bool CarriesMoney,
    int? Characters,
    double? MessagesPerHour,
    double? SwitchingHours,
    double? DeliveryRate,
    double? LeadDays,
    string Source,
    DateOnly Date
);
