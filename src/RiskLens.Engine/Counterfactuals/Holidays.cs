using NodaTime;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>From the holidays of all countries to the days of one.</summary>
public static class Holidays
{
    // A shift crosses the end of a year.
    private const int MarginDays = 14;
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>
    /// The holidays of a country from the first to the last day; of a part of it (AU-VIC) its own and the country's.
    /// A country that the list does not hold has none.
    /// </summary>
    public static OccasionCalendar Of(
        IEnumerable<Holiday> all,
        string country,
        LocalDate first,
        LocalDate last
    )
    {
        var whole = country.Split('-')[0];
        var falling = all.Where(h => h.Country == country || h.Country == whole)
            .SelectMany(h => DaysOf(h, first, last).Select(day => (Day: day, Holiday: h)))
            .ToList();
        var days = new SortedDictionary<LocalDate, List<string>>();
        foreach (var (day, holiday) in falling)
            Add(days, day, OccasionCalendar.Holiday + holiday.Id);
        foreach (var (day, holiday) in falling.OrderBy(f => f.Day))
        {
            if (Shifted(day, holiday.Shift, days) is { } instead)
                Add(days, instead, OccasionCalendar.Holiday + holiday.Id + "-observed");
        }
        foreach (var (day, holiday) in falling.Where(f => f.Holiday.Rule.Sighted))
        {
            if (!days.ContainsKey(day.PlusDays(1)))
                Add(days, day.PlusDays(1), OccasionCalendar.Maybe + holiday.Id);
        }
        return new OccasionCalendar(
            days.Where(d => d.Key >= first && d.Key <= last)
                .ToDictionary(d => NumberOf(d.Key), d => (IReadOnlyList<string>)d.Value)
        );
    }

    /// <summary>The number of a local day, counted from 1970-01-01.</summary>
    public static int NumberOf(LocalDate day) => Period.DaysBetween(Epoch, day);

    private static IEnumerable<LocalDate> DaysOf(Holiday holiday, LocalDate first, LocalDate last)
    {
        var (from, to) = (first.PlusDays(-MarginDays), last.PlusDays(MarginDays));
        return Enumerable
            .Range(from.Year, to.Year - from.Year + 1)
            .SelectMany(holiday.DaysIn)
            .Where(day => day >= from && day <= to);
    }

    private static LocalDate? Shifted(
        LocalDate day,
        HolidayShift shift,
        SortedDictionary<LocalDate, List<string>> taken
    ) =>
        (shift, day.DayOfWeek) switch
        {
            (HolidayShift.Nearest, IsoDayOfWeek.Saturday) => day.PlusDays(-1),
            (HolidayShift.Nearest, IsoDayOfWeek.Sunday) => day.PlusDays(1),
            (HolidayShift.Sunday or HolidayShift.Weekend, IsoDayOfWeek.Sunday) => NextFree(day, taken),
            (HolidayShift.Weekend, IsoDayOfWeek.Saturday) => NextFree(day, taken),
            _ => null,
        };

    private static LocalDate NextFree(LocalDate day, SortedDictionary<LocalDate, List<string>> taken)
    {
        do day = day.PlusDays(1);
        while (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday || taken.ContainsKey(day));
        return day;
    }

    private static void Add(SortedDictionary<LocalDate, List<string>> days, LocalDate day, string id)
    {
        if (!days.TryGetValue(day, out var ids))
            days[day] = ids = [];
        if (!ids.Contains(id))
            ids.Add(id);
    }
}
