namespace RiskLens.Engine.Numerics;

/// <summary>One season of a <see cref="SeasonalSplit"/>.</summary>
/// <param name="Slots">Slot of each hour in the cycle, 0 to Count - 1; reaches as far as is to be forecast.</param>
/// <param name="Count">Slots in a cycle, such as 24 or 168.</param>
/// <param name="Memory">What a cycle weighs beside the next one, 0 to 1: 1 is a pattern that never changes.</param>
/// <param name="Prior">How many cycles without a pattern each slot is drawn toward zero by.</param>
public sealed record Season(byte[] Slots, int Count, double Memory, double Prior);

/// <summary>
/// Multiple-seasonal decomposition, value = trend + one part a season + rest, by backfitting (Cleveland et al. 1990;
/// several seasons in turn: Bandara, Hyndman and Bergmeir 2021). Every smoother is a mean with weights that fall
/// geometrically to both sides: of the hours for the trend, of the same slot's cycles for a season. It is linear in
/// the length and skips unusable hours.
/// </summary>
public sealed class SeasonalSplit
{
    private const int Rounds = 6;

    // A day and a half to each side carries the trend of an hour: short enough to leave weeks their pattern.
    private const double TrendMemory = 0.97;

    private readonly IReadOnlyList<Season> _seasons;
    private readonly double[][] _last;

    private SeasonalSplit(
        IReadOnlyList<Season> seasons,
        double[][] last,
        double[] trend,
        double[] adjusted
    ) => (_seasons, _last, Trend, Adjusted) = (seasons, last, trend, adjusted);

    /// <summary>The smooth part of each hour.</summary>
    public double[] Trend { get; }

    /// <summary>Values less all seasonal parts: trend and rest; 0 where unusable.</summary>
    public double[] Adjusted { get; }

    /// <summary>Splits values, of which the usable ones count.</summary>
    public static SeasonalSplit Of(double[] values, bool[] usable, IReadOnlyList<Season> seasons)
    {
        var hours = values.Length;
        var parts = seasons.Select(_ => new double[hours]).ToArray();
        var last = new double[seasons.Count][];
        var always = new Season(new byte[hours], 1, 1, 0);
        var smooth = always with { Memory = TrendMemory };
        var trend = new double[hours];
        var rest = (double[])values.Clone();
        var before = new double[hours];
        Smooth(rest, usable, always, trend, before);
        Add(rest, trend, -1);
        // Rest holds values less all parts; each in turn is put back and smoothed anew.
        for (var round = 0; round < Rounds; round++)
        {
            for (var k = 0; k < parts.Length; k++)
            {
                Add(rest, parts[k], 1);
                last[k] = Smooth(rest, usable, seasons[k], parts[k], before);
                Add(rest, parts[k], -1);
            }
            Add(rest, trend, 1);
            Smooth(rest, usable, smooth, trend, before);
            Add(rest, trend, -1);
        }
        for (var i = 0; i < hours; i++)
            rest[i] = usable[i] ? rest[i] + trend[i] : 0;
        return new SeasonalSplit(seasons, last, trend, rest);
    }

    /// <summary>Sum of the seasonal parts of an hour after the end: each slot's latest pattern carried forward.</summary>
    public double Seasonal(int hour)
    {
        double sum = 0;
        for (var k = 0; k < _last.Length; k++)
            sum += _last[k][_seasons[k].Slots[hour]];
        return sum;
    }

    private static void Add(double[] to, double[] what, double times)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] += times * what[i];
    }

    // A pass forward sums what came before each hour in its slot, a pass backward what came after. Returns each
    // slot's one-sided mean at the end.
    private static double[] Smooth(
        double[] values,
        bool[] usable,
        Season season,
        double[] smoothed,
        double[] before
    )
    {
        var (slots, memory, prior) = (season.Slots, season.Memory, season.Prior);
        var sums = new double[season.Count];
        var weights = new double[season.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var slot = slots[i];
            smoothed[i] = sums[slot] = (sums[slot] * memory) + (usable[i] ? values[i] : 0);
            before[i] = weights[slot] = (weights[slot] * memory) + (usable[i] ? 1 : 0);
        }
        var last = new double[season.Count];
        for (var slot = 0; slot < last.Length; slot++)
            last[slot] = weights[slot] + prior > 0 ? sums[slot] / (weights[slot] + prior) : 0;
        Array.Clear(sums);
        Array.Clear(weights);
        for (var i = values.Length - 1; i >= 0; i--)
        {
            var slot = slots[i];
            var (sum, weight) = (sums[slot] * memory, weights[slot] * memory);
            var total = before[i] + weight + prior;
            smoothed[i] = total > 0 ? (smoothed[i] + sum) / total : 0;
            sums[slot] = sum + (usable[i] ? values[i] : 0);
            weights[slot] = weight + (usable[i] ? 1 : 0);
        }
        return last;
    }
}
