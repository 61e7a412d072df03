using System.Security.Cryptography;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>A log file that can be read: its logs (several in an archive), each with its format.</summary>
/// <param name="File">The file as the user gave it.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Hash of its bytes, hexadecimal.</param>
/// <param name="Logs">Its logs and their formats.</param>
/// <param name="SkippedFiles">Files of an archive that are no logs and are left alone.</param>
internal sealed record LogInput(
    LogFile File,
    long Bytes,
    string Sha256,
    IReadOnlyList<(LogSource Source, ILogFormat Format)> Logs,
    int SkippedFiles
)
{
    private const int ReadBuffer = 1 << 16;

    /// <summary>Names of the formats, joined by commas.</summary>
    public string Formats =>
        string.Join(", ", Logs.Select(log => log.Format.Name).Distinct(StringComparer.Ordinal));

    /// <summary>Looks at a file: is it there, what is in it, and which format reads it.</summary>
    /// <exception cref="RiskLensException">It is missing, empty, binary or of no known format.</exception>
    public static async Task<LogInput> OpenAsync(
        LogFile file,
        IReadOnlyList<ILogFormat> formats,
        CancellationToken cancellationToken
    )
    {
        if (Directory.Exists(file.Path))
            throw new RiskLensException("This is a folder, not a file.", "Name the log files in it.");
        if (!System.IO.File.Exists(file.Path))
            throw new RiskLensException("There is no such file.", "Check the path and the file's name.");
        var bytes = new FileInfo(file.Path).Length;
        if (bytes == 0)
            throw new RiskLensException("The file is empty.", "Export the log again and give the new file.");

        // Hashing a large file takes as long as starting all formats does; a refused file is not hashed to its end.
        using var refused = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var hashing = Task.Run(() => HashAsync(file.Path, refused.Token), refused.Token);
        try
        {
            var contents = LogContainer.Contents(file.Name, bytes, () => Open(file.Path));
            var logs = Recognised(contents.Logs, formats);
            return new LogInput(
                file,
                bytes,
                Convert.ToHexStringLower(await hashing),
                logs,
                contents.OtherFiles + contents.Logs.Count - logs.Count
            );
        }
        catch
        {
            await refused.CancelAsync();
            await Task.WhenAny(hashing);
            throw;
        }
    }

    /// <summary>
    /// The logs that a format reads. In an archive the other files are left alone; where there is nothing else, the
    /// first of them says why.
    /// </summary>
    private static List<(LogSource, ILogFormat)> Recognised(
        IReadOnlyList<LogSource> sources,
        IReadOnlyList<ILogFormat> formats
    )
    {
        var logs = new List<(LogSource, ILogFormat)>();
        RiskLensException? refusal = null;
        foreach (var source in sources)
        {
            var head = LogHead.Of(source, out var unreadable);
            if (
                head is not null
                && formats.FirstOrDefault(format => format.Recognises(head.Text)) is { } found
            )
                logs.Add((source, found));
            else
                refusal ??= unreadable ?? Unknown();
        }
        return logs.Count > 0 || refusal is null ? logs : throw refusal;
    }

    /// <summary>The columns of the first of its tables; null where it has none that can be read.</summary>
    public ColumnProposal? ColumnsOf(LogContext context)
    {
        foreach (var (source, format) in Logs)
        {
            try
            {
                if (format is ITableFormat table)
                    return table.Propose(source, context);
            }
            catch (RiskLensException)
            {
                // It is refused, with its reason, when it is read.
            }
        }
        return null;
    }

    /// <summary>The saved profile that its first table takes by itself, or null.</summary>
    public ColumnProfile? SavedColumns(LogContext context) =>
        context.SavedColumns.Count > 0 && ColumnsOf(context)?.Header is { } header
            ? context.SavedColumns.GetValueOrDefault(header)
            : null;

    private static async Task<byte[]> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = Open(path);
        return await SHA256.HashDataAsync(stream, cancellationToken);
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, ReadBuffer, FileOptions.SequentialScan);

    private static RiskLensException Unknown() =>
        new(
            "The file is in no format that RiskLens reads.",
            "Export the chat, mailbox or messages as README's table of formats says; a table needs at least a time and a contact column, which --map can name."
        );
}
