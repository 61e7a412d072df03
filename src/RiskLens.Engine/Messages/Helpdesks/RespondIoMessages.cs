using CsvHelper;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// respond.io's table of messages. It is a table like others but for one word: "user" as the sender is the company's
/// own agent here, and the customer in many other tables. Its times have no zone: they are the company's.
/// </summary>
internal sealed class RespondIoMessages : ILogFormat
{
    private const int RowsBetweenLooks = 4096;
    private const int LongestRowBytes = 4 << 20;

    private static readonly string[] Columns =
    [
        "datetime",
        "sendertype",
        "contactid",
        "messageid",
        "channelid",
        "content",
    ];

    /// <inheritdoc/>
    public string Name => "respond.io";

    /// <inheritdoc/>
    public string? DefaultChannel => null;

    /// <inheritdoc/>
    public bool Recognises(string head)
    {
        var end = head.IndexOf('\n', StringComparison.Ordinal);
        var cells = (end < 0 ? head : head[..end]).Split((char[])[',', ';', '\t']);
        var names = cells.Select(cell => Folded.Of(cell)).ToHashSet(StringComparer.Ordinal);
        return Array.TrueForAll(Columns, names.Contains) && names.Contains("subtype");
    }

    /// <inheritdoc/>
    public LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    )
    {
        var rows = new RecordSink(context, sink);
        try
        {
            ReadRows(source, rows, bytesRead, cancellationToken);
        }
        catch (CsvFormatException)
        {
            // The library's message may hold a cell of the row; it is kept out of sight.
            throw new RiskLensException(
                "A row of the table is too long: a quotation mark is probably never closed.",
                "Export the table again and give the new file."
            );
        }
        return rows.Reading;
    }

    private static void ReadRows(
        LogSource source,
        RecordSink rows,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    )
    {
        var openQuote = false;
        using var reader = CsvReader.Create(
            new WatchedBytes(source, bytesRead, pass: 0, passes: 1),
            new CsvReaderOptions
            {
                Encoding = LogHead.Of(source).Encoding,
                TrackLineNumbers = true,
                MaxRecordSize = LongestRowBytes,
                IncludeValuesInExceptions = false,
                OnMalformedRecord = malformed =>
                    openQuote |= malformed.Reason == CsvMalformedReason.UnterminatedQuote,
            },
            leaveOpen: false
        );
        var names = reader.Headers.Select(header => Folded.Of(header)).ToList();
        var at = Columns.Select(column => names.IndexOf(column)).ToArray();
        var cell = new CellText();
        string Cell(int column) => cell.Take(reader, at[column]).Trim().ToString();
        while (reader.Read())
        {
            if (reader.RowNumber % RowsBetweenLooks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            rows.Line = reader.LineNumber;
            if (openQuote)
            {
                rows.Reject(RejectionReason.OpenQuote);
                continue;
            }
            rows.Accept(
                new FoundMessage
                {
                    Time = Cell(0),
                    Direction = DirectionOf(Cell(1)),
                    Contact = Cell(2),
                    Id = Cell(3),
                    Account = Cell(4),
                    Body = Cell(5),
                }
            );
        }
    }

    private static Direction? DirectionOf(string sender) =>
        sender.ToUpperInvariant() switch
        {
            "CONTACT" => Direction.In,
            "USER" or "ECHO" or "WORKFLOW" or "BROADCAST" or "BOT" or "API" or "AI_AGENT" => Direction.Out,
            _ => null,
        };
}
