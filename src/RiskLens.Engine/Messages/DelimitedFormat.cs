using System.Globalization;
using CsvHelper;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Tables with a header line: CSV, TSV, and semicolons or bars between the cells; cells may be quoted and then hold
/// line breaks. Columns are found by their usual English and French names or by a profile. Where a table has a sender
/// and a recipient and no contact, the customer is the recipient of what went out and the sender of what came in;
/// without a direction column everything came in.
/// </summary>
public sealed class DelimitedFormat : ILogFormat
{
    private const int RowsToJudge = 20;

    /// <summary>A row longer than this is a quotation mark that somebody forgot to close.</summary>
    private const int LongestRowBytes = 4 << 20;

    /// <summary>After so many times in a form that needs no order, the order of day and month is not looked for.</summary>
    private const int RowsToLearnFrom = 1000;

    private const int RowsBetweenLooks = 4096;

    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public string? DefaultChannel => null;

    /// <summary>
    /// Whether the head looks like a table: a first line with a time and a contact column, or lines that all split
    /// into as many cells as the first. What then lacks a column is refused by <see cref="Read"/>, with its remedy.
    /// </summary>
    public bool Recognises(string head)
    {
        var start = head.AsSpan().TrimStart();
        if (start.IsEmpty || start[0] is '{' or '[' or '<')
            return false;
        // The last line of a head may be cut, and would have too few cells.
        var end = head.LastIndexOf('\n');
        var table = end > 0 && head.IndexOf('\n', StringComparison.Ordinal) < end ? head[..(end + 1)] : head;
        try
        {
            using var reader = CsvReader.FromText(table, Options(encoding: null, onMalformed: null));
            reader.ReadHeader();
            if (reader.Headers.Count < 2)
                return false;
            if (DelimitedColumns.Find(reader.Headers, profile: null).AreEnough)
                return true;
            var rows = 0;
            while (rows < RowsToJudge && reader.Read())
            {
                if (reader.FieldCount != reader.Headers.Count)
                    return false;
                rows++;
            }
            return rows > 0;
        }
        catch (CsvFormatException)
        {
            return false;
        }
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
        var head = LogHead.Of(source);
        try
        {
            var order = LearnOrder(source, head, context, bytesRead, cancellationToken);
            Emit(source, head, context, order, sink, bytesRead, cancellationToken);
            return order with { DateOrder = order.DateOrder == DateOrder.YearFirst ? null : order.DateOrder };
        }
        catch (CsvFormatException fault)
        {
            // The library's message may hold a cell of the row; it is kept out of sight.
            throw new RiskLensException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The row at line {fault.LineNumber} is longer than {LongestRowBytes >> 20} MB: a quotation mark there is probably never closed."
                ),
                "Close the quotation mark in that row, or export the table again."
            );
        }
    }

    private static LogReading LearnOrder(
        LogSource source,
        LogHead head,
        LogContext context,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    )
    {
        using var reader = CsvReader.Create(
            new WatchedBytes(source, bytesRead, pass: 0, passes: 2),
            Options(head.Encoding, onMalformed: null),
            leaveOpen: false
        );
        var columns = DelimitedColumns.Find(reader.Headers, context.Columns);
        if (!columns.AreEnough)
            throw columns.Refusal(reader.Headers);
        var times = new DelimitedTimes(columns, context.Zone);
        var evidence = new DateOrderEvidence();
        var (rows, doubtful) = (0L, false);
        while (reader.Read())
        {
            if (rows++ % RowsBetweenLooks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            times.Read(reader, DateOrder.DayFirst, out _, out var clock);
            if (clock.Separator != default)
                evidence.Add(clock);
            doubtful |= clock is { Separator: not default(char), YearFirst: false };
            if (rows == RowsToLearnFrom && !doubtful)
                break;
        }
        return evidence.Decide(context.DefaultDateOrder, context.ForcedDateOrder);
    }

    private static void Emit(
        LogSource source,
        LogHead head,
        LogContext context,
        LogReading order,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    )
    {
        var openQuote = false;
        using var reader = CsvReader.Create(
            new WatchedBytes(source, bytesRead, pass: 1, passes: 2),
            Options(
                head.Encoding,
                malformed => openQuote |= malformed.Reason == CsvMalformedReason.UnterminatedQuote
            ),
            leaveOpen: false
        );
        var rows = new DelimitedRows(
            DelimitedColumns.Find(reader.Headers, context.Columns),
            context,
            order.DateOrder ?? context.DefaultDateOrder
        );
        while (reader.Read())
        {
            if (reader.RowNumber % RowsBetweenLooks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            // Only the last row can be left open, and it is told just before it is read.
            var reason = openQuote ? RejectionReason.OpenQuote : rows.TryEmit(reader, sink);
            if (reason is not null)
                sink.Reject(new Rejected(reader.LineNumber, reason));
        }
    }

    private static CsvReaderOptions Options(
        System.Text.Encoding? encoding,
        Action<CsvMalformedRecord>? onMalformed
    ) =>
        new()
        {
            Encoding = encoding,
            TrackLineNumbers = true,
            MaxRecordSize = LongestRowBytes,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = onMalformed,
        };
}
