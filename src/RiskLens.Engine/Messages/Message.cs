namespace RiskLens.Engine.Messages;

/// <summary>Who wrote: the customer (In) or the company (Out).</summary>
public enum Direction
{
    In,
    Out,
}

/// <summary>
/// One message of a log, handed to an <see cref="IMessageSink"/> and valid only during that call. Contact, id and
/// body are seen in passing: the sink turns them into keyed hashes and keeps nothing else.
/// </summary>
public readonly ref struct Message
{
    /// <summary>When it was sent, in Unix milliseconds (UTC).</summary>
    public required long UnixMilliseconds { get; init; }

    /// <summary>Who wrote.</summary>
    public required Direction Direction { get; init; }

    /// <summary>The customer's address or name as in the log, normalised by <c>ContactName</c>.</summary>
    public required ReadOnlySpan<char> Contact { get; init; }

    /// <summary>Channel id (catalogue), or empty for the channel of the file.</summary>
    public ReadOnlySpan<char> Channel { get; init; }

    /// <summary>Purpose id, or empty where the log does not tell.</summary>
    public ReadOnlySpan<char> Purpose { get; init; }

    /// <summary>The provider's id of the message, or empty: then (time, author, body) identify it.</summary>
    public ReadOnlySpan<char> Id { get; init; }

    /// <summary>The text, or empty: only its keyed hash is used.</summary>
    public ReadOnlySpan<char> Body { get; init; }

    /// <summary>Whether the provider says that it was not delivered.</summary>
    public bool Failed { get; init; }

    /// <summary>Amount moved by the message (a transfer), in the company's currency, major units.</summary>
    public decimal Amount { get; init; }
}

/// <summary>A line that was refused, by its number (from 1) and the reason; never with its text.</summary>
public readonly record struct Rejected(long Line, string Reason);

/// <summary>Takes what a reader finds in a log: every line is a message, a system line or a rejection.</summary>
public interface IMessageSink
{
    /// <summary>A message.</summary>
    void Accept(in Message message);

    /// <summary>A line made by the messaging program itself (encryption notice, member joined): counted only.</summary>
    void CountSystem();

    /// <summary>A line that cannot be read.</summary>
    void Reject(Rejected rejected);
}
