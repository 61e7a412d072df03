namespace RiskLens.Engine.Counterfactuals;

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
