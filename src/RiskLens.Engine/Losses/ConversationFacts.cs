using RiskLens.Engine.Units;

namespace RiskLens.Engine.Losses;

/// <summary>What the log says of a mean conversation of one channel, purpose and direction.</summary>
/// <param name="OpenHours">Hours from its first message to its last; null where the log does not tell.</param>
/// <param name="Amount">
/// Amount moved, in the company's currency, major units; 0 where none is logged. All that a channel moves for a purpose
/// belongs to the direction that begins most of its conversations, the customers' if both begin as many.
/// </param>
/// <param name="MessagesOut">Messages that the company sends in it, whoever began it.</param>
/// <param name="Customers">
/// Customers behind it within a day: 1 less the share of conversations whose contact had begun another within the 24 hours
/// before, on any channel. 1 where that is not known, and for what the company begins.
/// </param>
public sealed record ConversationFacts(
    double? OpenHours,
    double Amount,
    MessageCount MessagesOut,
    ContactCount Customers
)
{
    /// <summary>
    /// Standard error of <see cref="Amount"/> over itself, from its spread over weeks; null where nothing is moved or the
    /// log has fewer than four weeks of it.
    /// </summary>
    public double? AmountSd { get; init; }

    /// <summary>Nothing known: no time open, no amount, no message, each conversation a customer of its own.</summary>
    public static ConversationFacts None { get; } = new(null, 0, new(0), new(1));
}
