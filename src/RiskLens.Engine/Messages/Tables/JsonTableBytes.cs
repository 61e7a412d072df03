using System.Globalization;

namespace RiskLens.Engine.Messages;

/// <summary>
/// A JSON table as CSV: a header, then a line for each record with the record's number in its last cell. A record that
/// cannot be read becomes a line of two cells: itself and its number.
/// </summary>
internal sealed class JsonTableBytes(JsonTableRecords records, IReadOnlyList<string> names) : LineBytes
{
    private readonly Dictionary<string, int> _columns = names
        .Select((name, column) => (name, column))
        .ToDictionary(pair => pair.name, pair => pair.column, StringComparer.Ordinal);

    private readonly string?[] _cells = new string?[names.Count];
    private readonly CsvText _line = new();
    private bool _begun;

    protected override byte[]? NextLine()
    {
        if (!_begun)
        {
            _begun = true;
            return Line(names, "");
        }
        if (!records.Next(out var record))
            return null;
        var number = records.Number.ToString(CultureInfo.InvariantCulture);
        if (record is null)
        {
            var shown = records.Broken;
            _line.Add(shown[..Math.Min(shown.Length, 200)]);
            _line.Add(number);
            return _line.End();
        }
        using (record)
            JsonTableCells.Fill(record.RootElement, _columns, _cells);
        return Line(_cells, number);
    }

    private byte[] Line(IEnumerable<string?> cells, string number)
    {
        foreach (var cell in cells)
            _line.Add(cell);
        _line.Add(number);
        return _line.End();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            records.Dispose();
        base.Dispose(disposing);
    }
}
