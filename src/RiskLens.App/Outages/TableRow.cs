using RiskLens.App.Companies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>A row of a reference file by column name.</summary>
internal sealed class TableRow
{
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
        var lines = CsvLines.Read(text);
        if (lines.Count == 0)
            throw new RiskLensException($"{file} is empty.", "Restore the file.");
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

    /// <summary>The fault of a value that cannot be read.</summary>
    public RiskLensException Fault(string column, string expected) =>
        new(
            FormattableString.Invariant(
                $"{_file}, line {_line.Number}: '{this[column]}' in column '{column}' is not {expected}."
            ),
            "Correct the value in the file."
        );
}
