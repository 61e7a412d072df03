namespace RiskLens.Engine.Messages;

/// <summary>
/// A numeric date with a time of day, as people's programs write it: three numbers in an order that only the file
/// as a whole can tell, and a clock of 12 or 24 hours. One reader serves chat headers and table columns alike; a new
/// way of writing is a new entry in one of its tables.
/// </summary>
internal readonly struct ClockText
{
    /// <summary>Words between date and time (fr "à", fi "klo", de "um"), beside a comma and spaces.</summary>
    private static readonly string[] GlueWords = ["à", "klo", "um", "at"];

    /// <summary>Marks of the half of the day after the time, dots and spaces left out, and whether it is the later.</summary>
    private static readonly (string Word, bool Afternoon)[] HalfDays = [("am", false), ("pm", true)];

    /// <summary>The numbers of the date in the order written.</summary>
    public int First { get; private init; }
    public int Second { get; private init; }
    public int Third { get; private init; }

    /// <summary>Whether the year stands first (it has four digits); else it stands last.</summary>
    public bool YearFirst { get; private init; }

    /// <summary>Whether the year has two digits: 20xx.</summary>
    public bool ShortYear { get; private init; }

    /// <summary>Between the numbers of the date: / . or -.</summary>
    public char Separator { get; private init; }

    public bool HasTime { get; private init; }

    public bool HasSeconds { get; private init; }

    public int MillisecondOfDay { get; private init; }

    /// <summary>Reads a date and time at the start of the text; the length read comes back, 0 for none.</summary>
    public static int Read(ReadOnlySpan<char> text, out ClockText clock)
    {
        clock = default;
        var at = 0;
        var firstDigits = Number(text, ref at, 4, out var first);
        if (firstDigits is 0 or 3 || at >= text.Length || text[at] is not ('/' or '.' or '-'))
            return 0;
        var separator = text[at];
        if (!NextOfDate(text, ref at, separator, out var second, out var secondDigits) || secondDigits > 2)
            return 0;
        if (!NextOfDate(text, ref at, separator, out var third, out var thirdDigits))
            return 0;
        var yearFirst = firstDigits == 4;
        if (yearFirst ? thirdDigits > 2 : thirdDigits is not (2 or 4))
            return 0;
        // Croatian and Hungarian dates end with a point as well: 13. 6. 2018.
        if (separator == '.' && at < text.Length && text[at] == '.')
            at++;
        clock = new ClockText
        {
            First = first,
            Second = second,
            Third = third,
            YearFirst = yearFirst,
            ShortYear = !yearFirst && thirdDigits == 2,
            Separator = separator,
        };
        var time = TimeStart(text, at);
        if (time == at)
            return at;
        var end = ReadTime(text, time, out var millisecond, out var hasSeconds);
        if (end == 0)
            return at;
        clock = clock with { HasTime = true, HasSeconds = hasSeconds, MillisecondOfDay = millisecond };
        return end;
    }

    /// <summary>The time on the clock in milliseconds from 1970; false where the order gives no real date.</summary>
    public bool TryLocal(DateOrder order, out long milliseconds)
    {
        var (year, month, day) = (YearFirst, order) switch
        {
            (true, _) => (First, Second, Third),
            (_, DateOrder.MonthFirst) => (Third, First, Second),
            _ => (Third, Second, First),
        };
        var real = CivilTime.TryDay(ShortYear ? year + 2000 : year, month, day, out milliseconds);
        milliseconds += MillisecondOfDay;
        return real;
    }

    /// <summary>Reads a time of day that follows a date written with the month in letters; its length, or 0.</summary>
    public static int ReadTimeAfterDate(ReadOnlySpan<char> text, out int millisecond)
    {
        var start = TimeStart(text, 0);
        millisecond = 0;
        return start == 0 ? 0 : ReadTime(text, start, out millisecond, out _);
    }

    private static bool NextOfDate(
        ReadOnlySpan<char> text,
        ref int at,
        char separator,
        out int value,
        out int digits
    )
    {
        (value, digits) = (0, 0);
        at = Marks.Skip(text, at, spaces: false);
        if (at >= text.Length || text[at] != separator)
            return false;
        at++;
        if (separator == '.' && at < text.Length && text[at] == ' ')
            at++;
        digits = Number(text, ref at, 4, out value);
        return digits > 0;
    }

    private static int TimeStart(ReadOnlySpan<char> text, int at)
    {
        if (at < text.Length && text[at] is 'T' or 't')
            return at + 1;
        var start = at;
        if (at < text.Length && text[at] == ',')
            at++;
        at = Marks.Skip(text, at, spaces: true);
        foreach (var word in GlueWords)
        {
            if (text[at..].StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                var after = Marks.Skip(text, at + word.Length, spaces: true);
                return after > at + word.Length ? after : start;
            }
        }
        return at;
    }

    private static int ReadTime(ReadOnlySpan<char> text, int at, out int millisecond, out bool hasSeconds)
    {
        (millisecond, hasSeconds) = (0, false);
        var hourDigits = Number(text, ref at, 2, out var hour);
        if (hourDigits == 0 || !TimeSeparator(text, ref at, out var separator))
            return 0;
        if (Number(text, ref at, 2, out var minute) != 2 || hour > 23 || minute > 59)
            return 0;
        var (second, thousandths) = (0, 0);
        var next = at;
        if (TimeSeparator(text, ref next, out var again) && again == separator)
        {
            if (Number(text, ref next, 2, out second) != 2 || second > 60)
                return 0;
            hasSeconds = true;
            at = next;
            if (
                separator == ':'
                && at + 1 < text.Length
                && text[at] is '.' or ','
                && char.IsAsciiDigit(text[at + 1])
            )
            {
                at = Fraction(text, at + 1, out thousandths);
            }
        }
        if (at < text.Length && char.IsAsciiDigit(text[at]))
            return 0;
        at = HalfDay(text, at, ref hour);
        // A leap second counts as the second before it.
        millisecond =
            (hour * CivilTime.HourLength)
            + (minute * CivilTime.Minute)
            + (Math.Min(second, 59) * CivilTime.Second)
            + thousandths;
        return at;
    }

    /// <summary>21:05, 21.05, 21h05 and 21 h 05 (fr-CA).</summary>
    private static bool TimeSeparator(ReadOnlySpan<char> text, ref int at, out char separator)
    {
        separator = '\0';
        if (at < text.Length && text[at] is ':' or '.')
        {
            separator = text[at++];
            return at < text.Length && char.IsAsciiDigit(text[at]);
        }
        var next = Marks.Skip(text, at, spaces: true);
        if (next >= text.Length || text[next] is not ('h' or 'H'))
            return false;
        next = Marks.Skip(text, next + 1, spaces: true);
        if (next >= text.Length || !char.IsAsciiDigit(text[next]))
            return false;
        (separator, at) = ('h', next);
        return true;
    }

    private static int Fraction(ReadOnlySpan<char> text, int at, out int thousandths)
    {
        thousandths = 0;
        for (var weight = 100; at < text.Length && char.IsAsciiDigit(text[at]); at++, weight /= 10)
            thousandths += (text[at] - '0') * weight;
        return at;
    }

    private static int HalfDay(ReadOnlySpan<char> text, int at, ref int hour)
    {
        var start = Marks.Skip(text, at, spaces: true);
        foreach (var (word, afternoon) in HalfDays)
        {
            var end = WordWithDots(text, start, word);
            if (end == 0)
                continue;
            if (afternoon && hour < 12)
                hour += 12;
            else if (!afternoon && hour == 12)
                hour = 0;
            return end;
        }
        return at;
    }

    /// <summary>Matches "pm", "PM", "p.m." and "p. m."; the end of the match, or 0.</summary>
    private static int WordWithDots(ReadOnlySpan<char> text, int at, string word)
    {
        foreach (var letter in word)
        {
            at = Marks.Skip(text, at, spaces: true);
            if (at >= text.Length || char.ToLowerInvariant(text[at]) != letter)
                return 0;
            at++;
            if (at < text.Length && text[at] == '.')
                at++;
        }
        return at < text.Length && char.IsLetterOrDigit(text[at]) ? 0 : at;
    }

    private static int Number(ReadOnlySpan<char> text, ref int at, int mostDigits, out int value)
    {
        value = 0;
        var digits = 0;
        at = Marks.Skip(text, at, spaces: false);
        while (at < text.Length && digits < mostDigits && char.IsAsciiDigit(text[at]))
        {
            value = (value * 10) + (text[at++] - '0');
            digits++;
        }
        return digits;
    }
}
