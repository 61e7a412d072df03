using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// The fast member: daily and weekly patterns taken off (<see cref="SeasonalSplit"/>), what is left carried forward
/// by damped smoothing, by theta (Assimakopoulos and Nikolopoulos 2000, as simple smoothing with half the line's
/// slope: Hyndman and Billah 2003) and by the last week's mean, and the latest patterns put back. Additive or
/// multiplicative (on logs), and how fast patterns change, are judged on a few origins just before the end: each
/// way weighs its absolute error to the power of -16.
/// </summary>
public sealed class SmoothedDecomposition : IForecaster
{
    private const int Week = 168;
    private const int FewestHours = 72;
    private const int MostHours = 16 * Week;
    private const int Origins = 5;

    // Not a multiple of 24, so that origins visit other hours of the day.
    private const int HoursBetweenOrigins = 41;
    private const int HoursOfDrift = 2 * Week;
    private const double Sharpness = 16;
    private const double WeeklyMemory = 0.9;

    // Of the mean: keeps zeros out of the logarithm.
    private const double LogOffset = 0.01;

    private static readonly double[] DailyMemories = [0.2, 0.6, 0.95];
    private static readonly double[] WeeklyPriors = [0.1, 4];

    public string Name => "smoothed-decomposition";

    public double[]? Forecast(HourlySeries history, LocalClock clock, int hours)
    {
        var first = Math.Max(0, history.Hours - MostHours);
        var values = history.Values[first..];
        var usable = history.Usable[first..];
        if (usable.Count(u => u) < FewestHours)
            return null;
        var (days, weeks) = (clock.HourOfDay[first..], clock.HourOfWeek[first..]);
        var judged = Math.Min(hours, values.Length / 4);
        double[]? errors = null;
        for (var k = 0; k < Origins; k++)
        {
            var origin = values.Length - judged - (k * HoursBetweenOrigins);
            if (origin < values.Length / 2)
                break;
            var tried = Paths(values[..origin], usable[..origin], days, weeks, judged);
            errors ??= new double[tried.Count];
            for (var way = 0; way < tried.Count; way++)
                errors[way] += Error(tried[way], values, usable, origin);
        }
        var paths = Paths(values, usable, days, weeks, hours);
        return Blend(paths, errors ?? new double[paths.Count]);
    }

    private static double Error(double[] path, double[] values, bool[] usable, int origin)
    {
        double sum = 0;
        for (var h = 0; h < path.Length; h++)
            sum += usable[origin + h] ? Math.Abs(path[h] - values[origin + h]) : 0;
        return sum;
    }

    private static double[] Blend(List<double[]> paths, double[] errors)
    {
        var least = errors.Min();
        var weights = errors
            .Select(e => e > least ? Math.Pow(Math.Max(least, 1e-12) / e, Sharpness) : 1)
            .ToArray();
        var total = weights.Sum();
        var mean = new double[paths[0].Length];
        for (var way = 0; way < weights.Length; way++)
        {
            for (var h = 0; h < mean.Length; h++)
                mean[h] += weights[way] / total * paths[way][h];
        }
        return mean;
    }

    // All ways, always in the same order.
    private static List<double[]> Paths(
        double[] values,
        bool[] usable,
        byte[] hoursOfDay,
        byte[] hoursOfWeek,
        int hours
    )
    {
        var known = values.Where((_, i) => usable[i]).DefaultIfEmpty(0).ToList();
        var (lowest, highest) = (known.Min(), known.Max());
        var offset = Math.Max(1e-9, LogOffset * known.Average());
        var logs = Array.ConvertAll(values, v => Math.Log(Math.Max(0, v) + offset));
        var paths = new List<double[]>();
        foreach (var memory in DailyMemories)
        {
            foreach (var prior in WeeklyPriors)
            {
                List<Season> seasons = [new(hoursOfDay, 24, memory, 0)];
                // A pattern of the week needs two of them.
                if (values.Length >= 2 * Week)
                    seasons.Add(new Season(hoursOfWeek, Week, WeeklyMemory, prior));
                var additive = SeasonalSplit.Of(values, usable, seasons);
                paths.AddRange(Carried(additive, usable, hours));
                if (lowest < 0)
                    continue;
                var split = SeasonalSplit.Of(logs, usable, seasons);
                var smear = Smear(values, usable, split, offset);
                foreach (var path in Carried(split, usable, hours))
                    paths.Add(Array.ConvertAll(path, log => (smear * Math.Exp(Math.Min(log, 500))) - offset));
            }
        }
        // Growth past thrice the highest value is a failure of the way, not news.
        foreach (var path in paths)
        {
            for (var h = 0; h < hours; h++)
                path[h] = Math.Clamp(path[h], Math.Min(0, 3 * lowest), Math.Max(0, 3 * highest));
        }
        return paths;
    }

    // What the mean of the values is above that of the fitted logs taken back (Duan 1983).
    private static double Smear(double[] values, bool[] usable, SeasonalSplit logs, double offset)
    {
        var (seen, fitted) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            if (!usable[i])
                continue;
            var value = values[i] + offset;
            seen += value;
            fitted += value * Math.Exp(logs.Trend[i] - logs.Adjusted[i]);
        }
        return fitted > 0 ? seen / fitted : 1;
    }

    // Damped smoothing, theta and the mean of the last week, with the seasonal parts put back.
    private static double[][] Carried(SeasonalSplit split, bool[] usable, int hours)
    {
        var adjusted = split.Adjusted;
        var damped = DampedSmoothing.Fit(adjusted, usable, trend: true);
        var simple = DampedSmoothing.Fit(adjusted, usable, trend: false);
        var slope = Slope(adjusted, usable);
        var (sum, count) = (0.0, 0);
        for (var i = Math.Max(0, adjusted.Length - Week); i < adjusted.Length; i++)
            (sum, count) = usable[i] ? (sum + adjusted[i], count + 1) : (sum, count);
        var mean = count > 0 ? sum / count : simple.Level;
        double[][] paths = [new double[hours], new double[hours], new double[hours]];
        for (var h = 0; h < hours; h++)
        {
            var seasonal = split.Seasonal(adjusted.Length + h);
            paths[0][h] = damped.Ahead(h + 1) + seasonal;
            // The drift ends: growth carried on for a quarter is a guess.
            paths[1][h] = simple.Level + (slope / 2 * Math.Min(h + 1, HoursOfDrift)) + seasonal;
            paths[2][h] = mean + seasonal;
        }
        return paths;
    }

    // Least-squares slope of the usable values on the hour.
    private static double Slope(double[] values, bool[] usable)
    {
        var (n, at, value) = (0, 0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
            (n, at, value) = usable[i] ? (n + 1, at + i, value + values[i]) : (n, at, value);
        (at, value) = (at / Math.Max(1, n), value / Math.Max(1, n));
        var (together, alone) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            if (usable[i])
                (together, alone) = (
                    together + ((i - at) * (values[i] - value)),
                    alone + ((i - at) * (i - at))
                );
        }
        return alone > 0 ? together / alone : 0;
    }
}
