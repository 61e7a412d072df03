using CsvHelper;

namespace RiskLens.Engine.Messages;

/// <summary>
/// How a table is laid out: what stands between the cells, which rows are titles and header, and a sample of its rows.
/// Found from the head of the file: the separator under which a row has the names of a log's columns, else the one
/// that cuts the rows into the same number of cells.
/// </summary>
/// <param name="Separator">Between the cells.</param>
/// <param name="RowsAbove">Rows before the first row of data.</param>
/// <param name="Headers">Names of the columns; empty where the table has no header.</param>
/// <param name="Sample">The first rows of data, whole.</param>
internal sealed record TableLayout(
    char Separator,
    int RowsAbove,
    IReadOnlyList<string> Headers,
    IReadOnlyList<string[]> Sample
)
{
    private const int MostRows = 200;
    private const int MostTitles = 30;
    private const int RowsToJudge = 20;
    private const int FewestBelowTitles = 3;
    private const string SeparatorHint = "sep=";

    /// <summary>Names of columns that make a table known as something else than a log of messages.</summary>
    private static readonly Func<IReadOnlyList<string>, bool>[] Known =
    [
        names => DelimitedColumns.Named(names).AreEnough,
        MobileMoneyColumns.AreIn,
        names => KnownTables.Refusal(names) is not null,
    ];

    /// <summary>Number of columns.</summary>
    public int Width { get; init; }

    /// <summary>Whether the header alone tells what the table is.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Whether the first rows all have as many cells as the table has columns.</summary>
    public bool IsRegular => Sample.Count > 0 && Sample.Take(RowsToJudge).All(row => row.Length == Width);

    /// <summary>The layout of the table that a text begins with; null where it is no table.</summary>
    /// <param name="text">The head of the file; its last line may be cut.</param>
    /// <param name="isHeader">Tells a header that the user or a saved profile knows, or null.</param>
    public static TableLayout? Find(string text, Func<IReadOnlyList<string>, bool>? isHeader = null)
    {
        // The last line of a head may be cut, and would have too few cells.
        var end = text.LastIndexOf('\n');
        if (end > 0 && text.IndexOf('\n', StringComparison.Ordinal) < end)
            text = text[..(end + 1)];
        var layouts = Separators(text)
            .Select(separator => Of(separator, Rows(text, separator), isHeader))
            .OfType<TableLayout>()
            .ToList();
        return layouts.Where(layout => layout.IsKnown).MaxBy(layout => layout.Width)
            ?? layouts.Where(layout => layout.IsRegular).MaxBy(layout => layout.Width)
            ?? layouts.MaxBy(layout => layout.Width);
    }

    private static char[] Separators(string text)
    {
        var start = text.AsSpan().TrimStart("\uFEFF\r\n");
        if (
            start.StartsWith(SeparatorHint, StringComparison.OrdinalIgnoreCase)
            && start.Length > SeparatorHint.Length
        )
            return char.IsAscii(start[SeparatorHint.Length]) ? [start[SeparatorHint.Length]] : [];
        return [',', ';', '\t', '|', ' '];
    }

    private static List<string[]> Rows(string text, char separator)
    {
        var rows = new List<string[]>();
        try
        {
            var open = false;
            using var reader = CsvReader.FromText(
                text,
                new CsvReaderOptions
                {
                    Separator = separator,
                    HasHeader = false,
                    IncludeValuesInExceptions = false,
                    OnMalformedRecord = malformed =>
                        open |= malformed.Reason == CsvMalformedReason.UnterminatedQuote,
                }
            );
            while (rows.Count < MostRows + MostTitles && reader.Read() && !open)
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }
        catch (Exception fault) when (fault is CsvFormatException or ArgumentException)
        {
            // No table under this separator, or none that can be one (a quotation mark as separator).
        }
        return rows;
    }

    private static TableLayout? Of(
        char separator,
        List<string[]> rows,
        Func<IReadOnlyList<string>, bool>? isHeader
    )
    {
        if (rows.Count == 0)
            return null;
        if (separator == ' ')
            return OfSpaces(rows);
        var hint =
            rows[0] is [var first, ..]
            && first.Equals(SeparatorHint.TrimEnd(), StringComparison.OrdinalIgnoreCase)
                ? 1
                : 0;
        for (var row = hint; row < Math.Min(rows.Count, MostTitles); row++)
        {
            var names = rows[row];
            var known = names.Length >= 2 && Array.Exists(Known, know => know(names));
            if (!known && isHeader?.Invoke(names) != true)
                continue;
            // A row of data may hold such words; what stands under a header is about as wide as the header.
            if (
                row == hint
                || Usual(rows.Skip(row + 1)) is var below && (below == 0 || below * 2 > names.Length)
            )
                return WithHeader(separator, rows, row) with { IsKnown = true };
        }
        return Unnamed(separator, rows, hint);
    }

    private static TableLayout? Unnamed(char separator, List<string[]> rows, int start)
    {
        var width = Usual(rows.Skip(start));
        if (width < 2)
            return null;
        var first = rows.FindIndex(start, row => row.Length == width);
        if (TableCells.AreNames(rows[first], rows.Skip(first + 1).ToList()))
        {
            var layout = WithHeader(separator, rows, first);
            // Titles are believed only above a table: several rows, one of its columns with a usual name.
            return
                first == start
                || (
                    layout.IsRegular
                    && layout.Sample.Count >= FewestBelowTitles
                    && DelimitedColumns.Named(layout.Headers).Count > 0
                )
                ? layout
                : null;
        }
        return first == start
            ? new TableLayout(separator, start, [], [.. rows.Skip(start).Take(MostRows)]) { Width = width }
            : null;
    }

    /// <summary>Cells between single blanks, as edge lists have them: never under a header, and every row alike.</summary>
    private static TableLayout? OfSpaces(List<string[]> rows)
    {
        var width = rows[0].Length;
        return
            width >= 3
            && rows.Count >= FewestBelowTitles
            && rows.TrueForAll(row => row.Length == width && row.All(cell => cell.Length > 0))
            && !TableCells.AreNames(rows[0], rows[1..])
            && Enumerable
                .Range(0, width)
                .Any(column => rows.TrueForAll(row => TableCells.IsMoment(row[column])))
            ? new TableLayout(' ', 0, [], [.. rows.Take(MostRows)]) { Width = width }
            : null;
    }

    private static TableLayout WithHeader(char separator, List<string[]> rows, int header) =>
        new(separator, header + 1, rows[header], [.. rows.Skip(header + 1).Take(MostRows)])
        {
            Width = rows[header].Length,
        };

    /// <summary>The number of cells that most rows have; 0 without rows.</summary>
    private static int Usual(IEnumerable<string[]> rows) =>
        rows.CountBy(row => row.Length)
            .OrderByDescending(count => count.Value)
            .ThenByDescending(count => count.Key)
            .Select(count => count.Key)
            .FirstOrDefault();
}
