namespace RiskLens.Engine.Counterfactuals;

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
