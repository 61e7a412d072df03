using System.Buffers;
using System.Globalization;
using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Text as purpose rules see it: small letters without accents, one space for whatever stands between words. The
/// marks taken off are the accents of Latin, Greek and Cyrillic and the vowel signs of Arabic and Hebrew, which people
/// leave out when they type; signs that make another letter (Indic vowels, Japanese voicing) stay.
/// </summary>
internal static class PurposeRuleText
{
    /// <summary>A letter that is not there: a mark, or a character without width.</summary>
    public const char Nothing = '\0';

    /// <summary>What stands between words.</summary>
    public const char Space = ' ';

    /// <summary>A letter that becomes several, or half of a pair: see <see cref="Expansion"/>.</summary>
    public const char Several = '\uFFFF';

    private static readonly Lazy<(char[] Table, Dictionary<char, string> Expansions)> Folds = new(MakeTable);

    /// <summary>What each UTF-16 unit becomes.</summary>
    public static ReadOnlySpan<char> Table => Folds.Value.Table;

    /// <summary>
    /// What the unit at a place becomes where the table says <see cref="Several"/>, and how many units it takes.
    /// A pair that is no letter, such as an emoji, is a space.
    /// </summary>
    public static (string Letters, int Used) Expansion(ReadOnlySpan<char> text, int at)
    {
        if (Folds.Value.Expansions.TryGetValue(text[at], out var letters))
            return (letters, 1);
        var whole = Rune.DecodeFromUtf16(text[at..], out var rune, out var used) == OperationStatus.Done;
        return (whole && Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).ToString() : " ", used);
    }

    /// <summary>The text folded, without spaces at its ends.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var folded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; )
        {
            var letter = Table[text[i]];
            var (letters, used) = letter == Several ? Expansion(text, i) : (letter.ToString(), 1);
            if (letter != Nothing)
                Append(folded, letters);
            i += used;
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>
    /// Whether words are written without spaces between them in the letter's script, so that a word may begin and
    /// end inside a run of letters: Thai, Lao, Burmese, Khmer, Chinese, Japanese.
    /// </summary>
    public static bool RunsOn(char letter) =>
        letter
            is (>= '\u0E00' and <= '\u0EFF')
                or (>= '\u1000' and <= '\u109F')
                or (>= '\u1780' and <= '\u17FF')
                or (>= '\u2E80' and <= '\u9FFF')
                or (>= '\uF900' and <= '\uFAFF')
        || char.IsSurrogate(letter);

    private static void Append(StringBuilder folded, ReadOnlySpan<char> letters)
    {
        foreach (var letter in letters)
        {
            if (letter != Space || (folded.Length > 0 && folded[^1] != Space))
                folded.Append(letter);
        }
    }

    private static (char[] Table, Dictionary<char, string> Expansions) MakeTable()
    {
        var table = new char[char.MaxValue + 1];
        var expansions = new Dictionary<char, string>();
        for (var unit = 0; unit < table.Length; unit++)
        {
            var letter = (char)unit;
            if (char.IsSurrogate(letter))
            {
                table[unit] = Several;
                continue;
            }

            var folded = Folded(letter);
            table[unit] = folded switch
            {
                [] => Nothing,
                [var one] => one,
                _ => Several,
            };
            if (folded.Length > 1)
                expansions.Add(letter, folded);
        }

        return (table, expansions);
    }

    private static string Folded(char letter)
    {
        if (Special(letter) is { } special)
            return special;
        if (IsLeftOut(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format)
            return "";
        if (!IsOfWord(letter))
            return " ";
        // Unassigned units, and the two at the end of the plane, do not normalise.
        var text = letter.ToString();
        var apart = string.Concat(text.Normalize(NormalizationForm.FormKD).Where(part => !IsLeftOut(part)));
        var changed =
            apart.Length == 1 || (apart.Length > 1 && apart.All(char.IsLetterOrDigit) && !IsHangul(letter));
        return (changed ? apart : text).ToLowerInvariant();
    }

    private static string? Special(char letter) =>
        letter switch
        {
            'ß' or 'ẞ' => "ss",
            'œ' or 'Œ' => "oe",
            'æ' or 'Æ' => "ae",
            'ø' or 'Ø' => "o",
            'ł' or 'Ł' => "l",
            'đ' or 'Đ' => "d",
            'ı' => "i",
            'ς' => "σ",
            '\u0640' => "",
            _ => null,
        };

    private static bool IsLeftOut(char letter) =>
        letter
            is (>= '\u0300' and <= '\u036F')
                or (>= '\u0591' and <= '\u05C7')
                or (>= '\u064B' and <= '\u065F')
                or '\u0670';

    private static bool IsHangul(char letter) => letter is >= '\uAC00' and <= '\uD7A3';

    private static bool IsOfWord(char letter) =>
        char.IsLetterOrDigit(letter)
        || char.GetUnicodeCategory(letter)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;
}
