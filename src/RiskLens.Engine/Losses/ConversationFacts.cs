using RiskLens.Engine.Units;

namespace RiskLens.Engine.Losses;

/// <summary>What the log says of a mean conversation of one channel, purpose and direction.</summary>
/// <param name="OpenHours">Hours from its first message to its last; null where the log does not tell.</param>
/// <param name="Amount">Amount moved, in the company's currency, major units; 0 where none is logged.</param>
/// <param name="MessagesOut">Messages that the company sends in it.</param>
/// <param name="Customers">Distinct customers behind it within a day: at most 1.</param>
public sealed record ConversationFacts(
    double? OpenHours,
    double Amount,
    MessageCount MessagesOut,
    ContactCount Customers
)
{
    /// <summary>Nothing known: no time open, no amount, no message, each conversation a customer of its own.</summary>
    public static ConversationFacts None { get; } = new(null, 0, new(0), new(1));
}
