namespace RiskLens.Engine.Messages;

/// <summary>
/// Characters that programs put into their logs and nobody sees: direction marks round names and numbers,
/// zero-width characters, byte order marks; and the many kinds of space. Each also in the two shapes that careless
/// tools give it: written out (\u200E), or its UTF-8 bytes read as Windows-1252.
/// </summary>
internal static class Marks
{
    /// <summary>U+00A0, U+2007, U+2009 and U+202F, which exports put where a keyboard has a space.</summary>
    public static bool IsSpace(char letter) =>
        letter is ' ' or '\t' or '\u00A0' or '\u2007' or '\u2009' or '\u202F';

    public static bool IsInvisible(char letter) =>
        letter
            is (>= '\u200B' and <= '\u200F')
                or (>= '\u202A' and <= '\u202E')
                or (>= '\u2066' and <= '\u2069')
                or '\u061C'
                or '\uFEFF';

    /// <summary>The index of the first character that is neither a mark nor, where asked, a space.</summary>
    public static int Skip(ReadOnlySpan<char> text, int from, bool spaces)
    {
        while (from < text.Length)
        {
            // Most characters of most logs: plain ones need no closer look.
            if (text[from] is > ' ' and < '\u0080' and not '\\')
                break;
            if (IsInvisible(text[from]) || (spaces && IsSpace(text[from])))
                from++;
            else if (WrittenOut(text[from..]) is var length and > 0)
                from += length;
            else if (Misread(text[from..], out var mark) is var bytes and > 0 && (spaces || !IsSpace(mark)))
                from += bytes;
            else
                break;
        }
        return from;
    }

    /// <summary>
    /// Whether a text begins with U+200E, as it is or written out. U+200F is another matter: people who write from
    /// right to left type it.
    /// </summary>
    public static bool LeftToRight(ReadOnlySpan<char> text) =>
        text is ['\u200E', ..]
        || (WrittenOut(text) > 0 && text[5] is 'e' or 'E')
        || (Misread(text, out var mark) > 0 && mark == '\u200E');

    /// <summary>Whether a text begins with a byte order mark, as it is or misread.</summary>
    public static bool ByteOrder(ReadOnlySpan<char> text) =>
        text is ['\uFEFF', ..] || (Misread(text, out var mark) > 0 && mark == '\uFEFF');

    /// <summary>Some editors save U+200E as the six characters \u200E: their length here, or 0.</summary>
    private static int WrittenOut(ReadOnlySpan<char> text) =>
        text.Length >= 6
        && text[0] == '\\'
        && (
            text.StartsWith(@"\u200e", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith(@"\u200f", StringComparison.OrdinalIgnoreCase)
        )
            ? 6
            : 0;

    /// <summary>
    /// A mark or space saved as UTF-8 and read as Windows-1252 by the tool that passed the log on: how many characters
    /// it has become, or 0.
    /// </summary>
    private static int Misread(ReadOnlySpan<char> text, out char mark)
    {
        (var length, mark) = text switch
        {
            ['â', '€', '¯', ..] => (3, '\u202F'),
            ['â', '€', '‰', ..] => (3, '\u2009'),
            ['â', '€', 'Ž', ..] => (3, '\u200E'),
            ['â', '€', '\u008F', ..] => (3, '\u200F'),
            ['â', '€', 'ª', ..] => (3, '\u202A'),
            ['â', '€', '«', ..] => (3, '\u202B'),
            ['â', '€', '¬', ..] => (3, '\u202C'),
            ['ï', '»', '¿', ..] => (3, '\uFEFF'),
            ['Â', '\u00A0', ..] => (2, '\u00A0'),
            _ => (0, default),
        };
        return length;
    }
}
