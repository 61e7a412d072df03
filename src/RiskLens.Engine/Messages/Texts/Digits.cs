using System.Globalization;
using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>Decimal digits of every script: 7, ٧, ۷, ७, ৭, ၇, ๗, 𞥗.</summary>
internal static class Digits
{
    /// <summary>The digit at a place of the text and the characters it takes; 0 where there is none.</summary>
    public static int Read(ReadOnlySpan<char> text, int at, out int digit)
    {
        digit = -1;
        if (at >= text.Length)
            return 0;
        var letter = text[at];
        if (letter < '\u0080')
        {
            digit = letter - '0';
            return char.IsAsciiDigit(letter) ? 1 : 0;
        }
        if (char.IsDigit(letter))
        {
            digit = CharUnicodeInfo.GetDecimalDigitValue(letter);
            return 1;
        }
        if (
            !char.IsHighSurrogate(letter)
            || at + 1 >= text.Length
            || !Rune.TryCreate(letter, text[at + 1], out var rune)
            || !Rune.IsDigit(rune)
        )
        {
            return 0;
        }
        digit = (int)Rune.GetNumericValue(rune);
        return 2;
    }

    public static bool At(ReadOnlySpan<char> text, int at) => Read(text, at, out _) > 0;
}
