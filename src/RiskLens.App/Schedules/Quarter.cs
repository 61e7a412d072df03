using System.Globalization;
using NodaTime;

namespace RiskLens.App.Schedules;

/// <summary>A quarter of a year, such as 2027-Q1.</summary>
public readonly record struct Quarter(int Year, int Number) : IComparable<Quarter>
{
    private const int HourOfDay = 6;

    /// <summary>The quarter after this one.</summary>
    public Quarter Next => Number == 4 ? new Quarter(Year + 1, 1) : new Quarter(Year, Number + 1);

    /// <summary>The quarter that holds a local date.</summary>
    public static Quarter Of(LocalDate date) => new(date.Year, ((date.Month - 1) / 3) + 1);

    public static bool operator <(Quarter left, Quarter right) => left.CompareTo(right) < 0;

    public static bool operator >(Quarter left, Quarter right) => left.CompareTo(right) > 0;

    public static bool operator <=(Quarter left, Quarter right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Quarter left, Quarter right) => left.CompareTo(right) >= 0;

    public int CompareTo(Quarter other) => (Year, Number).CompareTo((other.Year, other.Number));

    /// <summary>
    /// When its reassessment is due: 06:00 in the zone on its first working day, Monday to Friday. 1 January counts
    /// as no working day; other holidays differ by country and are not looked up.
    /// </summary>
    public ZonedDateTime DueIn(DateTimeZone zone)
    {
        var day = new LocalDate(Year, ((Number - 1) * 3) + 1, 1);
        while (
            day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday || (day.Month == 1 && day.Day == 1)
        )
            day = day.PlusDays(1);
        return zone.AtLeniently(day.At(new LocalTime(HourOfDay, 0)));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-Q{Number}");
}
