using System.Globalization;
using NodaTime;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>On which day of each year a holiday falls.</summary>
public abstract record HolidayRule
{
    /// <summary>What the texts of rules look like.</summary>
    public const string Examples =
        "05-20, easter+39, orthodox-2, islamic 10-01, ethiopian 01-17, persian 01-01, 2 monday 03, last monday 05, monday before 05-25 or 2015-10-02";

    /// <summary>Whether the moon is looked out for, so that the day may be the one after.</summary>
    public virtual bool Sighted => false;

    /// <summary>Its days in a Gregorian year: mostly one; of the Islamic year, none to two.</summary>
    public abstract IEnumerable<LocalDate> DaysIn(int year);

    /// <summary>The rule of a text such as those of <see cref="Examples"/>, or null.</summary>
    public static HolidayRule? Parse(string text)
    {
        var words = text.Split(' ');
        return words switch
        {
            ["islamic", var day] when MonthDay(day) is { } at => new DayOfYear(CalendarSystem.UmAlQura, at),
            // The Coptic year has the months and leap days of the Ethiopian one.
            ["ethiopian", var day] when MonthDay(day) is { } at => new DayOfYear(CalendarSystem.Coptic, at),
            ["persian", var day] when MonthDay(day) is { } at => new DayOfYear(
                CalendarSystem.PersianAstronomical,
                at
            ),
            [var weekday, "before", var day] when WeekdayOf(weekday) is { } on && MonthDay(day) is { } at =>
                new WeekdayBefore(on, at),
            ["last", var weekday, var month] when WeekdayOf(weekday) is { } on && MonthOf(month) is { } of =>
                new WeekdayOfMonth(5, on, of),
            [var which, var weekday, var month]
                when (which is "1" or "2" or "3" or "4")
                    && WeekdayOf(weekday) is { } on
                    && MonthOf(month) is { } of => new WeekdayOfMonth(which[0] - '0', on, of),
            [var day] when MonthDay(day) is { } at => new DayOfYear(CalendarSystem.Iso, at),
            [var easter] => (HolidayRule?)FromEasterOf(easter) ?? OnceOf(easter),
            _ => null,
        };
    }

    private static FromEaster? FromEasterOf(string text)
    {
        var sign = text.IndexOfAny(['+', '-']);
        if (sign < 0 || !IsNumber(text.AsSpan(sign + 1)))
            return null;
        var days = int.Parse(text.AsSpan(sign), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return text[..sign] switch
        {
            "easter" => new FromEaster(false, days),
            "orthodox" => new FromEaster(true, days),
            _ => null,
        };
    }

    private static Once? OnceOf(string text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? new Once(LocalDate.FromDateOnly(day))
            : null;

    private static AnnualDate? MonthDay(string text)
    {
        if (text.Length != 5 || text[2] != '-' || !IsNumber(text.AsSpan(0, 2)) || !IsNumber(text.AsSpan(3)))
            return null;
        var month = int.Parse(text.AsSpan(0, 2), CultureInfo.InvariantCulture);
        var day = int.Parse(text.AsSpan(3), CultureInfo.InvariantCulture);
        return month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(2000, month)
            ? new AnnualDate(month, day)
            : null;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) =>
        text.Length is 1 or 2 && !text.ContainsAnyExceptInRange('0', '9');

    private static int? MonthOf(string text) => MonthDay(text + "-01")?.Month;

    private static IsoDayOfWeek? WeekdayOf(string text) =>
        text.All(char.IsAsciiLetterLower)
        && Enum.TryParse<IsoDayOfWeek>(text, ignoreCase: true, out var day)
        && day != IsoDayOfWeek.None
            ? day
            : null;

    /// <summary>A day of the year of some calendar.</summary>
    private sealed record DayOfYear(CalendarSystem Calendar, AnnualDate At) : HolidayRule
    {
        // The years that the Umm al-Qura tables cover from their first day to their last.
        private const int FirstTabled = 1901;
        private const int LastTabled = 2076;

        public override bool Sighted => Calendar == CalendarSystem.UmAlQura;

        public override IEnumerable<LocalDate> DaysIn(int year)
        {
            if (Sighted && (year is < FirstTabled or > LastTabled))
                yield break;
            var first = new LocalDate(year, 1, 1).WithCalendar(Calendar).Year;
            var last = new LocalDate(year, 12, 31).WithCalendar(Calendar).Year;
            for (var y = first; y <= last; y++)
            {
                if (At.Day > Calendar.GetDaysInMonth(y, At.Month))
                    continue;
                var date = new LocalDate(y, At.Month, At.Day, Calendar).WithCalendar(CalendarSystem.Iso);
                if (date.Year == year)
                    yield return date;
            }
        }
    }

    /// <summary>So many days after Easter Sunday.</summary>
    private sealed record FromEaster(bool IsOrthodox, int Days) : HolidayRule
    {
        public override IEnumerable<LocalDate> DaysIn(int year) =>
            [(IsOrthodox ? Easter.Orthodox(year) : Easter.Western(year)).PlusDays(Days)];
    }

    /// <summary>The first to fourth such weekday of a month; the fifth stands for the last.</summary>
    private sealed record WeekdayOfMonth(int Which, IsoDayOfWeek Weekday, int Month) : HolidayRule
    {
        public override IEnumerable<LocalDate> DaysIn(int year)
        {
            var first = new LocalDate(year, Month, 1).With(DateAdjusters.NextOrSame(Weekday));
            var date = first.PlusWeeks(Which - 1);
            return [date.Month == Month ? date : date.PlusWeeks(-1)];
        }
    }

    /// <summary>The last such weekday before a day of the year.</summary>
    private sealed record WeekdayBefore(IsoDayOfWeek Weekday, AnnualDate At) : HolidayRule
    {
        public override IEnumerable<LocalDate> DaysIn(int year) => [At.InYear(year).Previous(Weekday)];
    }

    /// <summary>One day in one year.</summary>
    private sealed record Once(LocalDate Day) : HolidayRule
    {
        public override IEnumerable<LocalDate> DaysIn(int year) => year == Day.Year ? [Day] : [];
    }
}
