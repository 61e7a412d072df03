namespace RiskLens.Engine.Outages;

/// <summary>
/// The level of a series (count by unit of weight) before and after each moment, from observed hours that fade by
/// their distance. A window is held against the two sides of itself, never against what it holds: an outage of any
/// length leaves its own expectation alone, and a lasting change of level leaves one side that agrees with it.
/// </summary>
internal sealed class LevelAround
{
    // A side of the longest memory says nothing before it has a quarter of the weight that a long past gives it.
    private const double LeastSupport = 0.25;

    // A short memory is drawn toward a longer one by the weight of one hour: at night it holds next to nothing.
    private const double Drawn = 1;

    private readonly double[] _before;
    private readonly double[] _after;
    private readonly bool _higher;

    private LevelAround(double[] before, double[] after, bool higher) =>
        (_before, _after, _higher) = (before, after, higher);

    /// <summary>Levels by a memory in hours; counts are given apart, since single bursts are cut off them.</summary>
    /// <param name="hours">The observed hours.</param>
    /// <param name="counts">What each counts toward the level.</param>
    /// <param name="memoryHours">Age at which an hour weighs 1/e.</param>
    /// <param name="longer">Levels by a longer memory, which these are drawn toward; null for the longest.</param>
    /// <param name="higher">Whether the higher side is what a window is held against, or the lower.</param>
    public static LevelAround Of(
        WatchedHours hours,
        double[] counts,
        double memoryHours,
        LevelAround? longer,
        bool higher
    )
    {
        var before = OneSide(hours, counts, memoryHours, longer?._before, forward: true);
        var after = OneSide(hours, counts, memoryHours, longer?._after, forward: false);
        return new LevelAround(before, after, higher);
    }

    /// <summary>Level beside the window from (inclusive) to (exclusive); NaN where neither side says anything.</summary>
    public double Beside(int from, int to)
    {
        var before = _before[from];
        var after = _after[to];
        if (double.IsNaN(before))
            return after;
        if (double.IsNaN(after))
            return before;
        return before > after == _higher ? before : after;
    }

    /// <summary>Whether both sides of a window say something.</summary>
    public bool HasBoth(int from, int to) => !double.IsNaN(_before[from]) && !double.IsNaN(_after[to]);

    /// <summary>Level around each hour from both sides together, itself included.</summary>
    public static double[] Smooth(WatchedHours hours, double[] counts, double memoryHours)
    {
        var n = hours.Length;
        var (top, bottom) = (new double[n], new double[n]);
        var fades = hours.Fades(memoryHours);
        foreach (var forward in (ReadOnlySpan<bool>)[true, false])
        {
            double count = 0;
            double weight = 0;
            for (var step = 0; step < n; step++)
            {
                var i = forward ? step : n - 1 - step;
                if (step > 0)
                {
                    var fade = fades[forward ? i - 1 : i];
                    count *= fade;
                    weight *= fade;
                }
                if (hours.Learn[i])
                {
                    count += counts[i] / 2;
                    weight += hours.Weights[i] / 2;
                }
                top[i] += count;
                bottom[i] += weight;
            }
        }
        for (var i = 0; i < n; i++)
            top[i] = bottom[i] > 0 ? top[i] / bottom[i] : 0;
        return top;
    }

    private static double[] OneSide(
        WatchedHours hours,
        double[] counts,
        double memoryHours,
        double[]? longer,
        bool forward
    )
    {
        var n = hours.Length;
        var level = new double[n + 1];
        var least = LeastSupport * memoryHours * hours.WeightIn(0, n) / Math.Max(1, hours.Span);
        var drawn = Drawn * hours.WeightIn(0, n) / Math.Max(1, n);
        var fades = hours.Fades(memoryHours);
        double count = 0;
        double weight = 0;
        for (var step = 0; step <= n; step++)
        {
            var at = forward ? step : n - step;
            if (longer is not null)
                level[at] = (count + drawn * longer[at]) / (weight + drawn);
            else
                level[at] = weight >= least && weight > 0 ? count / weight : double.NaN;
            if (step == n)
                break;
            var i = forward ? at : at - 1;
            if (hours.Learn[i])
            {
                count += counts[i];
                weight += hours.Weights[i];
            }
            var next = forward ? i : i - 1;
            var fade = next >= 0 && next < n - 1 ? fades[next] : 1;
            count *= fade;
            weight *= fade;
        }
        return level;
    }
}
