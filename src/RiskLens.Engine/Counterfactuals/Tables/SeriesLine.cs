using System.Globalization;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>A line of a table of series: its number from 1, and its cells.</summary>
/// <param name="DecimalComma">Whether a comma is the decimal mark.</param>
internal sealed record SeriesLine(long Number, IReadOnlyList<string> Cells, bool DecimalComma)
{
    /// <summary>The finite number in a cell; null where there is none.</summary>
    public double? Value(int column)
    {
        if (column >= Cells.Count)
            return null;
        // Thousands may stand apart by a blank of any width.
        var plain = string.Concat(Cells[column].Where(letter => !char.IsWhiteSpace(letter)));
        if (DecimalComma && !plain.Contains('.', StringComparison.Ordinal))
            plain = plain.Replace(',', '.');
        return
            double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            ? value
            : null;
    }
}
