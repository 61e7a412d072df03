namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Dynamic harmonic regression with autoregressive errors (Young, Pedregal and Tych 1999; Hyndman and Athanasopoulos
/// 2021, chapter 10.5): log value = level + harmonics of day and week + AR(48) error.
/// </summary>
/// <param name="halfLifeWeeks">After so many weeks an hour weighs half in the harmonics.</param>
public sealed class HarmonicRegression(double halfLifeWeeks = 8) : IForecaster
{
    private const int Lags = 48;
    private const double Ridge = 1e-4;

    public string Name => "harmonic-regression";

    public double[]? Forecast(HourlySeries history, LocalClock clock, int hours)
    {
        if (Frame(history, clock) is not { } frame)
            return null;
        var coefficients = AutoregressionFrame.Solve(frame.Products, frame.Targets, Ridge);
        return frame.Path(coefficients, clock, history.Hours, hours);
    }

    private AutoregressionFrame? Frame(HourlySeries history, LocalClock clock) =>
        AutoregressionFrame.Of(history, clock, Lags, halfLifeWeeks, rhythm => rhythm.ByHarmonics());
}
