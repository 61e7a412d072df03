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
