namespace RiskLens.Engine.Messages;

/// <summary>The signs between the numbers of a chat header's date and time.</summary>
internal static class HeaderSigns
{
    /// <summary>What stands between the numbers of a date: / . - or 年 (with 月); '\0' where they are no date's.</summary>
    public static char OfDate(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        var (sign, again) = (Single(first), Single(second));
        return sign switch
        {
            '/' or '.' or '-' when again == sign => sign,
            '年' when again == '月' => sign,
            // Kako: 31/12 2024.
            '/' when second.IsWhiteSpace() => sign,
            _ => '\0',
        };
    }

    /// <summary>What stands between the numbers of a time: : . ; or h for all letters; '\0' where they are no time's.</summary>
    public static char OfTime(ReadOnlySpan<char> gap) =>
        Single(gap) switch
        {
            ':' => ':',
            '.' => '.',
            ';' => ';',
            'h' or 'H' or '時' or '时' or '点' or '點' or '시' or '分' or '분' => 'h',
            // 21 h 05 min 09 s; Dzongkha has its minutes in a word as well.
            _ when gap.Trim() is "min" or "སྐར་མ་" => 'h',
            _ => '\0',
        };

    /// <summary>What the form of a date says of its two-digit year.</summary>
    public static YearFirstHint Hint(
        char separator,
        ReadOnlySpan<char> dateGap,
        ReadOnlySpan<char> middle,
        char digit
    )
    {
        if (separator == '年' || middle.Contains('(') || HasHangul(middle))
            return YearFirstHint.Certain;
        var spacedDots = separator == '.' && dateGap.Length > 1;
        if (spacedDots && middle.StartsWith('.'))
            return YearFirstHint.Likely;
        return spacedDots || separator == '-' || !char.IsAsciiDigit(digit)
            ? YearFirstHint.Possible
            : YearFirstHint.None;
    }

    private static bool HasHangul(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\uAC00', '\uD7A3');

    /// <summary>The only sign or letter of a gap beside marks and spaces; '\0' where there are more or none.</summary>
    private static char Single(ReadOnlySpan<char> gap)
    {
        if (gap.Length == 1)
            return gap[0];
        var at = Marks.Skip(gap, 0, spaces: true);
        return at < gap.Length && Marks.Skip(gap, at + 1, spaces: true) == gap.Length ? gap[at] : '\0';
    }
}
