using NodaTime;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>The company's clock for a span of UTC hours: local day, hour and weekday of each.</summary>
/// <param name="Start">First hour.</param>
/// <param name="Day">Local day number since 1970-01-01.</param>
/// <param name="HourOfDay">Local hour, 0 to 23.</param>
/// <param name="HourOfWeek">Hours since Monday 00:00 local, 0 to 167.</param>
public sealed record LocalClock(Hour Start, int[] Day, byte[] HourOfDay, byte[] HourOfWeek)
{
    /// <summary>The first hour of a series without dates: 1970-01-05T00:00Z, a Monday.</summary>
    public const int UndatedStart = 4 * 24;

    /// <summary>False where only the order of the hours is known: no date, weekday or holiday means anything then.</summary>
    public bool Dated { get; init; } = true;

    /// <summary>What is known beforehand of single days: holidays, planned campaigns.</summary>
    public OccasionCalendar Occasions { get; init; } = OccasionCalendar.None;

    /// <summary>A clock of hours without dates: days of 24 and weeks of 168 hours from the first one on.</summary>
    public static LocalClock Undated(int hours)
    {
        var clock = Of(DateTimeZone.Utc, new Hour(UndatedStart), hours);
        return clock with { Dated = false };
    }

    /// <summary>Reads the zone's rules once for every hour of the span.</summary>
    public static LocalClock Of(DateTimeZone zone, Hour start, int hours)
    {
        var day = new int[hours];
        var hourOfDay = new byte[hours];
        var hourOfWeek = new byte[hours];
        for (var i = 0; i < hours; i++)
        {
            var local = Instant
                .FromUnixTimeMilliseconds((start + i).StartUnixMilliseconds)
                .InZone(zone)
                .LocalDateTime;
            day[i] = Period.DaysBetween(new LocalDate(1970, 1, 1), local.Date);
            hourOfDay[i] = (byte)local.Hour;
            hourOfWeek[i] = (byte)((((int)local.DayOfWeek - 1) * 24) + local.Hour);
        }
        return new LocalClock(start, day, hourOfDay, hourOfWeek);
    }

    /// <summary>The local date of a day number.</summary>
    public static LocalDate DateOf(int day) => new LocalDate(1970, 1, 1).PlusDays(day);
}
