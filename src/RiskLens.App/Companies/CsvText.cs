using System.Globalization;
using System.Text;

namespace RiskLens.App.Companies;

/// <summary>
/// Writes rows of CSV (RFC 4180 with line feeds). Numbers are written in the invariant form that reads back the same;
/// a text that a spreadsheet would take for a formula gets an apostrophe before it.
/// </summary>
internal static class CsvText
{
    private const string Formula = "=+-@\t\r";

    /// <summary>Adds a row; a cell is a text, a number, or nothing.</summary>
    public static StringBuilder AppendRow(this StringBuilder text, IEnumerable<object?> cells) =>
        text.AppendJoin(',', cells.Select(Cell)).Append('\n');

    private static string Cell(object? value) =>
        value switch
        {
            null => "",
            string text => Quoted(Harmless(text)),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"No cell of {value.GetType().Name}.", nameof(value)),
        };

    private static string Harmless(string text) =>
        text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0
            ? text
            : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
