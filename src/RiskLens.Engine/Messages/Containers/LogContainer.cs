using System.IO.Compression;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Takes the container off a log: gzip, zip and Excel workbook, told by their first bytes and never by the file's name. Names inside
/// a zip are looked at and never used as paths, and nothing is written.
/// </summary>
public static class LogContainer
{
    private const int MostLogs = 1000;

    private static readonly string[] LogEndings =
    [
        ".txt",
        ".csv",
        ".tsv",
        ".gz",
        ".json",
        ".jsonl",
        ".ndjson",
        ".xml",
        ".mbox",
        ".md",
        ".eml",
    ];

    /// <summary>
    /// The logs in a file: the file itself, the content of a .gz, the logs of a .zip (a chat among its media, or
    /// several tables), or the sheets of a workbook as CSV. A damaged, encrypted or hostile container, and one without a log, is refused, some of them
    /// only when the log is read.
    /// </summary>
    /// <param name="name">File name, for detection only.</param>
    /// <param name="bytes">Length of the file in bytes.</param>
    /// <param name="open">Opens the file from the start, as a stream that can seek.</param>
    public static IReadOnlyList<LogSource> Unwrap(string name, long bytes, Func<Stream> open) =>
        Contents(name, bytes, open).Logs;

    /// <summary>As <see cref="Unwrap"/>, and how many files of an archive are none of its logs.</summary>
    /// <param name="name">File name, for detection only.</param>
    /// <param name="bytes">Length of the file in bytes.</param>
    /// <param name="open">Opens the file from the start, as a stream that can seek.</param>
    public static LogContents Contents(string name, long bytes, Func<Stream> open) =>
        KindOf(open) switch
        {
            Kind.Zip or Kind.Plain when Spreadsheet.Recognises(open) => new LogContents(
                Spreadsheet.Sheets(name, bytes, open),
                0
            ),
            Kind.Gzip => new LogContents([Gunzipped(name, bytes, open)], 0),
            Kind.Zip => Unzipped(name, bytes, open),
            _ => new LogContents([new LogSource(name, bytes, open)], 0),
        };

    private enum Kind
    {
        Plain,
        Gzip,
        Zip,
    }

    private static Kind KindOf(Func<Stream> open)
    {
        Span<byte> magic = stackalloc byte[4];
        using var stream = open();
        var count = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        return magic[..count] switch
        {
            [0x1F, 0x8B, ..] => Kind.Gzip,
            [(byte)'P', (byte)'K', 3, 4] or [(byte)'P', (byte)'K', 5, 6] => Kind.Zip,
            _ => Kind.Plain,
        };
    }

    private static LogSource Gunzipped(string name, long bytes, Func<Stream> open)
    {
        var source = new LogSource(WithoutGz(name), bytes, () => Inflated.FromGzip(open(), bytes));
        return KindOf(source.Open) == Kind.Plain ? source : throw Nested();
    }

    private static LogContents Unzipped(string name, long bytes, Func<Stream> open)
    {
        var sources = new List<LogSource>();
        var mails = new List<int>();
        var others = 0;
        long total = 0;
        using var archive = OpenArchive(open());
        var threads = MetaDownload.ThreadsIn(archive);
        var joined = threads.ToHashSet();
        var doubles = SignalFolder.Doubles(archive);
        for (var index = 0; index < archive.Entries.Count; index++)
        {
            var entry = archive.Entries[index];
            if (joined.Contains(index))
            {
                total += entry.Length;
                Inflated.RefuseBomb(total, bytes);
                continue;
            }
            if (!IsLog(entry) || (threads.Count > 0 && IsJson(entry)) || doubles.Contains(entry.FullName))
            {
                others += IsFile(entry) ? 1 : 0;
                continue;
            }
            if (entry.IsEncrypted)
            {
                throw new RiskLensException(
                    "The zip file is protected by a password.",
                    "Unpack it and give the log file itself."
                );
            }
            total += entry.Length;
            Inflated.RefuseBomb(total, bytes);
            if (MailArchive.IsMail(entry.Name))
            {
                mails.Add(index);
                continue;
            }
            if (sources.Count == MostLogs)
            {
                throw new RiskLensException(
                    $"The zip file holds more than {MostLogs} logs.",
                    "Unpack it and give the logs in smaller parts."
                );
            }
            sources.Add(Entry(entry, index, bytes, open));
        }
        if (threads.Count > 0)
            sources.Add(Joined(MetaDownload.Opening(name, archive, threads), threads, bytes, open));
        else if (MetaDownload.IsHtml(archive))
            throw MetaHtml.Refusal();
        if (mails.Count > 0)
        {
            sources.Add(new LogSource("mails.eml", bytes, () => new MailArchive(OpenArchive(open()), mails)));
        }
        return sources.Count > 0
            ? new LogContents(sources, others)
            : throw new RiskLensException(
                "The zip file holds no log.",
                "Give a zip with a .txt, .csv or .tsv file in it, such as a WhatsApp export."
            );
    }

    private static LogSource Joined(
        byte[] opening,
        IReadOnlyList<int> entries,
        long bytes,
        Func<Stream> open
    ) => new("joined.json", bytes, () => new JoinedEntries(OpenArchive(open()), entries, opening));

    private static LogSource Entry(ZipArchiveEntry entry, int index, long bytes, Func<Stream> open)
    {
        var (length, packed) = (entry.Length, entry.CompressedLength);
        var source = new LogSource(entry.Name, bytes, () => OpenEntry(open(), index, length, packed));
        return KindOf(source.Open) switch
        {
            Kind.Gzip => Gunzipped(entry.Name, length, source.Open) with { Bytes = bytes },
            Kind.Zip => throw Nested(),
            _ => source,
        };
    }

    private static bool IsLog(ZipArchiveEntry entry) =>
        LogEndings.Any(ending => entry.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        && IsFile(entry);

    /// <summary>Neither a folder nor what macOS adds to a zip: a shadow of each file, with the same ending.</summary>
    private static bool IsFile(ZipArchiveEntry entry) =>
        entry.Name.Length > 0
        && !entry.Name.StartsWith("._", StringComparison.Ordinal)
        && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal);

    /// <summary>Beside its threads a download holds hundreds of these: settings, contacts, what was looked at.</summary>
    private static bool IsJson(ZipArchiveEntry entry) =>
        entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static ZipArchive OpenArchive(Stream raw)
    {
        try
        {
            var archive = new ZipArchive(raw, ZipArchiveMode.Read);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception fault) when (Inflated.IsDamage(fault))
        {
            raw.Dispose();
            throw Inflated.Damaged(fault);
        }
    }

    private static Inflated OpenEntry(Stream raw, int index, long length, long packed)
    {
        var archive = OpenArchive(raw);
        try
        {
            return Inflated.FromZip(archive, archive.Entries[index].Open(), length, packed);
        }
        catch (Exception fault) when (Inflated.IsDamage(fault))
        {
            archive.Dispose();
            throw Inflated.Damaged(fault);
        }
    }

    private static string WithoutGz(string name) =>
        name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;

    private static RiskLensException Nested() =>
        new("The file is packed inside another packed file.", "Unpack it once and give what is inside.");
}
