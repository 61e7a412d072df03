using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>A row of a reference file by column name.</summary>
internal sealed class TableRow
{
    private const string ShareExpected = "a share from 0 to 1, such as 0.4 or 0.2-0.8";

    private static readonly string[] Times =
    [
        "yyyy-MM-dd'T'HH:mm'Z'",
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd",
    ];

    private readonly string _file;
    private readonly CsvLine _line;
    private readonly Dictionary<string, int> _columns;

    private TableRow(string file, CsvLine line, Dictionary<string, int> columns)
    {
        _file = file;
        _line = line;
        _columns = columns;
    }

    /// <summary>The value of a column; a column that the file lacks is a fault.</summary>
    public string this[string column] =>
        _columns.TryGetValue(column, out var index)
            ? _line.Fields[index]
            : throw new RiskLensException(
                $"{_file} has no column '{column}'.",
                "Add the column to its header."
            );

    /// <summary>All rows under a header line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="file">Its name in messages.</param>
    public static IEnumerable<TableRow> ReadAll(string path, string file) =>
        Read(File.ReadAllText(path), file);

    /// <summary>All rows of a text under its header line.</summary>
    /// <param name="text">The text of a table.</param>
    /// <param name="file">Its name in messages.</param>
    public static IEnumerable<TableRow> Read(string text, string file)
    {
        // French Excel separates by semicolons.
        var header = text.AsSpan()[..Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal))];
        var lines = CsvLines.Read(text, header.Contains(',') || !header.Contains(';') ? ',' : ';');
        if (lines.Count == 0)
            throw new RiskLensException($"{file} is empty.", "Restore the file.");
        var twice = lines[0]
            .Fields.GroupBy(c => c, StringComparer.Ordinal)
            .FirstOrDefault(c => c.Count() > 1);
        if (twice is not null)
            throw new RiskLensException($"{file} has two columns '{twice.Key}'.", "Leave one of them out.");
        var columns = lines[0].Fields.Index().ToDictionary(f => f.Item, f => f.Index, StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            if (line.Fields.Count != columns.Count)
            {
                throw new RiskLensException(
                    FormattableString.Invariant(
                        $"{file}, line {line.Number}, has {line.Fields.Count} fields instead of {columns.Count}."
                    ),
                    "Put fields that hold a comma between quotation marks."
                );
            }
            yield return new TableRow(file, line, columns);
        }
    }

    /// <summary>The rows, each with an id of its own in a column.</summary>
    /// <exception cref="RiskLensException">An id is empty or stands twice.</exception>
    public static IReadOnlyList<TableRow> Unique(IEnumerable<TableRow> rows, string column)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var all = rows.ToList();
        var twice = all.Find(row => row[column].Length == 0 || !seen.Add(row[column]));
        return twice is null
            ? all
            : throw twice.Fault(column, "an id of its own, which no line above it has");
    }

    /// <summary>The values of a cell that holds several, separated by semicolons.</summary>
    public string[] Many(string column) =>
        this[column].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether the file has a column: some came later than files that companies keep.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    public bool YesOrNo(string column) =>
        this[column] switch
        {
            "yes" => true,
            "no" => false,
            _ => throw Fault(column, "yes or no"),
        };

    /// <summary>Hours of a cell in minutes; null where it is empty.</summary>
    public double? Hours(string column)
    {
        if (this[column].Length == 0)
            return null;
        return
            double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes)
            && double.IsFinite(minutes)
            && minutes >= 0
            ? minutes / 60
            : throw Fault(column, "a number of minutes");
    }

    /// <summary>A number of a cell within bounds; null where it is empty.</summary>
    public double? Number(string column, double least, double most)
    {
        if (this[column].Length == 0)
            return null;
        return
            double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
            ? number
            : throw Fault(
                column,
                FormattableString.Invariant($"a number from {least} to {most}, or nothing")
            );
    }

    public DateOnly Day(string column) =>
        DateOnly.TryParseExact(
            this[column],
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : throw Fault(column, "a date such as 2026-11-30");

    public DateTimeOffset Time(string column) =>
        DateTimeOffset.TryParseExact(
            this[column],
            Times,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : throw Fault(column, "a UTC time such as 2021-10-04T15:39Z or a date");

    /// <summary>A share, or two with what lies between them: "0.4", "0.2-0.8".</summary>
    /// <param name="column">Where the text stands.</param>
    /// <param name="text">The cell or a part of it.</param>
    public ShareRange Share(string column, string text)
    {
        var ends = text.Split('-');
        var numbers = new double[ends.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            if (
                !double.TryParse(ends[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || numbers[i] is not (>= 0 and <= 1)
            )
                throw Fault(column, ShareExpected);
        }
        return ends.Length is 1 or 2 && numbers[0] <= numbers[^1]
            ? new ShareRange(numbers[0], numbers[^1])
            : throw Fault(column, ShareExpected);
    }

    /// <summary>The fault of a value that cannot be read.</summary>
    public RiskLensException Fault(string column, string expected) =>
        new(
            FormattableString.Invariant(
                $"{_file}, line {_line.Number}: '{this[column]}' in column '{column}' is not {expected}."
            ),
            "Correct the value in the file."
        );
}
