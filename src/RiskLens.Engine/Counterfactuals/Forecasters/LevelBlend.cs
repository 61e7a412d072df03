namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// For leads of weeks to a quarter: the level of coming weeks, blended from levels of different memory, times the
/// profile by hour of week. Members forecast the log of a week's total h weeks ahead: exponential smoothing with
/// five memories (Brown 1959), a damped trend (Gardner and McKenzie 1985), and with a year of history the same weeks
/// of last year against its level then, whole and by half. Each lead has its own weights, (mean absolute error at
/// that lead over the past, half life 26 weeks)^-4, equal at first: inverse-error weights (Bates and Granger 1969).
/// </summary>
public sealed class LevelBlend : IForecaster
{
    private const int Week = 168;
    private const int MostWeeks = 208;
    private const int LongestLead = 26;
    private const double ErrorHalfLifeWeeks = 26;
    private const double PriorError = 0.3;
    private const double Offset = 0.5;

    public string Name => "level-blend";

    public double[]? Forecast(HourlySeries history, LocalClock clock, int hours)
    {
        if (WeekProfile.Of(history, clock) is not { } profile)
            return null;
        var weeks = profile.Weeks(history, clock, MostWeeks);
        if (Array.FindIndex(weeks, w => w is not null) is var first && first < 0)
            return null;
        // A week that was not watched repeats the one before it and judges nobody.
        var seen = weeks.Skip(first).Select(w => w is not null).ToArray();
        var logs = new double[seen.Length];
        for (var t = 0; t < logs.Length; t++)
            logs[t] = weeks[first + t] is { } total ? Math.Log(Math.Max(0, total) + Offset) : logs[t - 1];
        var levels = new WeekLevels(logs);
        var forecast = new double[hours];
        var level = 0.0;
        for (var i = 0; i < hours; i++)
        {
            if (i % Week == 0 && (i / Week) + 1 is var lead && lead <= LongestLead)
                level = Math.Max(0, Math.Exp(Blend(levels, seen, lead)) - Offset);
            forecast[i] = level * profile.Shares[clock.HourOfWeek[history.Hours + i]];
        }
        return forecast;
    }

    private static double Blend(WeekLevels levels, bool[] seen, int lead)
    {
        var last = seen.Length - 1;
        var errors = new double[WeekLevels.Members];
        var judged = 0.0;
        for (var t = 2; t + lead <= last; t++)
        {
            if (!seen[t + lead])
                continue;
            var weight = Math.Pow(0.5, (last - lead - t) / ErrorHalfLifeWeeks);
            judged += weight;
            for (var m = 0; m < errors.Length; m++)
                errors[m] += weight * Math.Abs(levels.Ahead(m, t, lead) - levels.Logs[t + lead]);
        }
        var (sum, weights) = (0.0, 0.0);
        for (var m = 0; m < errors.Length; m++)
        {
            var weight = Math.Pow((errors[m] + PriorError) / (judged + 1), -4);
            sum += weight * levels.Ahead(m, last, lead);
            weights += weight;
        }
        return sum / weights;
    }
}
