namespace RiskLens.Engine.Messages;

/// <summary>Who wrote: the customer (In) or the company (Out).</summary>
public enum Direction
{
    In,
    Out,
}

/// <summary>How lines that carry the same id on one channel count.</summary>
public enum Counting
{
    /// <summary>Every line is a message: a log does not repeat itself, whatever its id column means.</summary>
    Each,

    /// <summary>The log may deliver a message twice (webhooks): lines with one id are one message.</summary>
    OncePerId,

    /// <summary>
    /// A later word on a message (delivered, read, failed): it counts only where neither the message itself nor an
    /// earlier word on it is known.
    /// </summary>
    StatusOfId,
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

    /// <summary>
    /// The company's own address or inbox through which it went (number, page, mailbox, room), or empty. Purpose
    /// rules look at it; it is never kept.
    /// </summary>
    public ReadOnlySpan<char> Account { get; init; }

    /// <summary>The provider's category (template category, conversation type), or empty. For purpose rules only.</summary>
    public ReadOnlySpan<char> Category { get; init; }

    /// <summary>Whether lines with one id are one message; <see cref="Counting.Each"/> where the log says nothing.</summary>
    public Counting Counting { get; init; }

    /// <summary>The provider's id of the message, or empty: then (time, author, body) identify it.</summary>
    public ReadOnlySpan<char> Id { get; init; }

    /// <summary>The text, or empty: only its keyed hash is used.</summary>
    public ReadOnlySpan<char> Body { get; init; }

    /// <summary>Whether the provider says that it was not delivered.</summary>
    public bool Failed { get; init; }

    /// <summary>Amount moved by the message (a transfer), in the company's currency, major units.</summary>
    public decimal Amount { get; init; }
}

/// <summary>
/// Messages that a log only counts (analytics exports): so many in a period that begins at a moment and lies within
/// one UTC hour. No contact is known of them, so they never add to the reach sets.
/// </summary>
public readonly ref struct CountedMessages
{
    /// <summary>Start of the period, in Unix milliseconds (UTC).</summary>
    public required long UnixMilliseconds { get; init; }

    /// <summary>Who wrote.</summary>
    public required Direction Direction { get; init; }

    /// <summary>Channel id (catalogue), or empty for the channel of the file.</summary>
    public ReadOnlySpan<char> Channel { get; init; }

    /// <summary>Purpose id, or empty where the log does not tell.</summary>
    public ReadOnlySpan<char> Purpose { get; init; }

    /// <summary>The provider's category, or empty. For purpose rules only.</summary>
    public ReadOnlySpan<char> Category { get; init; }

    /// <summary>Messages.</summary>
    public long Messages { get; init; }

    /// <summary>Conversations begun, where the log counts them; else 0.</summary>
    public long Conversations { get; init; }

    /// <summary>Messages not delivered.</summary>
    public long Failed { get; init; }

    /// <summary>Amounts moved, in the company's currency, major units.</summary>
    public decimal Amount { get; init; }
}

/// <summary>
/// A line that was refused, by its number (from 1; the record's place where a log has no lines) and the reason; never
/// with its text.
/// </summary>
/// <param name="Line">Number of the line or record, from 1.</param>
/// <param name="Reason">One of <see cref="RejectionReason"/>.</param>
/// <param name="Shape">The line with letters and digits masked (<see cref="LineShape"/>), or null.</param>
public readonly record struct Rejected(long Line, string Reason, string? Shape = null);

/// <summary>Takes what a reader finds in a log: every line is a message, a system line or a rejection.</summary>
public interface IMessageSink
{
    /// <summary>A message.</summary>
    void Accept(in Message message);

    /// <summary>Messages that the log only counts.</summary>
    void Count(in CountedMessages counted);

    /// <summary>A line made by the messaging program itself (encryption notice, member joined): counted only.</summary>
    void CountSystem();

    /// <summary>A line that cannot be read.</summary>
    void Reject(Rejected rejected);
}
