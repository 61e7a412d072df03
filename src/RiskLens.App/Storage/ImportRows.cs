namespace RiskLens.App.Storage;

/// <summary>One log file taken in. Its name is not kept: it may be a person's.</summary>
public sealed class Import
{
    public int Id { get; set; }

    /// <summary>SHA-256 (hex) of the file's bytes and of the settings that change their meaning.</summary>
    public required string Recognition { get; set; }

    /// <summary>SHA-256 (hex) of the file's bytes.</summary>
    public required string Sha256 { get; set; }
    public required string Format { get; set; }
    public long ImportedUnixSeconds { get; set; }
    public long Bytes { get; set; }

    /// <summary>Messages that no import before had counted.</summary>
    public long Messages { get; set; }

    /// <summary>Messages that imports before had counted.</summary>
    public long Duplicates { get; set; }
    public long System { get; set; }
    public long Rejected { get; set; }
    public long Contacts { get; set; }
    public string? DateOrder { get; set; }
    public bool DateOrderAmbiguous { get; set; }

    /// <summary>Messages of an hour that came twice on the clock.</summary>
    public long RepeatedHour { get; set; }

    /// <summary>Messages of an hour that the clock left out.</summary>
    public long MissingHour { get; set; }

    /// <summary>Telephone numbers that could not be written internationally and were kept as they came.</summary>
    public long LocalNumbers { get; set; }

    /// <summary>Files of an archive that are no logs and were left alone.</summary>
    public int SkippedFiles { get; set; }
}

/// <summary>What a log holds of one channel: it watches the channel from its first to its last message.</summary>
public sealed class ImportChannel
{
    public int ImportId { get; set; }

    /// <summary>Place of the log in its file, from 0: an archive may hold several.</summary>
    public int Log { get; set; }
    public int ChannelId { get; set; }
    public long FirstUnixMilliseconds { get; set; }
    public long LastUnixMilliseconds { get; set; }
    public long Messages { get; set; }
}

/// <summary>A refused line of an import: its number and the reason, never its text.</summary>
public sealed class Rejection
{
    public int ImportId { get; set; }

    /// <summary>Order within the import; a line may be refused for two reasons.</summary>
    public int Ordinal { get; set; }
    public long Line { get; set; }
    public required string Reason { get; set; }

    /// <summary>The line with letters and digits masked, or null.</summary>
    public string? Shape { get; set; }
}

/// <summary>
/// Events of one log, channel and UTC day, packed by <see cref="Engine.Ledgers.DayOfEvents"/>. A day comes in several
/// parts when the import's buffer was emptied in its midst; the parts of a log add up.
/// </summary>
public sealed class EventDay
{
    public int ChannelId { get; set; }

    /// <summary>Days since 1970-01-01 (UTC).</summary>
    public int Day { get; set; }
    public int ImportId { get; set; }

    /// <summary>Place of the log in its file, from 0: an archive may hold several, which may overlap.</summary>
    public int Log { get; set; }
    public int Part { get; set; }
    public required byte[] Events { get; set; }
}

/// <summary>
/// Messages that a log only counts, of one log, channel, hour, purpose and direction. Where a channel's events tell of
/// an hour and direction, they hold; else the largest count of any log does.
/// </summary>
public sealed class CountedHour
{
    public int ChannelId { get; set; }

    /// <summary>Hours since 1970-01-01T00:00Z.</summary>
    public int Hour { get; set; }
    public int PurposeId { get; set; }

    /// <summary>Whether the company wrote.</summary>
    public bool Out { get; set; }
    public int ImportId { get; set; }
    public int Log { get; set; }
    public int Messages { get; set; }
    public int Conversations { get; set; }
    public int Failed { get; set; }
    public long Hundredths { get; set; }
}

/// <summary>
/// What a channel carried for a purpose in an hour, computed from the event days; hours without a message have no row.
/// </summary>
public sealed class LedgerRow
{
    public int ChannelId { get; set; }

    /// <summary>Hours since 1970-01-01T00:00Z.</summary>
    public int Hour { get; set; }
    public int PurposeId { get; set; }
    public int MessagesIn { get; set; }
    public int MessagesOut { get; set; }
    public int ConversationsIn { get; set; }
    public int ConversationsOut { get; set; }
    public int Contacts { get; set; }
    public int Failed { get; set; }

    /// <summary>
    /// Amounts moved, in hundredths of the major unit whatever the currency: setting the company's currency after an
    /// import then changes no amount.
    /// </summary>
    public long Hundredths { get; set; }
}
