using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Tests.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Counterfactuals;

public sealed class HolidayTests
{
    private static readonly JsonElement Known = ReferenceCases.Read("Counterfactuals", "holidays.json");

    public static TheoryData<string> Exact => NamesOf("exact", "list");

    public static TheoryData<string> Sighted => NamesOf("sighted", "list");

    [Theory]
    [MemberData(nameof(Exact))]
    public void A_rule_gives_the_days_that_are_known(string list)
    {
        var known = Case("exact", "list", list);
        var rule = HolidayRule.Parse(known.GetProperty("rule").GetString()!)!;
        foreach (var date in DatesOf(known))
            Assert.Equal([date], rule.DaysIn(date.Year));
    }

    [Theory]
    [MemberData(nameof(Sighted))]
    public void A_feast_set_by_the_moon_is_kept_on_its_day_or_the_next(string list)
    {
        var known = Case("sighted", "list", list);
        var rule = HolidayRule.Parse(known.GetProperty("rule").GetString()!)!;
        Assert.True(rule.Sighted);
        HashSet<string> later = known.TryGetProperty("late", out var late)
            ? [.. late.EnumerateArray().Select(d => d.GetString()!)]
            : [];
        foreach (var kept in DatesOf(known))
        {
            var days = Period.DaysBetween(rule.DaysIn(kept.Year).Last(d => d <= kept), kept);
            Assert.InRange(days, 0, later.Contains(LocalDatePattern.Iso.Format(kept)) ? 2 : 1);
        }
    }

    [Fact]
    public void The_lists_of_countries_hold_every_holiday_of_a_known_year_and_no_working_day()
    {
        var all = Shipped();
        foreach (var year in Known.GetProperty("years").EnumerateArray())
        {
            var country = year.GetProperty("country").GetString()!;
            var dates = DatesOf(year).ToHashSet();
            var calendar = YearOf(all, country, dates.First().Year);
            Assert.All(dates, d => Assert.True(calendar.IsHoliday(Holidays.NumberOf(d)), $"{country} {d}"));
            var also = year.TryGetProperty("also", out var more)
                ? more.EnumerateArray().Select(d => DateOf(d.GetString()!))
                : [];
            var unknown = WorkingDaysOf(dates.First().Year)
                .Where(d => IsCertain(calendar, d) && !dates.Contains(d) && !dates.Contains(d.PlusDays(1)))
                .Except(also);
            Assert.Equal([], unknown.Select(d => $"{country} {d}"));
        }
    }

    [Fact]
    public void At_least_sixty_days_are_held_against_other_lists() =>
        Assert.True(
            Known.EnumerateObject().SelectMany(kind => kind.Value.EnumerateArray()).Sum(c => DatesOf(c).Count)
                > 60
        );

    [Fact]
    public void The_fast_of_2030_begins_twice_and_its_feast_falls_in_one_year_once()
    {
        // esquireme.com, June 2021: Ramadan falls in January and in December of 2030, its end early in 2031.
        var starts = HolidayRule.Parse("islamic 09-01")!.DaysIn(2030).ToList();
        Assert.Equal([1, 12], starts.Select(d => d.Month));
        Assert.Single(HolidayRule.Parse("islamic 10-01")!.DaysIn(2030));
    }

    [Fact]
    public void The_day_after_a_feast_of_the_moon_may_be_one_and_is_not_counted_as_certain()
    {
        var calendar = YearOf(Shipped(), "CM", 2021);
        var day = Holidays.NumberOf(new LocalDate(2021, 7, 20));
        Assert.Equal(["holiday:eid-al-adha"], calendar.On(day));
        Assert.Equal(["maybe:eid-al-adha"], calendar.On(day + 1));
        Assert.True(calendar.IsHoliday(day + 1));
        Assert.False(calendar.IsHoliday(day + 2));
    }

    [Fact]
    public void Two_holidays_on_a_weekend_move_to_two_working_days()
    {
        // Ghana, 25 December 2021: a Saturday, with Boxing Day on the Sunday.
        var calendar = YearOf(Shipped(), "GH", 2021);
        var monday = Holidays.NumberOf(new LocalDate(2021, 12, 27));
        Assert.Equal(["holiday:christmas-observed"], calendar.On(monday));
        Assert.Equal(["holiday:boxing-day-observed"], calendar.On(monday + 1));
    }

    [Fact]
    public void A_shift_crosses_the_end_of_the_year()
    {
        // 1 January 2022 was a Saturday: federal offices closed on Friday, 31 December 2021.
        var calendar = YearOf(Shipped(), "US", 2021);
        Assert.Equal(
            ["holiday:new-year-observed"],
            calendar.On(Holidays.NumberOf(new LocalDate(2021, 12, 31)))
        );
    }

    [Fact]
    public void A_country_that_is_not_listed_has_no_holidays() =>
        Assert.DoesNotContain(
            Enumerable.Range(Holidays.NumberOf(new LocalDate(2021, 1, 1)), 365),
            YearOf(Shipped(), "XX", 2021).IsHoliday
        );

    [Theory]
    [InlineData("")]
    [InlineData("13-01")]
    [InlineData("02-30")]
    [InlineData("easter")]
    [InlineData("islamic 10-1")]
    [InlineData("6 monday 03")]
    [InlineData("1 noday 03")]
    [InlineData("none before 05-25")]
    [InlineData("2015-02-29")]
    public void What_is_no_rule_is_none(string text) => Assert.Null(HolidayRule.Parse(text));

    /// <summary>The shipped rules; names may hold commas, the other columns do not.</summary>
    internal static IReadOnlyList<Holiday> Shipped() =>
        [
            .. File.ReadLines(Path.Combine(SharedFiles.Root, "data", "holidays", "holidays.csv"))
                .Skip(1)
                .Select(line => line.Split(','))
                .Select(f => new Holiday(
                    f[0],
                    f[1],
                    new LocalText("", ""),
                    HolidayRule.Parse(f[2])!,
                    f[3].Length == 0 ? HolidayShift.None : Enum.Parse<HolidayShift>(f[3], ignoreCase: true),
                    f[^2].Length == 0 ? int.MinValue : int.Parse(f[^2], null),
                    f[^1].Length == 0 ? int.MaxValue : int.Parse(f[^1], null)
                )),
        ];

    private static OccasionCalendar YearOf(IReadOnlyList<Holiday> all, string country, int year) =>
        Holidays.Of(all, country, new LocalDate(year, 1, 1), new LocalDate(year, 12, 31));

    private static bool IsCertain(OccasionCalendar calendar, LocalDate date) =>
        calendar.On(Holidays.NumberOf(date)).Any(id => id.StartsWith("holiday:", StringComparison.Ordinal));

    private static IEnumerable<LocalDate> WorkingDaysOf(int year) =>
        Enumerable
            .Range(0, 365)
            .Select(new LocalDate(year, 1, 1).PlusDays)
            .Where(d => d.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday));

    private static TheoryData<string> NamesOf(string kind, string name) =>
        [.. Known.GetProperty(kind).EnumerateArray().Select(c => c.GetProperty(name).GetString()!)];

    private static JsonElement Case(string kind, string name, string value) =>
        Known.GetProperty(kind).EnumerateArray().Single(c => c.GetProperty(name).GetString() == value);

    private static List<LocalDate> DatesOf(JsonElement known) =>
        [.. known.GetProperty("dates").EnumerateArray().Select(d => DateOf(d.GetString()!))];

    private static LocalDate DateOf(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
