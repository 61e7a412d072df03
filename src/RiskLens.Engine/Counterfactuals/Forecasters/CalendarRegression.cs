namespace RiskLens.Engine.Counterfactuals;

/// <summary>The calendar regression with recent days weighing more (see <see cref="CalendarModel"/>).</summary>
public sealed class CalendarRegression : IForecaster
{
    private const double HalfLifeDays = 180;

    public string Name => "calendar-regression";

    public double[]? Forecast(HourlySeries history, LocalClock clock, int hours) =>
        CalendarModel.Fit(history, clock, HalfLifeDays)?.Expected(history.Hours, hours);
}
