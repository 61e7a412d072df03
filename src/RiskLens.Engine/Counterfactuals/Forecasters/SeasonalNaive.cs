namespace RiskLens.Engine.Counterfactuals;

/// <summary>The last week again: each hour as the last usable one at the same hour of the week.</summary>
public sealed class SeasonalNaive : IForecaster
{
    private const int Week = 168;

    public string Name => "seasonal-naive";

    public double[]? Forecast(HourlySeries history, LocalClock clock, int hours)
    {
        var last = new double?[Week];
        for (var h = Math.Max(0, history.Hours - (8 * Week)); h < history.Hours; h++)
        {
            if (history.Usable[h])
                last[clock.HourOfWeek[h]] = history.Values[h];
        }
        return last.Any(v => v is null)
            ? null
            : [.. Enumerable.Range(0, hours).Select(h => last[clock.HourOfWeek[history.Hours + h]]!.Value)];
    }
}
