namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Makes any forecaster know holidays and campaigns: it learns from a history whose occasions are divided by their
/// effects, and its forecast is multiplied by those of the days to come (<see cref="OccasionEffects"/>). Where the
/// clock holds no occasions it is the forecaster itself.
/// </summary>
public sealed class OccasionAware(IForecaster forecaster) : IForecaster
{
    // What a holiday leaves of a day is never taken for less or more than this.
    private const double Least = 0.02;
    private const double Most = 20;

    /// <summary>What forecasts the days as if they were ordinary.</summary>
    public IForecaster Forecaster => forecaster;

    public string Name => forecaster.Name;

    public double[]? Forecast(HourlySeries history, LocalClock clock, int hours)
    {
        if (OccasionEffects.Of(history, clock) is not { } effects)
            return forecaster.Forecast(history, clock, hours);
        var factors = new double[history.Hours + hours];
        for (var h = 0; h < factors.Length; h++)
        {
            factors[h] =
                h > 0 && clock.Day[h] == clock.Day[h - 1]
                    ? factors[h - 1]
                    : Math.Clamp(effects.FactorOn(clock.Day[h]), Least, Most);
        }
        var ordinary = history with { Values = [.. history.Values.Select((v, h) => v / factors[h])] };
        var plain = clock with { Occasions = OccasionCalendar.None };
        return forecaster.Forecast(ordinary, plain, hours) is { } expected
            ? [.. expected.Select((e, h) => e * factors[history.Hours + h])]
            : null;
    }
}
