using NodaTime;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Hourly counts with the hours that may be learnt from: observed, and not within an outage or its recovery.
/// Values and Usable have one element an hour from Start.
/// </summary>
public sealed record HourlySeries(Hour Start, int[] Values, bool[] Usable)
{
    public int Hours => Values.Length;

    public Hour End => Start + Values.Length;

    /// <summary>The same counts with more hours masked, from (inclusive) to (exclusive).</summary>
    public HourlySeries Without(IEnumerable<(Hour From, Hour To)> windows)
    {
        var usable = (bool[])Usable.Clone();
        foreach (var (from, to) in windows)
        {
            var first = Math.Max(0, from - Start);
            var last = Math.Min(Hours, to - Start);
            if (first < last)
                Array.Fill(usable, false, first, last - first);
        }
        return this with { Usable = usable };
    }

    /// <summary>The hours before a moment only.</summary>
    public HourlySeries Until(Hour end)
    {
        var hours = Math.Clamp(end - Start, 0, Hours);
        return new HourlySeries(Start, Values[..hours], Usable[..hours]);
    }

    /// <summary>Number of hours that may be learnt from.</summary>
    public int UsableHours => Usable.Count(u => u);
}

/// <summary>The company's clock for a span of UTC hours: local day, hour and weekday of each.</summary>
/// <param name="Start">First hour.</param>
/// <param name="Day">Local day number since 1970-01-01.</param>
/// <param name="HourOfDay">Local hour, 0 to 23.</param>
/// <param name="HourOfWeek">Hours since Monday 00:00 local, 0 to 167.</param>
public sealed record LocalClock(Hour Start, int[] Day, byte[] HourOfDay, byte[] HourOfWeek)
{
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
