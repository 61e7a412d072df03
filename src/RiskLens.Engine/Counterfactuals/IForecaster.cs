namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Forecasts hourly counts. Several compete in a <see cref="Tournament"/>; an entrant is one class and one line
/// there (an ML.NET forecaster would be one more).
/// </summary>
public interface IForecaster
{
    /// <summary>Stable name, such as "calendar-regression".</summary>
    string Name { get; }

    /// <summary>
    /// Expected counts for the hours after the history's end. The clock starts with the history and reaches at
    /// least to its end plus hours. Null when the history is too short.
    /// </summary>
    double[]? Forecast(HourlySeries history, LocalClock clock, int hours);
}

/// <summary>
/// The floor: mean of the same hour of the last four weeks, times the last week over the mean of these four.
/// </summary>
public sealed class SeasonalMean : IForecaster
{
    private const int Week = 168;

    public string Name => "seasonal-mean";

    public double[]? Forecast(HourlySeries history, LocalClock clock, int hours)
    {
        var end = history.Hours;
        if (end < Week)
            return null;
        var sums = new double[Week];
        var counts = new int[Week];
        var (recent, recentHours, all, allHours) = (0.0, 0, 0.0, 0);
        for (var i = Math.Max(0, end - (4 * Week)); i < end; i++)
        {
            if (!history.Usable[i])
                continue;
            sums[clock.HourOfWeek[i]] += history.Values[i];
            counts[clock.HourOfWeek[i]]++;
            (all, allHours) = (all + history.Values[i], allHours + 1);
            if (i >= end - Week)
                (recent, recentHours) = (recent + history.Values[i], recentHours + 1);
        }
        if (allHours < Week)
            return null;
        var mean = all / allHours;
        var level = mean > 0 && recentHours > 0 ? recent / recentHours / mean : 1;
        var forecast = new double[hours];
        for (var i = 0; i < hours; i++)
        {
            var h = clock.HourOfWeek[end + i];
            forecast[i] = (counts[h] > 0 ? sums[h] / counts[h] : mean) * level;
        }
        return forecast;
    }
}

/// <summary>The calendar regression with recent days weighing more (see <see cref="CalendarModel"/>).</summary>
public sealed class CalendarRegression : IForecaster
{
    private const double HalfLifeDays = 180;

    public string Name => "calendar-regression";

    public double[]? Forecast(HourlySeries history, LocalClock clock, int hours) =>
        CalendarModel.Fit(history, clock, HalfLifeDays)?.Expected(history.Hours, hours);
}

/// <summary>
/// Mean of the same hour of the week over the last year: for counts too sparse for a level of their own, and for
/// what the company plans itself.
/// </summary>
public sealed class WeeklyMean : IForecaster
{
    private const int MostHours = 52 * 168;

    public string Name => "weekly-mean";

    public double[]? Forecast(HourlySeries history, LocalClock clock, int hours)
    {
        var sums = new double[168];
        var counts = new int[168];
        for (var i = Math.Max(0, history.Hours - MostHours); i < history.Hours; i++)
        {
            if (!history.Usable[i])
                continue;
            sums[clock.HourOfWeek[i]] += history.Values[i];
            counts[clock.HourOfWeek[i]]++;
        }
        if (counts.Count(c => c > 0) < 168)
            return null;
        var forecast = new double[hours];
        for (var i = 0; i < hours; i++)
        {
            var h = clock.HourOfWeek[history.Hours + i];
            forecast[i] = sums[h] / counts[h];
        }
        return forecast;
    }
}
