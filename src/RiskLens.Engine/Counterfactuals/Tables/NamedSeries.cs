using NodaTime;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>One hourly series of a table.</summary>
/// <param name="Id">Its name there: first cell of a row, or heading of a column.</param>
/// <param name="Series">Values; hours that the table lacks may not be learnt from.</param>
/// <param name="Dated">False where the table gives the order of the hours only.</param>
/// <param name="ClosedHours">
/// Hours of the week (0 to 167) that the table never holds in four weeks or more: closed, read as zeros.
/// </param>
public sealed record NamedSeries(string Id, HourlySeries Series, bool Dated, int ClosedHours)
{
    /// <summary>The clock of the series and of so many hours after it.</summary>
    public LocalClock Clock(DateTimeZone zone, int hoursAfter) =>
        Dated
            ? LocalClock.Of(zone, Series.Start, Series.Hours + hoursAfter)
            : LocalClock.Undated(Series.Hours + hoursAfter);

    /// <summary>Where the table gives no dates, the first hour is 1970-01-05T00:00Z, a Monday, and means nothing.</summary>
    public static NamedSeries Undated(string id, double[] values, bool[] usable) =>
        new(id, new HourlySeries(new Units.Hour(LocalClock.UndatedStart), values, usable), false, 0);

    /// <summary>A series with dates; hours of the week that it never holds in four weeks or more become zeros.</summary>
    public static NamedSeries WithDates(string id, HourlySeries series)
    {
        const int week = 168;
        if (series.Hours < 4 * week)
            return new NamedSeries(id, series, true, 0);
        var seen = new bool[week];
        for (var h = 0; h < series.Hours; h++)
            seen[h % week] |= series.Usable[h];
        bool[] usable = [.. series.Usable.Select((u, h) => u || !seen[h % week])];
        return new NamedSeries(id, series with { Usable = usable }, true, seen.Count(s => !s));
    }
}
