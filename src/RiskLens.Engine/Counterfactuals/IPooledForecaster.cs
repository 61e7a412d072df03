namespace RiskLens.Engine.Counterfactuals;

/// <summary>A forecaster that learns from many series at once what each of them alone is too short to teach.</summary>
public interface IPooledForecaster : IForecaster
{
    /// <summary>
    /// Expected values of the hours after the end of each history; null for those too short. The same on any
    /// number of threads.
    /// </summary>
    double[]?[] Forecast(
        IReadOnlyList<HourlySeries> histories,
        IReadOnlyList<LocalClock> clocks,
        int hours,
        int threads
    );
}
