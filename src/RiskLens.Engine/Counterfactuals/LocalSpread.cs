namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// How much windows near a given one, in time and in size, miss: the mean size of their errors, each weighing
/// exp(-days / 10) / (1 + (log ratio of sizes)^2), drawn toward the mean of all by the weight of five days. Windows
/// that overlap do not tell of each other. Errors over this spread are alike from one window to the next, which the
/// conformal interval asks for (Papadopoulos, Gammerman and Vovk 2008, normalised conformal scores).
/// </summary>
internal static class LocalSpread
{
    private const double MemoryHours = 240;
    private const double PriorHours = 120;
    private const double MostStretch = 4;

    /// <summary>How much windows of one size tell of another's: 1 / (1 + (log ratio)^2).</summary>
    public static double Alike(double size, double other)
    {
        var far = Math.Log((size + 1) / (other + 1));
        return 1 / (1 + (far * far));
    }

    /// <summary>Errors of past windows, each stretched from the spread at its own place to that at the given one.</summary>
    public static double[] Scaled(
        List<int> starts,
        double[] sizes,
        double[] errors,
        int start,
        double size,
        int span
    )
    {
        var mean = errors.Sum(Math.Abs) / errors.Length;
        if (mean <= 0)
            return errors;
        double[] logs = [.. sizes.Select(s => Math.Log(s + 1))];
        // Windows an hour apart tell less than windows a day apart: the prior counts in windows, as the sum does.
        var perHour = starts.Count / (double)Math.Max(1, starts[^1] - starts[0]);
        var here = At(start, Math.Log(size + 1));
        return
        [
            .. errors.Select(
                (e, i) => e * Math.Clamp(here / At(starts[i], logs[i]), 1 / MostStretch, MostStretch)
            ),
        ];

        double At(int at, double log)
        {
            var weights = PriorHours * perHour;
            var sum = weights * mean;
            for (var j = 0; j < starts.Count; j++)
            {
                var apart = Math.Abs(starts[j] - at);
                if (apart < span || apart > 4 * MemoryHours)
                    continue;
                var far = logs[j] - log;
                var weight = Math.Exp(-apart / MemoryHours) / (1 + (far * far));
                sum += weight * Math.Abs(errors[j]);
                weights += weight;
            }
            return sum / weights;
        }
    }
}
