using System.Globalization;

namespace RiskLens.Engine.Outages;

/// <summary>Takes a sentence apart into words, dates, times of day and zones. Goes through it once.</summary>
internal static class TextTokens
{
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
            return TextDates.Numeric(text, at)
                ?? TextDates.DayAndMonth(text, at)
                ?? Clock(text, at)
                ?? Word(text, at);
        }
        if (char.IsLetter(letter))
            return TextDates.MonthAndDay(text, at) ?? Zone(text, at) ?? Word(text, at);
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
    public static bool Number(string text, ref int at, int most, out int value, out int digits)
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
