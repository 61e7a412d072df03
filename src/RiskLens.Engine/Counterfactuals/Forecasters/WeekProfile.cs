namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Share of a week's total by hour of week (168 shares that sum to 1), recent weeks weighing more (half life 6
/// weeks). Each hour's rate is drawn toward weekday x hour of day by one count (gamma prior of shape 1), so that
/// busy hours keep their own rate and sparse ones borrow.
/// </summary>
internal sealed class WeekProfile
{
    private const int Week = 168;
    private const int MostWeeks = 104;
    private const double HalfLifeWeeks = 6;

    private WeekProfile(double[] shares) => Shares = shares;

    /// <summary>By hour of week.</summary>
    public double[] Shares { get; }

    /// <summary>Null when the series has no usable hour or nothing but zeros.</summary>
    public static WeekProfile? Of(HourlySeries history, LocalClock clock)
    {
        var sums = new double[Week];
        var weights = new double[Week];
        var weight = 1.0;
        var fade = Math.Pow(0.5, 1 / (HalfLifeWeeks * Week));
        for (var i = history.Hours - 1; i >= Math.Max(0, history.Hours - (MostWeeks * Week)); i--)
        {
            if (history.Usable[i])
            {
                sums[clock.HourOfWeek[i]] += weight * history.Values[i];
                weights[clock.HourOfWeek[i]] += weight;
            }
            weight *= fade;
        }
        var mean = Rate(sums, weights, _ => true) ?? 0;
        if (mean <= 0)
            return null;
        var byDay = new double[7];
        var byHour = new double[24];
        for (var d = 0; d < 7; d++)
            byDay[d] = Rate(sums, weights, h => h / 24 == d) ?? mean;
        for (var d = 0; d < 24; d++)
            byHour[d] = Rate(sums, weights, h => h % 24 == d) ?? mean;
        var shares = new double[Week];
        for (var h = 0; h < Week; h++)
        {
            var usual = byDay[h / 24] * byHour[h % 24] / mean;
            shares[h] = usual > 0 ? (sums[h] + 1) / (weights[h] + (1 / usual)) : 0;
        }
        var total = shares.Sum();
        return total > 0 ? new WeekProfile([.. shares.Select(s => s / total)]) : null;
    }

    private static double? Rate(double[] sums, double[] weights, Func<int, bool> belongs)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var h = 0; h < Week; h++)
        {
            if (belongs(h))
                (sum, weight) = (sum + sums[h], weight + weights[h]);
        }
        return weight > 0 ? sum / weight : null;
    }

    /// <summary>
    /// Totals of the weeks that end with the history, oldest first, as if every hour of each had been usable; null
    /// for a week of which less than half (by its usual traffic) was.
    /// </summary>
    public double?[] Weeks(HourlySeries history, LocalClock clock, int most)
    {
        var weeks = new double?[Math.Min(most, history.Hours / Week)];
        for (var w = 0; w < weeks.Length; w++)
        {
            var end = history.Hours - ((weeks.Length - 1 - w) * Week);
            var (total, seen) = (0.0, 0.0);
            for (var i = end - Week; i < end; i++)
            {
                if (history.Usable[i])
                    (total, seen) = (total + history.Values[i], seen + Shares[clock.HourOfWeek[i]]);
            }
            weeks[w] = seen >= 0.5 ? total / seen : null;
        }
        return weeks;
    }
}
