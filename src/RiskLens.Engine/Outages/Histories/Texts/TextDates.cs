namespace RiskLens.Engine.Outages;

/// <summary>Dates as prose writes them, in English: numbers in any order, or a month by its name.</summary>
internal static class TextDates
{
    private static readonly string[] Months =
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    ];

    private static readonly string[] MonthNames =
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];

    /// <summary>2020-09-28, 28/09/2020, 28.09.2020, 03/07.</summary>
    public static TextToken? Numeric(string text, int start)
    {
        var at = start;
        if (!TextTokens.Number(text, ref at, 4, out var first, out var digits) || digits == 3)
            return null;
        if (at >= text.Length || text[at] is not ('-' or '/' or '.'))
            return null;
        var separator = text[at++];
        if (!TextTokens.Number(text, ref at, 2, out var second, out _))
            return null;
        var isWhole = at < text.Length && text[at] == separator;
        var next = at + 1;
        if (!isWhole || !TextTokens.Number(text, ref next, 4, out var third, out var thirdDigits))
        {
            // Two numbers alone are a date only with a slash between them.
            return digits <= 2 && separator == '/' && !isWhole && IsDayAndMonth(first, second)
                ? Date(start, at, new TextDate(null, second, first, EitherOrder: true))
                : null;
        }
        if (digits == 4)
        {
            return thirdDigits <= 2 && IsDayAndMonth(third, second)
                ? Date(start, AfterT(text, next), new TextDate(first, second, third, EitherOrder: false))
                : null;
        }
        return thirdDigits is 2 or 4 && IsDayAndMonth(first, second)
            ? Date(start, next, new TextDate(Year(third, thirdDigits), second, first, EitherOrder: true))
            : null;
    }

    /// <summary>Whether two numbers can be day and month in either order.</summary>
    private static bool IsDayAndMonth(int one, int other) =>
        one is >= 1 and <= 31 && other is >= 1 and <= 31 && Math.Min(one, other) <= 12;

    /// <summary>31st July 2026, 06/May/2019, 15/Apr/21, 05 June.</summary>
    public static TextToken? DayAndMonth(string text, int start)
    {
        var at = start;
        if (!TextTokens.Number(text, ref at, 2, out var day, out _) || day is < 1 or > 31)
            return null;
        at = AfterOrdinal(text, at);
        var separator = at < text.Length ? text[at] : '\0';
        if (separator is not (' ' or '/' or '-'))
            return null;
        at++;
        if (separator == ' ' && text.AsSpan(at).StartsWith("of "))
            at += 3;
        if (!Month(text, ref at, out var month))
            return null;
        return WithYear(text, start, at, month, day);
    }

    /// <summary>July 6, 2023; Dec 18; August 14.</summary>
    public static TextToken? MonthAndDay(string text, int start)
    {
        var at = start;
        if (!Month(text, ref at, out var month) || at >= text.Length || text[at] != ' ')
            return null;
        at++;
        if (!TextTokens.Number(text, ref at, 2, out var day, out _) || day is < 1 or > 31)
            return null;
        // "May 10:30" is a month and a time.
        if (at < text.Length && text[at] == ':')
            return null;
        return WithYear(text, start, AfterOrdinal(text, at), month, day);
    }

    private static TextToken WithYear(string text, int start, int at, int month, int day)
    {
        var next = at;
        while (next < text.Length && text[next] is ',' or ' ' or '/' or '-' && next < at + 2)
            next++;
        var apart = next > at ? text[at] : '\0';
        var year = next;
        if (
            apart != '\0'
            && TextTokens.Number(text, ref year, 4, out var number, out var digits)
            && (digits == 4 || (digits == 2 && apart is '/' or '-'))
            && number > 0
            && (year >= text.Length || text[year] != ':')
        )
            return Date(start, year, new TextDate(Year(number, digits), month, day, EitherOrder: false));
        return Date(start, at, new TextDate(null, month, day, EitherOrder: false));
    }

    private static int Year(int number, int digits) => digits == 2 ? number + 2000 : number;

    private static TextToken Date(int from, int to, TextDate date) =>
        new(TextTokenKind.Date, from, to) { Date = date };

    /// <summary>Behind the T between date and time.</summary>
    private static int AfterT(string text, int at) =>
        at + 1 < text.Length && text[at] == 'T' && char.IsAsciiDigit(text[at + 1]) ? at + 1 : at;

    private static int AfterOrdinal(string text, int at)
    {
        foreach (var ending in (ReadOnlySpan<string>)["st", "nd", "rd", "th"])
        {
            if (text.AsSpan(at).StartsWith(ending, StringComparison.OrdinalIgnoreCase))
                return at + 2;
        }
        return at;
    }

    private static bool Month(string text, ref int at, out int month)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
            end++;
        var word = text[at..end].ToLowerInvariant();
        month = Array.IndexOf(MonthNames, word) + 1;
        if (month == 0)
            month = Array.IndexOf(Months, word == "sept" ? "sep" : word) + 1;
        if (month == 0)
            return false;
        at = end < text.Length && text[end] == '.' && word.Length <= 4 ? end + 1 : end;
        return true;
    }
}
