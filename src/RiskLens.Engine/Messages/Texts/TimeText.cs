namespace RiskLens.Engine.Messages;

/// <summary>How a time in a table cell turned out.</summary>
internal enum TimeOutcome
{
    Read,
    Missing,
    Unreadable,
    NoHour,
}

/// <summary>
/// Reads a time from a table cell: ISO 8601 with or without offset, Unix seconds or milliseconds, RFC 2822 and its
/// relatives with the month in letters, and numeric dates in the order that the file uses. Without an offset it is
/// the company's local time.
/// </summary>
internal sealed class TimeText(LocalTimes zone)
{
    private const int LongestCell = 64;

    /// <summary>Nanoseconds; a ulong holds any 19 digits.</summary>
    private const int MostDigits = 19;

    /// <summary>
    /// Month names by their first letters, English and French, and those of Spanish, Portuguese and German that begin
    /// otherwise; the longer first.
    /// </summary>
    private static readonly (string Start, int Month)[] Months =
    [
        ("jan", 1),
        ("feb", 2),
        ("fev", 2),
        ("fév", 2),
        ("mar", 3),
        ("apr", 4),
        ("avr", 4),
        ("may", 5),
        ("mai", 5),
        ("juin", 6),
        ("jun", 6),
        ("juil", 7),
        ("jul", 7),
        ("ene", 1),
        ("abr", 4),
        ("ago", 8),
        ("out", 10),
        ("okt", 10),
        ("dez", 12),
        ("dic", 12),
        ("mär", 3),
        ("mrz", 3),
        ("aug", 8),
        ("aou", 8),
        ("aoû", 8),
        ("sep", 9),
        ("oct", 10),
        ("nov", 11),
        ("dec", 12),
        ("déc", 12),
    ];

    /// <summary>Zones by letters: RFC 2822 (4.3) and UTC; hours from UTC.</summary>
    private static readonly (string Name, int Hours)[] Zones =
    [
        ("UTC", 0),
        ("GMT", 0),
        ("UT", 0),
        ("Z", 0),
        ("EDT", -4),
        ("EST", -5),
        ("CDT", -5),
        ("CST", -6),
        ("MDT", -6),
        ("MST", -7),
        ("PDT", -7),
        ("PST", -8),
    ];

    /// <summary>Reads a cell; the clock is filled where it is a numeric date, so that its order can be learnt.</summary>
    public TimeOutcome Read(
        ReadOnlySpan<char> cell,
        DateOrder order,
        out long unixMilliseconds,
        out ClockText clock
    )
    {
        (unixMilliseconds, clock) = (0, default);
        cell = TrimSpaces(cell);
        if (cell.IsEmpty)
            return TimeOutcome.Missing;
        if (cell.Length > LongestCell)
            return TimeOutcome.Unreadable;
        if (TryUnix(cell, ref unixMilliseconds))
            return TimeOutcome.Read;
        var length = ClockText.Read(cell, out clock);
        if (length == 0)
            return WithMonthName(cell, out unixMilliseconds);
        if (!clock.TryLocal(order, out var local))
            return TimeOutcome.Unreadable;
        if (!clock.HasTime)
            return length == cell.Length ? TimeOutcome.NoHour : TimeOutcome.Unreadable;
        return AtOffset(cell[length..], local, out unixMilliseconds);
    }

    private TimeOutcome AtOffset(ReadOnlySpan<char> rest, long local, out long unixMilliseconds)
    {
        unixMilliseconds = 0;
        rest = TrimSpaces(rest);
        if (rest.IsEmpty)
        {
            unixMilliseconds = zone.ToUnixMilliseconds(local);
            return TimeOutcome.Read;
        }
        if (!TryOffset(rest, out var offsetMinutes))
            return TimeOutcome.Unreadable;
        unixMilliseconds = local - ((long)offsetMinutes * CivilTime.Minute);
        return TimeOutcome.Read;
    }

    /// <summary>Z, UTC, +01, +0100, +01:00 and the zone letters of RFC 2822.</summary>
    private static bool TryOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        foreach (var (name, hours) in Zones)
        {
            if (!text.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            minutes = hours * 60;
            return true;
        }
        // A comment may follow the offset in mail dates: -0700 (PDT).
        if (text.IndexOf('(') is var comment and > 0)
            text = text[..comment].TrimEnd();
        if (text is ['U', 'T', 'C', ..] or ['G', 'M', 'T', ..])
            text = text[3..];
        if (text.Length < 3 || text[0] is not ('+' or '-' or '\u2212') || !TwoDigits(text[1..], out var hour))
            return false;
        var sign = text[0] == '+' ? 1 : -1;
        text = text[3..];
        var minute = 0;
        if (text is [':', ..])
            text = text[1..];
        if (!text.IsEmpty && (text.Length != 2 || !TwoDigits(text, out minute)))
            return false;
        minutes = sign * ((hour * 60) + minute);
        return hour <= 15 && minute <= 59;
    }

