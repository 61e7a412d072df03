using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The words between and beside the numbers of a chat header: eras, parts of the day, what joins date and time, units.
/// </summary>
internal static class HeaderWords
{
    private const int Longest = 40;

    /// <summary>Words in one gap; a bound on the ways in which it can be taken apart.</summary>
    private const int MostWords = 3;

    /// <summary>Words that name the calendar.</summary>
    private static readonly (string Word, YearCount Count)[] Eras =
    [
        ("be", YearCount.Buddhist),
        ("พศ", YearCount.Buddhist),
        ("ပသ", YearCount.Buddhist),
        ("佛历", YearCount.Buddhist),
        ("佛曆", YearCount.Buddhist),
        ("ap", YearCount.Persian),
        ("هش", YearCount.Persian),
        ("ah", YearCount.Islamic),
        ("ه", YearCount.Islamic),
        ("هـ", YearCount.Islamic),
        ("r", YearCount.Reiwa),
        ("令和", YearCount.Reiwa),
        ("民國", YearCount.Minguo),
        ("民国", YearCount.Minguo),
    ];

    /// <summary>
    /// Words that say nothing of the time: fr "à", fi "klo", de "um", bs "u", bg "г" (year) and "ч" (hour), the seconds
    /// of fr-CA.
    /// </summary>
    private static readonly string[] Fillers =
    [
        "à",
        "klo",
        "kl",
        "klock",
        "klocka",
        "um",
        "at",
        "u",
        "ê",
        "г",
        "ч",
        "s",
        "ga",
        "नि",
        "в",
        "во",
        "日",
        "hodź",
        "ཆུ་ཚོད་",
        "の",
        "t",
    ];

    /// <summary>
    /// Takes what stands in a gap apart; false where a word in it is unknown. Hours (<see cref="DayPeriods"/>) and the
    /// era are left as they were where the gap names none. Beside a date, no word is a part of the day: Finnish "ap."
    /// is one, the era AP is none.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> gap, bool besideDate, ref int hours, ref YearCount? era)
    {
        Span<char> buffer = stackalloc char[Longest];
        var length = Plain(gap, buffer);
        return length >= 0 && TryReadPlain(buffer[..length], besideDate, ref hours, ref era, MostWords);
    }

    private static bool TryReadPlain(
        ReadOnlySpan<char> word,
        bool besideDate,
        ref int hours,
        ref YearCount? era,
        int words
    )
    {
        if (word.IsEmpty)
            return true;
        if (words == 0)
            return false;
        if (!besideDate && hours == 0 && DayPeriods.Hours(word) is var found and > 0)
        {
            hours = found;
            return true;
        }
        foreach (var (name, count) in Eras)
        {
            if (
                !word.StartsWith(name, StringComparison.Ordinal)
                || !TryReadPlain(word[name.Length..], besideDate, ref hours, ref era, words - 1)
            )
            {
                continue;
            }
            era = count;
            return true;
        }
        foreach (var filler in Fillers)
        {
            if (
                word.StartsWith(filler, StringComparison.Ordinal)
                && TryReadPlain(word[filler.Length..], besideDate, ref hours, ref era, words - 1)
            )
            {
                return true;
            }
            if (
                word.EndsWith(filler, StringComparison.Ordinal)
                && TryReadPlain(word[..^filler.Length], besideDate, ref hours, ref era, words - 1)
            )
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>
    /// Copies a gap in lower case without spaces, marks and signs; the length, or -1 where it is too long for a word.
    /// </summary>
    private static int Plain(ReadOnlySpan<char> gap, Span<char> into)
    {
        var length = 0;
        for (
            var at = Marks.Skip(gap, 0, spaces: true);
            at < gap.Length;
            at = Marks.Skip(gap, at + 1, spaces: true)
        )
        {
            var letter = gap[at];
            if (IsSign(letter))
                continue;
            if (length + 2 > into.Length)
                return -1;
            if (
                char.IsHighSurrogate(letter)
                && at + 1 < gap.Length
                && Rune.TryCreate(letter, gap[at + 1], out var rune)
            )
            {
                length += Rune.ToLowerInvariant(rune).EncodeToUtf16(into[length..]);
                at++;
            }
            else
            {
                into[length++] = letter == 'µ' ? 'μ' : char.ToLowerInvariant(letter);
            }
        }
        return length;
    }

    /// <summary>A mark of interrogation and U+FFFD stand where a tool has lost a narrow space.</summary>
    private static bool IsSign(char letter) =>
        letter
            is '.'
                or ','
                or '،'
                or '、'
                or ';'
                or '('
                or ')'
                or '#'
                or '?'
                or '\''
                or '"'
                or '’'
                or '‘'
                or '׳'
                or '״'
                or '`'
                or '·'
                or '\u070F'
                or '\u200A'
                or '\u3000'
                or '\uFFFD';
}
