using System.Globalization;

namespace RiskLens.Engine.Messages;

/// <summary>The calendars in which phones write years.</summary>
internal enum YearCount
{
    Gregorian,

    /// <summary>Thailand: 2567 is 2024; months and days are Gregorian.</summary>
    Buddhist,

    /// <summary>Iran: 1403-10-11 is 2024-12-31.</summary>
    Persian,

    /// <summary>Umm al-Qura, as phones in Saudi Arabia write it.</summary>
    Islamic,

    /// <summary>Japan: Reiwa 6 is 2024; months and days are Gregorian.</summary>
    Reiwa,

    /// <summary>Taiwan: Minguo 113 is 2024; months and days are Gregorian.</summary>
    Minguo,
}

/// <summary>
/// Days in the calendars of phones. The spans in which a year makes sense for a chat do not overlap between the
/// calendars, written with four digits or with two, so the year itself tells its calendar.
/// </summary>
internal static class YearCounts
{
    /// <summary>WhatsApp began in 2009: a year of two digits before it belongs to another calendar.</summary>
    private const int FirstShortYear = 2009;
    private const int FirstYear = 1990;

    private static readonly PersianCalendar Persian = new();
    private static readonly UmAlQuraCalendar Islamic = new();

    /// <summary>The calendars that are recognised by the year alone, the likeliest first.</summary>
    private static readonly YearCount[] Told =
    [
        YearCount.Gregorian,
        YearCount.Buddhist,
        YearCount.Persian,
        YearCount.Islamic,
    ];

    /// <summary>
    /// The first moment of a day, in milliseconds from 1970 on the same clock; false where that calendar has no such
    /// day.
    /// </summary>
    public static bool TryDay(
        YearCount count,
        int year,
        bool shortYear,
        int month,
        int day,
        out long milliseconds
    )
    {
        switch (count)
        {
            case YearCount.Persian:
                return TryDay(
                    Persian,
                    shortYear ? year + (year < 50 ? 1400 : 1300) : year,
                    month,
                    day,
                    out milliseconds
                );
            case YearCount.Islamic:
                return TryDay(Islamic, shortYear ? year + 1400 : year, month, day, out milliseconds);
            default:
                return CivilTime.TryDay(Western(count, year, shortYear), month, day, out milliseconds);
        }
    }

    /// <summary>
    /// The calendar in which a year lies between the first chats and the latest moment, or null. Years of two digits
    /// are taken for Persian or Islamic only in the digits of those scripts.
    /// </summary>
    public static YearCount? Of(int year, bool shortYear, bool latinDigits, long latest)
    {
        foreach (var count in Told)
        {
            if (shortYear && latinDigits && count is YearCount.Persian or YearCount.Islamic)
                continue;
            if (!TryDay(count, year, shortYear, 1, 1, out var start) || start > latest)
                continue;
            if (
                start
                >= CivilTime.Start(shortYear || count != YearCount.Gregorian ? FirstShortYear : FirstYear)
            )
                return count;
        }
        return null;
    }

    private static int Western(YearCount count, int year, bool shortYear) =>
        count switch
        {
            YearCount.Buddhist => year + (shortYear ? 2500 : 0) - 543,
            YearCount.Reiwa => year + 2018,
            YearCount.Minguo => year + 1911,
            _ => year + (shortYear ? 2000 : 0),
        };

    private static bool TryDay(Calendar calendar, int year, int month, int day, out long milliseconds)
    {
        milliseconds = 0;
        var last = calendar.GetYear(calendar.MaxSupportedDateTime) - 1;
        if (year <= calendar.GetYear(calendar.MinSupportedDateTime) || year > last)
            return false;
        if (month is < 1 or > 12 || day < 1 || day > calendar.GetDaysInMonth(year, month))
            return false;
        var start = calendar.ToDateTime(year, month, day, 0, 0, 0, 0);
        milliseconds = (start - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
        return true;
    }
}
