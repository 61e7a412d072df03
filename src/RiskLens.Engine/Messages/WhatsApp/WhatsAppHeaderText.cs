using System.Runtime.InteropServices;

namespace RiskLens.Engine.Messages;

/// <summary>The header of a line, read in full: whichever language and calendar the phone was set to.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct WhatsAppHeaderText
{
    private const int DateNumbers = 3;
    private const int LongestOddWord = 14;

    public HeaderFront Front { get; private init; }

    public required WhatsAppNumbers Numbers { get; init; }

    /// <summary>Which of the numbers is the date's first.</summary>
    public int Date { get; private init; }

    /// <summary>Which of the numbers is the hour.</summary>
    public int Hour { get; private init; }

    /// <summary>The hours of the word beside the time (<see cref="DayPeriods"/>), 0 where there is none.</summary>
    public int Period { get; private init; }

    /// <summary>Whether a word for a part of the day stands beside the time, known or not.</summary>
    public bool HasWord { get; private init; }

    /// <summary>Whether all words are known.</summary>
    public bool IsReadable { get; private init; }

    public HeaderStyle Style { get; private init; }

    /// <summary>Reads a header; what is read stays valid until <paramref name="numbers"/> is used again.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, WhatsAppNumbers numbers, out WhatsAppHeaderText text)
    {
        text = default;
        var front = HeaderFront.Of(line);
        if (!front.MayBeginHeader(line) || !numbers.TryFind(line, front))
            return false;
        var timeNumbers = numbers.Count - DateNumbers;
        var timeFirst = HeaderSigns.OfTime(numbers.Gap(line, 0)) is not ('\0' or '.');
        var (date, hour) = timeFirst ? (timeNumbers, 0) : (0, DateNumbers);
        var separator = HeaderSigns.OfDate(numbers.Gap(line, date), numbers.Gap(line, date + 1));
        var timeSeparator = HeaderSigns.OfTime(numbers.Gap(line, hour));
        if (separator == '\0' || timeSeparator == '\0')
            return false;
        if (timeNumbers == 3 && HeaderSigns.OfTime(numbers.Gap(line, hour + 1)) == '\0')
            return false;
        var readable = TryWords(
            line,
            front,
            numbers,
            timeFirst,
            out var period,
            out var era,
            out var eraFirst
        );
        if (!readable && !HasOddWord(line, front, numbers, timeFirst))
            return false;
        if (!TryYear(numbers, date, era, eraFirst, out var yearFirst, out var shortYear))
            return false;
        var middle = numbers.Gap(line, Middle(numbers, timeFirst));
        text = new WhatsAppHeaderText
        {
            Front = front,
            Numbers = numbers,
            Date = date,
            Hour = hour,
            Period = period,
            HasWord = period != 0 || !readable,
            IsReadable = readable,
            Style = new HeaderStyle(
                numbers.Joint,
                separator,
                yearFirst,
                shortYear,
                Seconds: timeNumbers == 3,
                timeSeparator,
                timeFirst,
                LatinDigits: char.IsAsciiDigit(line[numbers[0].Start]),
                Hint: yearFirst || !shortYear
                    ? YearFirstHint.None
                    : HeaderSigns.Hint(separator, numbers.Gap(line, date), middle, line[numbers[0].Start]),
                era,
                Semicolons: timeSeparator == ';' || middle.Contains(';')
            ),
        };
        return text.IsTime;
    }

    public WhatsAppHeader Header(ReadOnlySpan<char> line, int style) =>
        new()
        {
            Style = style,
            Date = new ChatDate(
                Numbers[Date].Value,
                Numbers[Date + 1].Value,
                Numbers[Date + 2].Value,
                Numbers[Date + 2].Digits
            ),
            MillisecondOfDay = MillisecondOfDay,
            HasWord = HasWord,
            Front = Front,
            Text = line[Numbers.TextStart..],
        };

    private int MillisecondOfDay =>
        IsReadable ? OfDay(Value(0), Value(1), Style.Seconds ? Value(2) : 0, Period) : -1;

    /// <summary>Whether the numbers are a time of day, whatever the word beside them says.</summary>
    private bool IsTime =>
        Numbers[Hour].Digits <= 2
        && Numbers[Hour + 1].Digits <= 2
        && !(Style.Seconds && Numbers[Hour + 2].Digits > 2)
        && OfDay(Value(0), Value(1), Style.Seconds ? Value(2) : 0, period: 0) >= 0;

    private int Value(int afterHour) => Numbers[Hour + afterHour].Value;

    /// <summary>Milliseconds from midnight; -1 where the numbers and the part of the day are no time.</summary>
    public static int OfDay(int hour, int minute, int second, int period)
    {
        if (hour > 24 || minute > 59 || second > 60)
            return -1;
        var hourOfDay = DayPeriods.HourOfDay(hour, period);
        // A leap second counts as the second before it.
        return hourOfDay < 0
            ? -1
            : (hourOfDay * CivilTime.HourLength)
                + (minute * CivilTime.Minute)
                + (Math.Min(second, 59) * CivilTime.Second);
    }

    private static bool TryWords(
        ReadOnlySpan<char> line,
        HeaderFront front,
        WhatsAppNumbers numbers,
        bool timeFirst,
        out int period,
        out YearCount? era,
        out bool eraFirst
    )
    {
        (period, era) = (0, null);
        var before = line[front.End..numbers[0].Start];
        var known = HeaderWords.TryRead(before, besideDate: !timeFirst, ref period, ref era);
        eraFirst = era is not null;
        return known
            && TryMiddle(numbers.Gap(line, Middle(numbers, timeFirst)), timeFirst, ref period, ref era)
            && HeaderWords.TryRead(
                line[numbers[numbers.Count - 1].End..numbers.TailEnd],
                besideDate: timeFirst,
                ref period,
                ref era
            );
    }

    /// <summary>Whether a short word, which may be one for a part of the day, is all that is not known.</summary>
    private static bool HasOddWord(
        ReadOnlySpan<char> line,
        HeaderFront front,
        WhatsAppNumbers numbers,
        bool timeFirst
    )
    {
        var (before, middle, after) = (
            numbers[0].Start - front.End,
            numbers.Gap(line, Middle(numbers, timeFirst)).Length,
            numbers.TailEnd - numbers[numbers.Count - 1].End
        );
        return before == 0 && middle <= LongestOddWord && after <= LongestOddWord;
    }

    private static int Middle(WhatsAppNumbers numbers, bool timeFirst) =>
        (timeFirst ? numbers.Count - DateNumbers : DateNumbers) - 1;

    private static bool TryMiddle(ReadOnlySpan<char> gap, bool timeFirst, ref int period, ref YearCount? era)
    {
        // WhatsApp Viewer and Wolof have a dash between date and time.
        if (gap is " - ")
            return true;
        var comma = gap.IndexOfAny(',', '،');
        if (comma < 0)
            return HeaderWords.TryRead(gap, besideDate: false, ref period, ref era);
        return HeaderWords.TryRead(gap[..comma], besideDate: !timeFirst, ref period, ref era)
            && HeaderWords.TryRead(gap[comma..], besideDate: timeFirst, ref period, ref era);
    }

    /// <summary>Whether the year stands first and is short; false where the numbers' lengths are no date's.</summary>
    private static bool TryYear(
        WhatsAppNumbers numbers,
        int date,
        YearCount? era,
        bool eraFirst,
        out bool yearFirst,
        out bool shortYear
    )
    {
        var (first, second, third) = (
            numbers[date].Digits,
            numbers[date + 1].Digits,
            numbers[date + 2].Digits
        );
        var counted = era is YearCount.Reiwa or YearCount.Minguo;
        yearFirst = first == 4 || eraFirst;
        shortYear = !counted && (yearFirst ? first : third) <= 2;
        if (second > 2 || (yearFirst ? third : first) > 2)
            return false;
        return (yearFirst ? first : third) != 3 || counted;
    }
}
