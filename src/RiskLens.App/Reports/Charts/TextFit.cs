using System.Globalization;

namespace RiskLens.App.Reports.Charts;

/// <summary>
/// How much room text takes, by the widths of a plain sans-serif in classes of characters: a little too wide
/// rather than too narrow, since the reader's own font is not known.
/// </summary>
internal static class TextFit
{
    public static double WidthOf(string text, double size, bool bold = false)
    {
        var em = 0.0;
        foreach (var c in text)
        {
            em += c switch
            {
                'i'
                or 'l'
                or 'j'
                or 't'
                or 'f'
                or 'r'
                or 'I'
                or '.'
                or ','
                or ':'
                or ';'
                or '\''
                or '|'
                or '!' => 0.32,
                ' ' or '\u00a0' or '\u202f' or '(' or ')' or '-' => 0.34,
                'm' or 'w' or 'M' or 'W' or '%' or '@' => 0.92,
                >= '0' and <= '9' => 0.63,
                >= 'A' and <= 'Z' => 0.70,
                > '\u02ff' when char.IsSurrogate(c) => 0.65,
                > '\u2fff' => 1.05,
                _ => 0.58,
            };
        }

        return em * size * (bold ? 1.06 : 1);
    }

    /// <summary>The text itself where it fits, else its beginning and an ellipsis; whole characters only.</summary>
    public static string Within(string text, double width, double size, bool bold = false)
    {
        if (WidthOf(text, size, bold) <= width)
            return text;
        var parts = StringInfo.ParseCombiningCharacters(text);
        for (var count = parts.Length - 1; count > 0; count--)
        {
            var start = text[..parts[count]].TrimEnd() + "…";
            if (WidthOf(start, size, bold) <= width)
                return start;
        }
        return "…";
    }

    /// <summary>The text on up to two lines broken at spaces, the second cut where it must be.</summary>
    public static IReadOnlyList<string> TwoLines(string text, double width, double size, bool bold = false)
    {
        if (WidthOf(text, size, bold) <= width)
            return [text];
        var cut = -1;
        for (var at = text.IndexOf(' ', StringComparison.Ordinal); at > 0; at = text.IndexOf(' ', at + 1))
        {
            if (WidthOf(text[..at], size, bold) <= width)
                cut = at;
            else
                break;
        }

        return cut < 0
            ? [Within(text, width, size, bold)]
            : [text[..cut], Within(text[(cut + 1)..], width, size, bold)];
    }

    /// <summary>Moves wished positions apart until each has its gap, keeping their order and the limits.</summary>
    public static double[] Spread(IReadOnlyList<double> wished, double gap, double from, double to)
    {
        var order = Enumerable.Range(0, wished.Count).OrderBy(i => wished[i]).ToArray();
        var placed = wished.ToArray();
        for (var k = 0; k < order.Length; k++)
            placed[order[k]] = Math.Max(placed[order[k]], k == 0 ? from : placed[order[k - 1]] + gap);
        for (var k = order.Length - 1; k >= 0; k--)
        {
            placed[order[k]] = Math.Min(
                placed[order[k]],
                k == order.Length - 1 ? to : placed[order[k + 1]] - gap
            );
        }

        return placed;
    }
}
