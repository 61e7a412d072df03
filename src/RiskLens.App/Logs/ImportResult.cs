using System.Text.Json.Serialization;
using RiskLens.Engine.Messages;

namespace RiskLens.App.Logs;

/// <summary>A log file as the user gave it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What the user calls it; shown back and never stored.</param>
public sealed record LogFile(string Path, string Name);

/// <summary>What the user says about the files of an import.</summary>
/// <param name="Channel">Channel of messages whose file names none; null for the format's own channel.</param>
/// <param name="TimeZone">IANA zone of times without an offset; null for the company's.</param>
/// <param name="DateOrder">Order of numeric dates; null to find it in the file.</param>
/// <param name="DryRun">Whether to read and count all, and then keep nothing.</param>
/// <param name="Columns">Header names of a table; null for the usual ones.</param>
public sealed record ImportOptions(
    string? Channel = null,
    string? TimeZone = null,
    DateOrder? DateOrder = null,
    bool DryRun = false,
    ColumnProfile? Columns = null
)
{
    /// <summary>Purpose rules to try in a dry run, as a rule file has them; null for those that are kept.</summary>
    public string? TrialRules { get; init; }
}

/// <summary>How far an import is: bytes of the file as given, and messages read.</summary>
public sealed record ImportProgress(string File, long BytesRead, long BytesTotal, long Messages);

/// <summary>What became of each file, in the order given.</summary>
public sealed record ImportResult(IReadOnlyList<ImportedFile> Files);

/// <summary>Why a file was refused and what the user can do.</summary>
public sealed record Refusal(string Problem, string Remedy);

/// <summary>What became of a file. A refused one has changed nothing.</summary>
/// <param name="File">Its name as the user gave it.</param>
/// <param name="Format">The format detected; several, joined by commas, in an archive of several logs.</param>
/// <param name="Channel">The channels of its messages, joined by commas.</param>
/// <param name="Messages">Messages that nothing imported before had counted.</param>
/// <param name="Duplicates">Lines that repeat a message already counted, or are later words on one.</param>
/// <param name="System">Lines made by the messaging program itself.</param>
/// <param name="Rejected">Lines refused.</param>
/// <param name="Contacts">Distinct contacts in the file.</param>
/// <param name="FirstUtc">Time of the earliest message, ISO 8601.</param>
/// <param name="LastUtc">Time of the latest message, ISO 8601.</param>
/// <param name="DateOrder">Order of its numeric dates: dmy, mdy or ymd; null where dates are unambiguous by form.</param>
/// <param name="DateOrderAmbiguous">Whether nothing in the file decided the order.</param>
/// <param name="Seconds">Time taken.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="RejectedLines">The first hundred lines refused.</param>
/// <param name="Refused">Set when the file as a whole was refused.</param>
public sealed record ImportedFile(
    string File,
    string? Format,
    string? Channel,
    long Messages,
    long Duplicates,
    long System,
    long Rejected,
    long Contacts,
    string? FirstUtc,
    string? LastUtc,
    string? DateOrder,
    bool DateOrderAmbiguous,
    double Seconds,
    long Bytes,
    IReadOnlyList<Rejected> RejectedLines,
    Refusal? Refused
)
{
    /// <summary>Number of the import in the workspace, by which it can be undone; null where nothing was kept.</summary>
    public int? ImportId { get; init; }

    /// <summary>Messages of the file that customers wrote; null where it was imported before or refused.</summary>
    public long? In { get; init; }

    /// <summary>Messages of the file that the company wrote; null where it was imported before or refused.</summary>
    public long? Out { get; init; }

    /// <summary>
    /// Whether nobody in a file that names people rather than sides is known to be the company, so that every message
    /// was taken as a customer's.
    /// </summary>
    public bool CompanyNotFound => In > 0 && Out == 0 && UnknownSides.Has(this);

    /// <summary>Whether the same file was imported before, and so was not taken in again.</summary>
    [JsonIgnore]
    public bool AlreadyImported { get; init; }

    /// <summary>Messages whose clock time comes twice because the clock was put back: taken as the first.</summary>
    public long RepeatedHour { get; init; }

    /// <summary>Messages whose clock time never was because the clock was put forward: moved by the gap.</summary>
    public long MissingHour { get; init; }

    /// <summary>Telephone numbers, each once, that could not be written internationally and were kept as they came.</summary>
    public long LocalNumbers { get; init; }

    /// <summary>Files of an archive that are no logs and were left alone.</summary>
    public int SkippedFiles { get; init; }

    /// <summary>What each purpose rule took; empty where there are none, or where the file was read before.</summary>
    public IReadOnlyList<RuleTaken> Rules { get; init; } = [];

    /// <summary>Messages without a purpose that no rule took; null where there are no rules.</summary>
    public long? WithoutRule { get; init; }

    /// <summary>Which columns a table was read by (of the first, in an archive of several); null where it is none.</summary>
    public ColumnProposal? Columns { get; init; }

    /// <summary>A file that was refused.</summary>
    public static ImportedFile OfRefused(string file, long bytes, string problem, string remedy) =>
        new(
            file,
            null,
            null,
            0,
            0,
            0,
            0,
            0,
            null,
            null,
            null,
            false,
            0,
            bytes,
            [],
            new Refusal(problem, remedy)
        );
}
