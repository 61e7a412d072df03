namespace RiskLens.Engine.Outages;

/// <summary>
/// Share of a series' level by hour of the week, drawn toward hour of day times weekday where weeks are few. It is
/// learnt for each half year from that half year and its neighbours, because habits drift.
/// </summary>
internal static class WeekProfile
{
    private const int BlockHours = 26 * 168;
    private const double PriorWeeks = 2;
    private const double MemoryHours = 21 * 24;
    private const double NeighbourWeight = 0.5;
    private const double Least = 1e-4;
    private const int Rounds = 3;

    /// <summary>Weight of each observed hour, 1 in the mean.</summary>
    /// <param name="clock">Place of each observed hour in the series.</param>
    /// <param name="hourOfWeek">Local hour of the week of each observed hour, 0 to 167.</param>
    /// <param name="counts">Counts with single bursts cut off.</param>
    /// <param name="learn">Whether the hour may be learnt from.</param>
    public static double[] Weights(int[] clock, int[] hourOfWeek, double[] counts, bool[] learn)
    {
        var n = clock.Length;
        var weights = new double[n];
        Array.Fill(weights, 1);
        var whole = new int[n];
        for (var round = 0; round < Rounds; round++)
        {
            var hours = new WatchedHours(clock, whole, weights, learn);
            var level = LevelAround.Smooth(hours, counts, MemoryHours);
            weights = Round(clock, hourOfWeek, counts, learn, level);
        }
        return weights;
    }

    private static double[] Round(
        int[] clock,
        int[] hourOfWeek,
        double[] counts,
        bool[] learn,
        double[] level
    )
    {
        var n = clock.Length;
        var span = clock[^1] - clock[0] + 1;
        var blocks = Math.Max(1, (int)Math.Round((double)span / BlockHours));
        int BlockOf(int i) => (int)((long)(clock[i] - clock[0]) * blocks / span);
        var sums = new double[blocks, 168];
        var levels = new double[blocks, 168];
        var held = new double[blocks, 168];
        for (var i = 0; i < n; i++)
        {
            if (!learn[i])
                continue;
            var block = BlockOf(i);
            sums[block, hourOfWeek[i]] += counts[i];
            levels[block, hourOfWeek[i]] += level[i];
            held[block, hourOfWeek[i]]++;
        }
        var profiles = new double[blocks][];
        for (var block = 0; block < blocks; block++)
            profiles[block] = Profile(sums, levels, held, block, blocks);

        var weights = new double[n];
        double total = 0;
        for (var i = 0; i < n; i++)
        {
            weights[i] = profiles[BlockOf(i)][hourOfWeek[i]];
            total += weights[i];
        }
        for (var i = 0; i < n; i++)
            weights[i] = total > 0 ? Math.Max(Least, weights[i] * n / total) : 1;
        return weights;
    }

    private static double[] Profile(double[,] sums, double[,] levels, double[,] held, int block, int blocks)
    {
        var sum = new double[168];
        var level = new double[168];
        double times = 0;
        for (var b = Math.Max(0, block - 1); b <= Math.Min(blocks - 1, block + 1); b++)
        {
            for (var h = 0; h < 168; h++)
            {
                sum[h] += (b == block ? 1 : NeighbourWeight) * sums[b, h];
                level[h] += (b == block ? 1 : NeighbourWeight) * levels[b, h];
                times += (b == block ? 1 : NeighbourWeight) * held[b, h];
            }
        }
        var (daySum, dayLevel) = (new double[24], new double[24]);
        for (var h = 0; h < 168; h++)
        {
            daySum[h % 24] += sum[h];
            dayLevel[h % 24] += level[h];
        }
        var (weekdaySum, weekdayUsual) = (new double[7], new double[7]);
        for (var h = 0; h < 168; h++)
        {
            weekdaySum[h / 24] += sum[h];
            weekdayUsual[h / 24] += level[h] * Ratio(daySum[h % 24], dayLevel[h % 24], 1);
        }
        // As much as the level of so many weeks counts for one hour of the week.
        var prior = times > 0 ? PriorWeeks * level.Sum() / times : 0;
        var profile = new double[168];
        for (var h = 0; h < 168; h++)
        {
            var usual =
                Ratio(daySum[h % 24], dayLevel[h % 24], 1)
                * Ratio(weekdaySum[h / 24], weekdayUsual[h / 24], 1);
            profile[h] = prior > 0 ? (sum[h] + prior * usual) / (level[h] + prior) : 1;
        }
        return profile;
    }

    private static double Ratio(double sum, double level, double otherwise) =>
        level > 0 ? sum / level : otherwise;
}
