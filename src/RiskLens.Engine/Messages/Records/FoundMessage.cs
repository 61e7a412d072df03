namespace RiskLens.Engine.Messages;

/// <summary>What a format found in a record, as the texts that stand there; null where it says nothing.</summary>
internal readonly record struct FoundMessage
{
    /// <summary>The time in Unix milliseconds (UTC), where the record writes a number of known meaning.</summary>
    public long? UnixMilliseconds { get; init; }

    /// <summary>Why there is no such number, where one belongs; null where the time is a text.</summary>
    public TimeOutcome? NoTime { get; init; }

    /// <summary>The time in any of the ways of <see cref="TimeText"/>.</summary>
    public string? Time { get; init; }

    /// <summary>Whether a time without an offset is UTC; else it is the company's local time.</summary>
    public bool TimeIsUtc { get; init; }

    /// <summary>Who wrote; null where the record's word for it is not known.</summary>
    public Direction? Direction { get; init; }

    /// <summary>The customer's address or id.</summary>
    public string? Contact { get; init; }

    /// <summary>The provider's word for the channel (<see cref="ChannelWords"/>).</summary>
    public string? Channel { get; init; }

    /// <summary>The company's own address.</summary>
    public string? Account { get; init; }

    /// <summary>The provider's category.</summary>
    public string? Category { get; init; }

    /// <summary>The provider's id.</summary>
    public string? Id { get; init; }

    /// <summary>How records with one id count.</summary>
    public Counting Counting { get; init; }

    /// <summary>The text.</summary>
    public string? Body { get; init; }

    /// <summary>Whether it was not delivered.</summary>
    public bool Failed { get; init; }
}
