using NodaTime;

namespace RiskLens.Engine.Messages;

/// <summary>Day and month order of numeric dates.</summary>
public enum DateOrder
{
    DayFirst,
    MonthFirst,
    YearFirst,
}

/// <summary>One log, its container (gz, zip) already taken off; it can be opened more than once.</summary>
/// <param name="Name">File name, for detection only: it may hold a person's name, so it is never stored.</param>
/// <param name="Bytes">Length of the file as given, in bytes.</param>
/// <param name="Open">Opens the bytes from the start.</param>
public sealed record LogSource(string Name, long Bytes, Func<Stream> Open);

/// <summary>What the reader must know and the file does not tell.</summary>
/// <param name="Zone">The company's zone: for times without an offset.</param>
/// <param name="DefaultDateOrder">Used where the file does not decide between day and month first.</param>
/// <param name="ForcedDateOrder">The user's word on it, or null.</param>
/// <param name="OwnName">The company's name as author in chat exports, or null.</param>
/// <param name="LatestUnixMilliseconds">Messages after this moment are refused as being in the future.</param>
/// <param name="Channels">Channel ids of the catalogue, for logs with a channel column.</param>
/// <param name="Columns">A column profile for tables, or null to go by header names.</param>
public sealed record LogContext(
    DateTimeZone Zone,
    DateOrder DefaultDateOrder,
    DateOrder? ForcedDateOrder,
    string? OwnName,
    long LatestUnixMilliseconds,
    IReadOnlySet<string> Channels,
    ColumnProfile? Columns
)
{
    /// <summary>What else the company is known by, normalised: telephone numbers, mail addresses, mail domains, further names.</summary>
    public IReadOnlySet<string> OwnAddresses { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Column profiles that a table takes by itself, by the fingerprint of its header (<see cref="ColumnProposal.Header"/>).</summary>
    public IReadOnlyDictionary<string, ColumnProfile> SavedColumns { get; init; } =
        new Dictionary<string, ColumnProfile>(StringComparer.Ordinal);
}

/// <summary>What reading a log told about the log itself.</summary>
/// <param name="DateOrder">The order found or used; null where the dates are unambiguous by form (ISO).</param>
/// <param name="DateOrderAmbiguous">True when nothing in the file decided and the default was used.</param>
public sealed record LogReading(DateOrder? DateOrder, bool DateOrderAmbiguous)
{
    /// <summary>Messages whose wall-clock time comes twice because the clock was put back: taken as the first.</summary>
    public long RepeatedHour { get; init; }

    /// <summary>Messages whose wall-clock time never was because the clock was put forward: moved by the gap.</summary>
    public long MissingHour { get; init; }

    /// <summary>Which columns a table was read by; null where the log is no table.</summary>
    public ColumnProposal? Columns { get; init; }
}

/// <summary>
/// A log format: recognises its files and streams their messages. Adding a format is one class in this folder and
/// one line in <c>LogFormats.All</c>.
/// </summary>
public interface ILogFormat
{
    /// <summary>Stable name, such as "whatsapp-export".</summary>
    string Name { get; }

    /// <summary>The channel its messages belong to when neither file nor user says, or null.</summary>
    string? DefaultChannel { get; }

    /// <summary>Whether the first bytes of a file (at most 64 KiB, decoded) look like this format.</summary>
    bool Recognises(string head);

    /// <summary>
    /// Streams the log into the sink. Memory does not grow with the number of messages. Throws
    /// <see cref="Units.RiskLensException"/> when the file as a whole cannot be read.
    /// </summary>
    LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    );
}
