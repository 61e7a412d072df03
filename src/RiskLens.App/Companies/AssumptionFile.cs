using System.Globalization;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>
/// A CSV file of assumptions. Its header is key,value,unit,source,owner,date with the text of a law as value, or
/// key,low,high,unit,source,owner,date with the ends of a range.
/// </summary>
internal static class AssumptionFile
{
    private static readonly string[] Valued = ["key", "value", "unit", "source", "owner", "date"];
    private static readonly string[] Ranged = ["key", "low", "high", "unit", "source", "owner", "date"];

    /// <summary>All assumptions of a file.</summary>
    /// <exception cref="RiskLensException">The file is missing, or one of its lines cannot be right.</exception>
    public static async Task<IReadOnlyList<Assumption>> ReadAsync(
        string path,
        AssumptionCheck check,
        CancellationToken cancellationToken
    )
    {
        var lines = CsvLines.Read(await SmallFile.ReadAsync(path, cancellationToken));
        string[] header = lines.Count == 0 ? [] : [.. lines[0].Fields.Select(f => f.ToLowerInvariant())];
        var ranged = header.SequenceEqual(Ranged);
        if (!ranged && !header.SequenceEqual(Valued))
        {
            throw new RiskLensException(
                "The file's first line is not the header of a file of assumptions.",
                $"Begin it with {string.Join(",", Valued)} or {string.Join(",", Ranged)}."
            );
        }

        return [.. lines.Skip(1).Select(line => OfLine(line, ranged ? Ranged : Valued, check))];
    }

    private static Assumption OfLine(CsvLine line, string[] columns, AssumptionCheck check)
    {
        var number = line.Number.ToString(CultureInfo.InvariantCulture);
        if (line.Fields.Count != columns.Length)
        {
            throw new RiskLensException(
                $"Line {number} of the assumptions does not have {columns.Length} fields.",
                $"Give it the fields {string.Join(",", columns)}; put a text that holds a comma into quotation marks."
            );
        }

        string[] fields = [.. line.Fields];
        try
        {
            var value = columns == Ranged ? $"{NumberOf(fields[1])}..{NumberOf(fields[2])}" : fields[1];
            return check.Read(
                new StatedAssumption(fields[0], value, fields[^4], fields[^3], fields[^2], fields[^1])
            );
        }
        catch (RiskLensException wrong)
        {
            throw new RiskLensException(
                $"Line {number} of the assumptions: {wrong.Problem}",
                wrong.Remedy,
                wrong
            );
        }
    }

    /// <summary>The number as it stands; two of them must not make another text together.</summary>
    private static string NumberOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? text
            : throw new RiskLensException(
                $"'{text}' is not a number.",
                "Write numbers with a decimal point and without spaces, such as 1250.5."
            );
}