    /// <summary>
    /// Whole numbers: 9 to 11 digits are seconds, 12 and 13 milliseconds, 16 microseconds, 19 nanoseconds, 14 a compact
    /// yyyyMMddHHmmss; seconds may have a fraction.
    /// </summary>
    private bool TryUnix(ReadOnlySpan<char> cell, ref long unixMilliseconds)
    {
        var digits = 0;
        ulong digitsRead = 0;
        while (digits < cell.Length && char.IsAsciiDigit(cell[digits]) && digits < MostDigits)
            digitsRead = (digitsRead * 10) + (ulong)(cell[digits++] - '0');
        var number = digits == MostDigits ? (long)(digitsRead / 1_000_000) : (long)digitsRead;
        if (digits == 14 && digits == cell.Length)
            return TryCompact(number, ref unixMilliseconds);
        if (digits is >= 9 and <= 11 && (digits == cell.Length || cell[digits] == '.'))
        {
            if (!TryThousandths(cell[digits..], out var thousandths))
                return false;
            unixMilliseconds = (number * CivilTime.Second) + thousandths;
            return true;
        }
        if (digits != cell.Length || digits is not (12 or 13 or 16 or MostDigits))
            return false;
        unixMilliseconds = digits == 16 ? number / 1000 : number;
        return true;
    }

    private bool TryCompact(long number, ref long unixMilliseconds)
    {
        int Part(long divisor, int size) => (int)(number / divisor % size);
        var (hour, minute, second) = (Part(10_000, 100), Part(100, 100), Part(1, 100));
        var isDay = CivilTime.TryDay(
            Part(10_000_000_000, 10_000),
            Part(100_000_000, 100),
            Part(1_000_000, 100),
            out var day
        );
        if (!isDay || hour > 23 || minute > 59 || second > 59)
            return false;
        unixMilliseconds = zone.ToUnixMilliseconds(
            day + (hour * CivilTime.HourLength) + (minute * CivilTime.Minute) + (second * CivilTime.Second)
        );
        return true;
    }

    private static bool TryThousandths(ReadOnlySpan<char> fraction, out int thousandths)
    {
        thousandths = 0;
        if (fraction.IsEmpty)
            return true;
        var weight = 100;
        foreach (var letter in fraction[1..])
        {
            if (!char.IsAsciiDigit(letter))
                return false;
            thousandths += (letter - '0') * weight;
            weight /= 10;
        }
        return true;
    }

    /// <summary>"Thu, 30 Jul 2015 20:12:31 +0000", "30 juil. 2015 à 20:12", "Jul 30, 2015, 8:12 PM".</summary>
    private TimeOutcome WithMonthName(ReadOnlySpan<char> cell, out long unixMilliseconds)
    {
        unixMilliseconds = 0;
        var (day, month, year) = (0, 0, 0);
        var at = 0;
        while (at < cell.Length && (day == 0 || month == 0 || year == 0))
        {
            var start = at;
            if (char.IsAsciiDigit(cell[at]))
            {
                while (at < cell.Length && char.IsAsciiDigit(cell[at]))
                    at++;
                if (at - start > 4)
                    return TimeOutcome.Unreadable;
                var number = int.Parse(cell[start..at], System.Globalization.CultureInfo.InvariantCulture);
                if (day == 0 && at - start <= 2)
                    day = number;
                else if (at - start == 4)
                    year = number;
                else
                    return TimeOutcome.Unreadable;
            }
            else if (char.IsLetter(cell[at]))
            {
                while (at < cell.Length && char.IsLetter(cell[at]))
                    at++;
                // What is no month is a weekday.
                if (MonthOf(cell[start..at]) is var found and > 0)
                    month = found;
            }
            else
            {
                at++;
            }
        }
        if (!CivilTime.TryDay(year, month, day, out var local))
            return TimeOutcome.Unreadable;
        var length = ClockText.ReadTimeAfterDate(cell[at..], out var millisecond);
        if (length == 0)
            return at == cell.Length ? TimeOutcome.NoHour : TimeOutcome.Unreadable;
        return AtOffset(cell[(at + length)..], local + millisecond, out unixMilliseconds);
    }

    private static int MonthOf(ReadOnlySpan<char> word)
    {
        foreach (var (start, month) in Months)
        {
            if (word.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return month;
        }
        return 0;
    }

    private static bool TwoDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (text.Length < 2 || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]))
            return false;
        value = ((text[0] - '0') * 10) + (text[1] - '0');
        return true;
    }

    private static ReadOnlySpan<char> TrimSpaces(ReadOnlySpan<char> text)
    {
        text = text[Marks.Skip(text, 0, spaces: true)..];
        while (!text.IsEmpty && (Marks.IsSpace(text[^1]) || Marks.IsInvisible(text[^1])))
            text = text[..^1];
        return text;
    }
}
