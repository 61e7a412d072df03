using System.Globalization;
using CsvHelper;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Reads a table in two passes: the first learns the order of day and month, the second makes the messages. The bytes
/// are cells with a separator between them, whatever the file was before.
/// </summary>
internal sealed class TableReading(
    LogSource source,
    LogContext context,
    TableLayout layout,
    IProgress<long>? bytesRead,
    CancellationToken cancellationToken
)
{
    /// <summary>A row longer than this is a quotation mark that somebody forgot to close.</summary>
    private const int LongestRowBytes = 4 << 20;

    /// <summary>After so many times in a form that needs no order, the order of day and month is not looked for.</summary>
    private const int RowsToLearnFrom = 1000;

    private const int RowsBetweenLooks = 4096;

    /// <summary>After so many refused rows nobody looks at the shape of another.</summary>
    private const int MostShapes = 1000;

    private readonly CellText _cell = new();
    private int _shapes;

    /// <summary>Turns the bytes of the log into a table's; null where they are a table already.</summary>
    public Func<Stream, Stream>? AsTable { get; init; }

    /// <summary>Encoding of the table; UTF-8 and Windows-1252 are told apart cell by cell.</summary>
    public System.Text.Encoding Encoding { get; init; } = System.Text.Encoding.UTF8;

    /// <summary>
    /// The column that holds the record's number in the file, where rows are not lines of it; a row of two cells is
    /// then a record that could not be read: itself and its number. Else null.
    /// </summary>
    public int? NumberColumn { get; init; }

    /// <summary>Reads the table.</summary>
    /// <param name="time">Column of the time.</param>
    /// <param name="day">Column of the day alone, or -1.</param>
    /// <param name="rows">Makes what turns rows into messages, once the order of day and month is known.</param>
    /// <param name="sink">Takes the messages.</param>
    public LogReading Run(
        int time,
        int day,
        Func<DelimitedTimes, DateOrder, ITableRows> rows,
        IMessageSink sink
    )
    {
        try
        {
            var order = LearnOrder(new DelimitedTimes(time, day, context.Zone));
            var times = new DelimitedTimes(time, day, context.Zone);
            Emit(rows(times, order.DateOrder ?? context.DefaultDateOrder), sink);
            return order with
            {
                DateOrder = order.DateOrder == DateOrder.YearFirst ? null : order.DateOrder,
                RepeatedHour = times.RepeatedHour,
                MissingHour = times.MissingHour,
            };
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

    private LogReading LearnOrder(DelimitedTimes times)
    {
        using var reader = Open(pass: 0, onMalformed: null);
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

    private void Emit(ITableRows rows, IMessageSink sink)
    {
        var openQuote = false;
        using var reader = Open(
            pass: 1,
            malformed => openQuote |= malformed.Reason == CsvMalformedReason.UnterminatedQuote
        );
        while (reader.Read())
        {
            if (reader.RowNumber % RowsBetweenLooks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            string? reason;
            if (openQuote)
                // Only the last row can be left open, and it is told just before it is read.
                reason = RejectionReason.OpenQuote;
            else if (IsBroken(reader))
                reason = RejectionReason.BrokenJson;
            else
                reason = rows.TryEmit(reader, sink);
            if (reason is not null)
                sink.Reject(new Rejected(NumberOf(reader), reason, Shape(reader)));
        }
    }

    private CsvReader Open(int pass, Action<CsvMalformedRecord>? onMalformed)
    {
        var bytes = new WatchedBytes(source, bytesRead, pass, passes: 2);
        var reader = CsvReader.Create(
            AsTable is null ? bytes : AsTable(bytes),
            new CsvReaderOptions
            {
                Encoding = Encoding,
                Separator = layout.Separator,
                HasHeader = false,
                TrackLineNumbers = true,
                MaxRecordSize = LongestRowBytes,
                IncludeValuesInExceptions = false,
                OnMalformedRecord = onMalformed,
            },
            leaveOpen: false
        );
        try
        {
            for (var row = 0; row < layout.RowsAbove; row++)
                reader.Read();
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private bool IsBroken(CsvReader reader) => NumberColumn is not null && reader.FieldCount == 2;

    private long NumberOf(CsvReader reader)
    {
        if (NumberColumn is not { } column)
            return reader.LineNumber;
        var cell = _cell.Take(reader, IsBroken(reader) ? 1 : column);
        return long.Parse(cell, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private string? Shape(CsvReader reader)
    {
        if (_shapes++ >= MostShapes)
            return null;
        return LineShape.Of(IsBroken(reader) ? _cell.Take(reader, 0) : _cell.TakeRow(reader));
    }
}
