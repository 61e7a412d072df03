using CsvHelper;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>A small table, whole: rows of cells under a header whose names are looked up folded ("Start UTC", "start_utc").</summary>
internal sealed class HistoryTable
{
    private const int MostColumns = 100;

    private readonly List<string> _names;
    private readonly char _separator;
    private readonly string _text;

    private HistoryTable(List<string> names, char separator, string text) =>
        (_names, _separator, _text) = (names, separator, text);

    /// <summary>The table of a text: the separator under which its header has most columns. Null where it has but one.</summary>
    public static HistoryTable? Of(string text)
    {
        if (text.AsSpan().TrimStart() is ['{' or '[' or '<', ..])
            return null;
        var (best, separator) = ((List<string>?)null, ',');
        foreach (var candidate in (ReadOnlySpan<char>)[',', ';', '\t', '|'])
        {
            var header = Rows(text, candidate).FirstOrDefault();
            if (
                header is null
                || header.Count < 2
                || header.Count > MostColumns
                || header.Count <= (best?.Count ?? 0)
            )
                continue;
            (best, separator) = (header, candidate);
        }
        return best is null ? null : new HistoryTable([.. best.Select(Folded.Of)], separator, text);
    }

    /// <summary>The column with the first of the names that is there; -1 where none is.</summary>
    public int Column(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_names.IndexOf(name) is var column and >= 0)
                return column;
        }
        return -1;
    }

    /// <summary>The name of a column, folded; empty for -1.</summary>
    public string NameOf(int column) => column < 0 ? "" : _names[column];

    /// <summary>The rows below the header; empty ones are passed over.</summary>
    public IEnumerable<IReadOnlyList<string>> Body =>
        Rows(_text, _separator).Skip(1).Where(row => row.Exists(cell => cell.Length > 0));

    /// <summary>A cell without the blanks round it; empty where the row is short or there is no such column.</summary>
    public static string Cell(IReadOnlyList<string> row, int column) =>
        column >= 0 && column < row.Count ? row[column].Trim() : "";

    private static IEnumerable<List<string>> Rows(string text, char separator)
    {
        using var reader = CsvReader.FromText(
            text,
            new CsvReaderOptions
            {
                Separator = separator,
                HasHeader = false,
                IncludeValuesInExceptions = false,
                OnMalformedRecord = _ => { },
            }
        );
        while (TryRead(reader))
            yield return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
    }

    /// <summary>What stands behind a quotation mark that is never closed is no row.</summary>
    private static bool TryRead(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException)
        {
            return false;
        }
    }
}
