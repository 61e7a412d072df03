using System.Globalization;
using System.Text.RegularExpressions;

namespace RiskLens.App.Tests.Reports.Figures;

/// <summary>A number as a report prints it.</summary>
/// <param name="Value">What it says: 41.2 million is 41,200,000, and 8 % is 0.08.</param>
/// <param name="Steps">Sizes of the last digit that it may have been rounded to: of 209,000 one, or a thousand.</param>
/// <param name="Digits">Digits that carry it, leading zeros left out.</param>
internal sealed record PrintedFigure(
    int Start,
    int Length,
    string Text,
    double Value,
    IReadOnlyList<double> Steps,
    int Digits,
    bool Percent
)
{
    private const string English = @"[−]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?";
    private const string French = @"[−]?(?:\d{1,3}(?:\u202f\d{3})+(?!\d)|\d+)(?:,\d+)?";

    private static readonly (string Word, double Factor)[] EnglishScales =
    [
        ("million", 1e6),
        ("billion", 1e9),
        ("trillion", 1e12),
    ];

    private static readonly (string Word, double Factor)[] FrenchScales =
    [
        ("million", 1e6),
        ("milliard", 1e9),
        ("billion", 1e12),
    ];

    /// <summary>All numbers of a text in a language's marks; digits that stand behind a letter (CVaR95) are a name.</summary>
    public static IEnumerable<PrintedFigure> In(string text, string language)
    {
        var french = language == "fr";
        foreach (
            Match found in Regex.Matches(
                text,
                french ? French : English,
                RegexOptions.None,
                TimeSpan.FromSeconds(5)
            )
        )
        {
            if (found.Index > 0 && (char.IsLetter(text[found.Index - 1]) || IsJoined(text, found.Index)))
                continue;
            yield return Read(text, found, french);
        }
    }

    /// <summary>Whether a stored number rounds to it as it is printed.</summary>
    public bool Says(double stored)
    {
        if (Percent && (Text is "99.9" or "99,9") && stored is > 0.9985 and < 1)
            return true;
        return Steps.Any(step => Math.Abs(stored - Value) <= step * (0.5 + 1e-9) + (1e-12 * Math.Abs(Value)));
    }

    // SHA-256, UTF-8.
    private static bool IsJoined(string text, int at) =>
        at > 1 && text[at - 1] == '-' && char.IsLetter(text[at - 2]);

    private static PrintedFigure Read(string text, Match found, bool french)
    {
        var plain = found.Value.Replace("\u202f", "", StringComparison.Ordinal).Replace('−', '-');
        plain = french ? plain.Replace(',', '.') : plain.Replace(",", "", StringComparison.Ordinal);
        var after = text[(found.Index + found.Length)..].TrimStart(' ', '\u00a0', '\u202f');
        var percent = after.StartsWith('%');
        var factor = percent
            ? 0.01
            : (french ? FrenchScales : EnglishScales)
                .Where(s => after.StartsWith(s.Word, StringComparison.Ordinal))
                .Select(s => s.Factor)
                .FirstOrDefault(1);
        var dot = plain.IndexOf('.', StringComparison.Ordinal);
        var decimals = dot < 0 ? 0 : plain.Length - dot - 1;
        var digits = plain.TrimStart('-', '0', '.').Replace(".", "", StringComparison.Ordinal);
        // Beyond the third digit zeros may be what rounding left.
        var zeros = decimals > 0 ? 0 : digits.Length - digits.TrimEnd('0').Length;
        var rounded = Enumerable.Range(0, Math.Max(0, Math.Min(zeros, digits.Length - 3)) + 1);
        return new PrintedFigure(
            found.Index,
            found.Length,
            found.Value,
            double.Parse(plain, CultureInfo.InvariantCulture) * factor,
            [.. rounded.Select(z => factor * Math.Pow(10, z - decimals))],
            digits.Length,
            percent
        );
    }
}
