namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// For sparse counts: a rate that forgets exponentially, times the profile by hour of week. Means are taken of
/// counts, not of their logs, so that many zeros do not pull the mean down. How fast to forget (half life 2, 6, 18
/// or 52 weeks) is what would have foretold each week best by Poisson likelihood (prequential: Dawid 1984).
/// </summary>
public sealed class SparseRate : IForecaster
{
    private const int MostWeeks = 208;
    private const double PriorWeeks = 0.5;

    private static readonly double[] HalfLivesWeeks = [2, 6, 18, 52];

    public string Name => "sparse-rate";

    public double[]? Forecast(HourlySeries history, LocalClock clock, int hours)
    {
        if (WeekProfile.Of(history, clock) is not { } profile)
            return null;
        double[] weeks = [.. profile.Weeks(history, clock, MostWeeks).OfType<double>()];
        if (weeks.Length == 0)
            return null;
        var rate = HalfLivesWeeks.Select(half => Follow(weeks, half)).MaxBy(f => f.Likelihood).Rate;
        var forecast = new double[hours];
        for (var i = 0; i < hours; i++)
            forecast[i] = rate * profile.Shares[clock.HourOfWeek[history.Hours + i]];
        return forecast;
    }

    // Log likelihood without the terms that all half lives share.
    private static (double Likelihood, double Rate) Follow(double[] weeks, double halfLifeWeeks)
    {
        var fade = Math.Pow(0.5, 1 / halfLifeWeeks);
        var (sum, weight, likelihood) = (PriorWeeks * weeks[0], PriorWeeks, 0.0);
        foreach (var total in weeks)
        {
            var rate = Math.Max(sum / weight, 1e-3);
            likelihood += (total * Math.Log(rate)) - rate;
            (sum, weight) = ((fade * sum) + total, (fade * weight) + 1);
        }
        return (likelihood, sum / weight);
    }
}
