using System.Text;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>One line of a small CSV file: its number from 1, and its fields.</summary>
internal sealed record CsvLine(int Number, IReadOnlyList<string> Fields);

/// <summary>Reads a small CSV file whole (RFC 4180): commas, quotation marks doubled inside quotation marks.</summary>
internal static class CsvLines
{
    /// <summary>The lines that are not blank, with another sign than the comma where told. A field may hold line breaks between quotation marks.</summary>
    public static IReadOnlyList<CsvLine> Read(string text, char comma = ',')
    {
        var lines = new List<CsvLine>();
        var fields = new List<string>();
        var field = new StringBuilder();
        var (quoted, number, startedAt) = (false, 1, 1);
        var before = '\n';
        foreach (var letter in text.TrimStart('\uFEFF').Append('\n'))
        {
            if (letter == '"')
            {
                quoted = !quoted;
                if (quoted && before == '"')
                    field.Append('"');
            }
            else if (quoted || (letter != comma && letter != '\n'))
            {
                field.Append(letter);
            }
            else
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }

            before = letter;
            if (letter != '\n')
                continue;
            number++;
            if (quoted)
                continue;
            if (fields.Count > 1 || fields[0].Length > 0)
                lines.Add(new CsvLine(startedAt, [.. fields]));
            fields.Clear();
            startedAt = number;
        }

        return quoted
            ? throw new RiskLensException(
                FormattableString.Invariant(
                    $"A quotation mark that opens on line {startedAt} is never closed."
                ),
                "Close it, or double it if it belongs to the text."
            )
            : lines;
    }
}
