using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// What windows of each length count while nothing is wrong: the level beside them, by the memory that tells windows
/// of that length best, and the spread about it.
/// </summary>
internal sealed class CountLaws
{
    // Nothing can be said of windows of which less is expected.
    private const double LeastExpected = 0.05;
    private const int SampledFirst = 300;
    private const int Sampled = 700;

    private static readonly double[] Memories = [384, 192, 96, 48, 24];

    private readonly WatchedHours _hours;
    private readonly (LevelAround Level, CountSpread Spread)[] _laws;
    private readonly bool _upper;

    private CountLaws(WatchedHours hours, (LevelAround, CountSpread)[] laws, bool upper) =>
        (_hours, _laws, _upper) = (hours, laws, upper);

    /// <summary>Lengths in hours for which a law is learnt; the others use that of the next shorter.</summary>
    public static IReadOnlyList<int> Lengths => LengthsHeld;

    private static readonly int[] LengthsHeld = [1, 2, 3, 4, 6, 8, 12, 16, 24, 36, 48, 72, 96, 168];

    /// <summary>Learns a series.</summary>
    /// <param name="hours">Observed hours.</param>
    /// <param name="tamed">Their counts with single bursts cut off, which levels are learnt from.</param>
    /// <param name="upper">Whether high counts matter, or low ones.</param>
    /// <param name="first">Whether a rough law will do, since another follows.</param>
    public static CountLaws Fit(WatchedHours hours, double[] tamed, bool upper, bool first)
    {
        var levels = new LevelAround[Memories.Length];
        for (var m = 0; m < levels.Length; m++)
            levels[m] = LevelAround.Of(hours, tamed, Memories[m], m == 0 ? null : levels[0], upper);
        var laws = new (LevelAround Level, CountSpread Spread)[LengthsHeld.Length];
        for (var l = 0; l < laws.Length; l++)
        {
            var sampled = first ? SampledFirst : Sampled;
            laws[l] = LawOf(hours, levels, LengthsHeld[l], l == 0 ? null : laws[l - 1], sampled, upper);
        }
        return new CountLaws(hours, laws, upper);
    }

    /// <summary>Expectation of a window of observed hours, at the centre of its law; NaN where no level is known.</summary>
    public double Expected(int from, int to)
    {
        var (level, spread) = LawFor(to - from);
        return level.Beside(from, to) * _hours.WeightIn(from, to) * spread.Centre;
    }

    /// <summary>Surprise of a count in a window, -ln of its chance; 0 where nothing can be said.</summary>
    public double SurpriseOf(int from, int to, long count)
    {
        var (level, spread) = LawFor(to - from);
        var expected = level.Beside(from, to) * _hours.WeightIn(from, to);
        if (!(expected > LeastExpected))
            return 0;
        if (count == 0 && !_upper)
            return -spread.LogSilence(expected);
        return -Math.Log(Math.Max(1e-300, spread.ChanceOf(count, expected)));
    }

    /// <summary>The same for what a window counted, and 0 where that is near what was to be expected.</summary>
    public double SurpriseIfUnusual(int from, int to)
    {
        var (level, spread) = LawFor(to - from);
        var expected = level.Beside(from, to) * _hours.WeightIn(from, to);
        var count = _hours.CountIn(from, to);
        return expected > LeastExpected && spread.Unusual(count, expected) ? SurpriseOf(from, to, count) : 0;
    }

    /// <summary>
    /// How many standard deviations of such windows a count lies above its expectation; 0 where none is known.
    /// </summary>
    public double DeviationsAbove(int from, int to)
    {
        var (level, spread) = LawFor(to - from);
        var expected = level.Beside(from, to) * _hours.WeightIn(from, to);
        return expected > LeastExpected ? spread.DeviationsAbove(_hours.CountIn(from, to), expected) : 0;
    }

    private (LevelAround Level, CountSpread Spread) LawFor(int hours)
    {
        var l = Array.BinarySearch(LengthsHeld, hours);
        return _laws[l >= 0 ? l : ~l - 1];
    }

    // The memory that tells windows of this length best, and their spread about it.
    private static (LevelAround, CountSpread) LawOf(
        WatchedHours hours,
        LevelAround[] levels,
        int length,
        (LevelAround Level, CountSpread Spread)? shorter,
        int windows,
        bool upper
    )
    {
        int[] starts = [.. Starts(hours, length, windows)];
        var best = levels.MinBy(level => ErrorOf(hours, level, starts, length))!;
        var sample = new List<(long, double)>();
        foreach (var from in starts)
        {
            var expected = best.Beside(from, from + length) * hours.WeightIn(from, from + length);
            if (expected > LeastExpected)
                sample.Add((hours.CountIn(from, from + length), expected));
        }
        if (sample.Count < CountSpread.FewestWindows)
            return shorter ?? (levels[0], new CountSpread(1, 1, 1, upper));
        var apart = (double)hours.Length / length;
        return (best, CountSpread.Fit(sample, shorter?.Spread, apart, upper));
    }

    private static IEnumerable<int> Starts(WatchedHours hours, int length, int windows)
    {
        var starts = hours.Length - length + 1;
        // A stride without common factor with the hours of a week, so that all of them come up.
        var stride = Math.Max(1, starts / windows);
        while (stride > 1 && (stride % 2 == 0 || stride % 3 == 0 || stride % 7 == 0))
            stride++;
        for (var from = 0; from < starts; from += stride)
        {
            if (hours.LearnsFrom(from, from + length))
                yield return from;
        }
    }

    // Mean absolute log error about the middle.
    private static double ErrorOf(WatchedHours hours, LevelAround level, int[] starts, int length)
    {
        var errors = new List<double>(starts.Length);
        foreach (var from in starts)
        {
            var expected = level.Beside(from, from + length) * hours.WeightIn(from, from + length);
            if (expected > 0)
                errors.Add(Math.Log((hours.CountIn(from, from + length) + 1) / (expected + 1)));
        }
        if (errors.Count == 0)
            return double.MaxValue;
        var middle = Quantiles.Of(Quantiles.Sorted(errors), 0.5);
        return errors.Average(e => Math.Abs(e - middle));
    }
}
