using RiskLens.Engine.Counterfactuals;

namespace RiskLens.Benchmarks.Forecasts;

/// <summary>The yardsticks of the placebo benchmark, told by nothing but the hours themselves.</summary>
internal static class PlaceboRules
{
    private const int Week = 168;

    /// <summary>Mean of the same hours 1 to 4 weeks before, times mean of the last 168 h / mean of the last 672 h.</summary>
    public static double Forecast(HourlySeries series, int start, int hours)
    {
        var level = Mean(series, start - (4 * Week), start);
        return SameHours(series, start, start + hours, [-4, -3, -2, -1])
            * (level > 0 ? Mean(series, start - Week, start) / level : 1);
    }

    /// <summary>
    /// Mean of the same hours at weeks -2, -1, +1 and +2, times (1 + (q - 1) / 2), q = mean of the 72 h on both sides
    /// / the same hours of those weeks.
    /// </summary>
    public static double TwoSided(HourlySeries series, int start, int hours)
    {
        int[] weeks = [-2, -1, 1, 2];
        var end = start + hours;
        var (beside, usual) = (0.0, 0.0);
        foreach (var (from, to) in new[] { (start - 72, start), (end, end + 72) })
        {
            for (var h = from; h < to; h++)
            {
                if (!series.Usable[h])
                    continue;
                beside += series.Values[h];
                usual += SameHours(series, h, h + 1, weeks);
            }
        }
        var q = usual > 0 ? beside / usual : 1;
        return SameHours(series, start, end, weeks) * (1 + ((q - 1) / 2));
    }

    // Hours that may not be used are left out of the means.
    private static double SameHours(HourlySeries series, int from, int to, int[] weeks)
    {
        double total = 0;
        for (var h = from; h < to; h++)
        {
            var (sum, count) = (0.0, 0);
            foreach (var week in weeks)
            {
                var there = h + (week * Week);
                if (there < 0 || there >= series.Hours || !series.Usable[there])
                    continue;
                (sum, count) = (sum + series.Values[there], count + 1);
            }
            total += count > 0 ? sum / count : 0;
        }
        return total;
    }

    private static double Mean(HourlySeries series, int from, int to)
    {
        var (sum, count) = (0.0, 0);
        for (var h = Math.Max(0, from); h < to; h++)
        {
            if (series.Usable[h])
                (sum, count) = (sum + series.Values[h], count + 1);
        }
        return count > 0 ? sum / count : 0;
    }
}
