using System.Globalization;

namespace RiskLens.Engine.Outages;

/// <summary>Takes a sentence apart into words, dates, times of day and zones. Goes through it once.</summary>
internal static class TextTokens
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

    /// <summary>The tokens in order; brackets, quotation marks and marks of emphasis are passed over.</summary>
    public static List<TextToken> Of(string text)
    {
        var tokens = new List<TextToken>();
        var at = 0;
        while (at < text.Length)
        {
            var letter = text[at];
            if (char.IsWhiteSpace(letter) || "()[]{}*_~\\\"'`:#>".Contains(letter, StringComparison.Ordinal))
            {
                at++;
                continue;
            }
            var token = Next(text, at);
            tokens.Add(token);
            at = token.To;
        }
        return tokens;
    }

    private static TextToken Next(string text, int at)
    {
        var letter = text[at];
        if (char.IsAsciiDigit(letter))
        {
            return NumericDate(text, at) ?? DayAndMonth(text, at) ?? Clock(text, at) ?? Word(text, at);
        }
        if (char.IsLetter(letter))
            return MonthAndDay(text, at) ?? Zone(text, at) ?? Word(text, at);
        return new TextToken(
            letter switch
            {
                ',' => TextTokenKind.Comma,
                '-' or '–' or '—' => TextTokenKind.Dash,
                _ => TextTokenKind.Other,
            },
            at,
            at + 1
        );
    }

    /// <summary>2020-09-28, 28/09/2020, 28.09.2020, 03/07.</summary>
    private static TextToken? NumericDate(string text, int start)
    {
        var at = start;
        if (!Number(text, ref at, 4, out var first, out var digits) || digits == 3)
            return null;
        if (at >= text.Length || text[at] is not ('-' or '/' or '.'))
            return null;
        var separator = text[at++];
        if (!Number(text, ref at, 2, out var second, out _))
            return null;
        var isWhole = at < text.Length && text[at] == separator;
        var next = at + 1;
        if (!isWhole || !Number(text, ref next, 4, out var third, out var thirdDigits))
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
    private static TextToken? DayAndMonth(string text, int start)
    {
        var at = start;
        if (!Number(text, ref at, 2, out var day, out _) || day is < 1 or > 31)
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
    private static TextToken? MonthAndDay(string text, int start)
    {
        var at = start;
        if (!Month(text, ref at, out var month) || at >= text.Length || text[at] != ' ')
            return null;
        at++;
        if (!Number(text, ref at, 2, out var day, out _) || day is < 1 or > 31)
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
            && Number(text, ref year, 4, out var number, out var digits)
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

    /// <summary>13:30, 1:30 PM, 1:30pm, 8 p.m., 10h15, 02:31:45.</summary>
    private static TextToken? Clock(string text, int start)
    {
        if (start > 0 && (char.IsLetterOrDigit(text[start - 1]) && text[start - 1] != 'T'))
            return null;
        var at = start;
        if (!Number(text, ref at, 2, out var hour, out _) || hour > 23)
            return null;
        var (minute, hasMinutes, needsHalf) = (0, false, true);
        if (at < text.Length && text[at] is ':' or 'h' or '.')
        {
            var separator = text[at];
            var next = at + 1;
            if (Number(text, ref next, 2, out var found, out var digits) && digits == 2 && found <= 59)
            {
                (minute, hasMinutes, needsHalf, at) = (found, true, separator == '.', next);
                if (separator == ':')
                    at = AfterSeconds(text, at);
            }
        }
        var half = HalfDay(text, ref at);
        if ((needsHalf && half == '\0') || (half != '\0' && hour == 0))
            return null;
        if (at < text.Length && char.IsAsciiDigit(text[at]))
            return null;
        return new TextToken(TextTokenKind.Time, start, at)
        {
            Clock = new TextClock(hour, minute, half, hasMinutes),
        };
    }

    private static int AfterSeconds(string text, int at)
    {
        var next = at + 1;
        if (
            at >= text.Length
            || text[at] != ':'
            || !Number(text, ref next, 2, out _, out var digits)
            || digits != 2
        )
            return at;
        if (next + 1 < text.Length && text[next] == '.' && char.IsAsciiDigit(text[next + 1]))
        {
            next++;
            while (next < text.Length && char.IsAsciiDigit(text[next]))
                next++;
        }
        return next;
    }

    private static char HalfDay(string text, ref int at)
    {
        var next = at;
        while (next < text.Length && text[next] is ' ' or '\u202F')
            next++;
        if (next >= text.Length || char.ToLowerInvariant(text[next]) is not ('a' or 'p'))
            return '\0';
        var half = char.ToLowerInvariant(text[next++]);
        if (next < text.Length && text[next] == '.')
            next++;
        if (next >= text.Length || char.ToLowerInvariant(text[next++]) != 'm')
            return '\0';
        if (next < text.Length && text[next] == '.')
            next++;
        if (next < text.Length && char.IsLetterOrDigit(text[next]))
            return '\0';
        at = next;
        return half;
    }

    /// <summary>UTC, GMT+2, PDT, US/Pacific, Pacific Time.</summary>
    private static TextToken? Zone(string text, int start)
    {
        var at = start;
        while (at < text.Length && (char.IsAsciiLetter(text[at]) || text[at] is '/' or '_'))
            at++;
        var name = text[start..at];
        if (text.AsSpan(at).StartsWith(" Time") && TextZone.Of(name + " Time") is { } named)
            return new TextToken(TextTokenKind.Zone, start, at + " Time".Length) { Zone = named };
        if (TextZone.Of(name) is not { } zone)
            return null;
        if (name is "UTC" or "GMT" && Offset(text, ref at) is { } minutes)
            zone = TextZone.AtOffset(minutes);
        return new TextToken(TextTokenKind.Zone, start, at) { Zone = zone };
    }

    private static int? Offset(string text, ref int at)
    {
        if (at >= text.Length || text[at] is not ('+' or '-'))
            return null;
        var next = at + 1;
        if (!Number(text, ref next, 2, out var hours, out _) || hours > 14)
            return null;
        var minutes = 0;
        var colon = next + 1;
        if (
            next < text.Length
            && text[next] == ':'
            && Number(text, ref colon, 2, out var found, out _)
            && found < 60
        )
            (minutes, next) = (found, colon);
        var sign = text[at] == '-' ? -1 : 1;
        at = next;
        return sign * ((hours * 60) + minutes);
    }

    private static TextToken Word(string text, int start)
    {
        var at = start;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '\'' or '’'))
            at++;
        return new TextToken(TextTokenKind.Word, start, at) { Word = text[start..at].ToLowerInvariant() };
    }

    /// <summary>A number of at most so many digits, that no digit follows.</summary>
    private static bool Number(string text, ref int at, int most, out int value, out int digits)
    {
        var start = at;
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]) && end - start <= most)
            end++;
        (value, digits) = (0, end - start);
        if (
            digits == 0
            || digits > most
            || !int.TryParse(
                text.AsSpan(start, digits),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out value
            )
        )
            return false;
        at = end;
        return true;
    }
}
