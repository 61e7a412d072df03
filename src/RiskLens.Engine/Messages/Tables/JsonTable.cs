using System.Text;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Tables as JSON: an array of objects, or an object a line. The names of the values are the columns; values of an
/// object inside are columns too ("customer.phone"), and lists are passed over. Recognised only where a time and a
/// contact are among the first records, since every program writes JSON of its own.
/// </summary>
public sealed class JsonTable : ITableFormat
{
    private const int RecordsToJudge = 200;

    /// <inheritdoc/>
    public string Name => "json-table";

    /// <inheritdoc/>
    public string? DefaultChannel => null;

    /// <inheritdoc/>
    public bool Recognises(string head)
    {
        var bytes = Encoding.UTF8.GetBytes(head);
        if (IsArray(head) is not { } isArray)
            return false;
        return LayoutOf(() => new MemoryStream(bytes, writable: false), Encoding.UTF8, isArray)
                is { Sample.Count: > 0 } layout
            && DelimitedColumns.Named(layout.Headers).AreEnough;
    }

    /// <inheritdoc/>
    public ColumnProposal Propose(LogSource source, LogContext context)
    {
        var (_, _, layout) = Look(source);
        return DelimitedFormat.ColumnsOf(layout, context).Propose(layout.Headers, rowsAbove: 0);
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
        var (encoding, isArray, layout) = Look(source);
        var names = layout.Headers;
        var columns = DelimitedFormat.ColumnsOf(layout, context);
        var table = new TableReading(source, context, layout, bytesRead, cancellationToken)
        {
            AsTable = bytes => new JsonTableBytes(new JsonTableRecords(bytes, encoding, isArray), names),
            NumberColumn = names.Count,
        };
        var reading = table.Run(
            columns.Time,
            columns.Day,
            (times, order) => new DelimitedRows(columns, times, context, order),
            sink
        );
        return reading with { Columns = columns.Propose(names, rowsAbove: 0) };
    }

    private static (Encoding Encoding, bool IsArray, TableLayout Layout) Look(LogSource source)
    {
        var head = LogHead.Of(source);
        return
            IsArray(head.Text) is { } isArray
            && LayoutOf(source.Open, head.Encoding, isArray) is { Sample.Count: > 0 } layout
            ? (head.Encoding, isArray, layout)
            : throw new RiskLensException(
                "The JSON file holds no table: neither a list of objects nor an object a line.",
                "Export the messages as a list of objects with a time and a contact, or as CSV."
            );
    }

    /// <summary>Whether a text begins an array of objects; null where it begins neither that nor an object.</summary>
    private static bool? IsArray(string head)
    {
        var start = head.AsSpan().TrimStart("\uFEFF \t\r\n");
        if (start is ['{', ..])
            return false;
        return start is ['[', .. var rest] && rest.TrimStart() is ['{', ..] ? true : null;
    }

    /// <summary>The columns of the first records and what they hold; of a damaged or cut head as far as it goes.</summary>
    private static TableLayout? LayoutOf(Func<Stream> open, Encoding encoding, bool isArray)
    {
        var names = new List<string>();
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = new List<string?[]>();
        try
        {
            using var records = new JsonTableRecords(open(), encoding, isArray);
            for (var number = 0; number < RecordsToJudge && records.Next(out var record); number++)
            {
                // A first line that is no object is not the first record of such a file.
                if (record is null && number == 0)
                    return null;
                using (record)
                {
                    if (record is null)
                        continue;
                    JsonTableCells.AddNames(record.RootElement, names, columns);
                    var cells = new string?[names.Count];
                    JsonTableCells.Fill(record.RootElement, columns, cells);
                    rows.Add(cells);
                }
            }
        }
        catch (RiskLensException) when (rows.Count > 0)
        {
            // The head is cut somewhere; a file that is broken there is refused when it is read.
        }
        catch (RiskLensException)
        {
            return null;
        }
        return new TableLayout(
            ',',
            RowsAbove: 1,
            names,
            [
                .. rows.Select(row =>
                    names.Select((_, column) => column < row.Length ? row[column] ?? "" : "").ToArray()
                ),
            ]
        )
        {
            Width = names.Count,
            IsKnown = true,
        };
    }
}
