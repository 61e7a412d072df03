using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>A window of observed hours, from (inclusive) to (exclusive), and how surprising its count is.</summary>
/// <param name="From">Position among the observed hours.</param>
/// <param name="To">Position among the observed hours.</param>
/// <param name="Surprise">-ln of the chance of a count as far out.</param>
internal readonly record struct UnusualWindow(int From, int To, double Surprise);

/// <summary>
/// What a series counts while nothing is wrong, and the windows in which it does not: levels beside a window, spread
/// by length, and the tail of what nature itself shows.
/// </summary>
internal sealed class UsualCounts
{
    // Nothing is expected of hours apart by more than a long week-end; a window does not reach over them.
    private const int LongestBreak = 96;
    private const double LeastExpected = 0.05;

    // Surprises under this are never proposed: even one test a day for a year needs more.
    private const double LeastSurprise = 7;
    private const int SampledWindows = 1000;

    private static readonly double[] Memories = [384, 192, 96, 48, 24];
    private static readonly int[] Lengths = [1, 2, 3, 4, 6, 8, 12, 16, 24, 36, 48, 72, 96, 168];

    private readonly (LevelAround Level, CountSpread Spread)[] _laws;
    private readonly int[] _breaksBefore;
    private readonly bool _upper;
    private readonly List<UnusualWindow> _windows = [];

    private UsualCounts(WatchedHours hours, (LevelAround, CountSpread)[] laws, bool upper, bool first)
    {
        (Hours, _laws, _upper) = (hours, laws, upper);
        _breaksBefore = new int[hours.Length + 1];
        for (var i = 1; i < hours.Length; i++)
        {
            _breaksBefore[i] =
                _breaksBefore[i - 1] + (hours.Clock[i] - hours.Clock[i - 1] > LongestBreak ? 1 : 0);
        }
        if (hours.Length > 0)
            _breaksBefore[^1] = _breaksBefore[^2];
        Tail = SurpriseTail.Of(Scan(first ? 24 : int.MaxValue), first ? 0.08 : 0.02, 365.25 * DaysHeld());
    }

    public WatchedHours Hours { get; }
    public SurpriseTail Tail { get; }

    /// <summary>Learns a series.</summary>
    /// <param name="hours">Observed hours.</param>
    /// <param name="tamed">Their counts with single bursts cut off, which levels are learnt from.</param>
    /// <param name="upper">Whether high counts matter, or low ones.</param>
    public static UsualCounts Fit(WatchedHours hours, double[] tamed, bool upper, bool first)
    {
        var levels = new LevelAround[Memories.Length];
        for (var m = 0; m < levels.Length; m++)
            levels[m] = LevelAround.Of(hours, tamed, Memories[m], m == 0 ? null : levels[0], upper);
        var laws = new (LevelAround Level, CountSpread Spread)[Lengths.Length];
        for (var l = 0; l < laws.Length; l++)
            laws[l] = LawOf(hours, levels, Lengths[l], l == 0 ? null : laws[l - 1], upper);
        return new UsualCounts(hours, laws, upper, first);
    }

    // The memory that tells windows of this length best, and their spread about it.
    private static (LevelAround, CountSpread) LawOf(
        WatchedHours hours,
        LevelAround[] levels,
        int length,
        (LevelAround Level, CountSpread Spread)? shorter,
        bool upper
    )
    {
        int[] starts = [.. Starts(hours, length)];
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

    private static IEnumerable<int> Starts(WatchedHours hours, int length)
    {
        var starts = hours.Length - length + 1;
        // A stride without common factor with the day's hours, so that all hours of day come up.
        var stride = Math.Max(1, starts / SampledWindows);
        while (stride > 1 && (stride % 2 == 0 || stride % 3 == 0))
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

    private (LevelAround Level, CountSpread Spread) LawFor(int hours)
    {
        var l = Array.BinarySearch(Lengths, hours);
        return _laws[l >= 0 ? l : ~l - 1];
    }

    /// <summary>Expectation of a window of observed hours, at the centre of its law; NaN where no level is known.</summary>
    public double Expected(int from, int to)
    {
        var (level, spread) = LawFor(to - from);
        return level.Beside(from, to) * Hours.WeightIn(from, to) * spread.Centre;
    }

    /// <summary>Whether a window reaches over a long stretch without any observed hour.</summary>
    public bool Broken(int from, int to) => to - from > 1 && _breaksBefore[to - 1] != _breaksBefore[from];

    /// <summary>Surprise of a count in a window, 0 where nothing can be said.</summary>
    public double SurpriseOf(int from, int to, long count)
    {
        var (level, spread) = LawFor(to - from);
        var expected = level.Beside(from, to) * Hours.WeightIn(from, to);
        if (!(expected > LeastExpected))
            return 0;
        if (count == 0 && !_upper)
            return -spread.LogSilence(expected);
        return -Math.Log(Math.Max(1e-300, spread.ChanceOf(count, expected)));
    }

    /// <summary>Surprise of what a window counted.</summary>
    public double SurpriseOf(int from, int to) => SurpriseOf(from, to, Hours.CountIn(from, to));

    /// <summary>
    /// How many standard deviations of such windows a count lies above its expectation; 0 where none is known.
    /// </summary>
    public double DeviationsAbove(int from, int to)
    {
        var (level, spread) = LawFor(to - from);
        var expected = level.Beside(from, to) * Hours.WeightIn(from, to);
        return expected > LeastExpected ? spread.DeviationsAbove(Hours.CountIn(from, to), expected) : 0;
    }

    /// <summary>Windows at least so surprising; none overlaps another.</summary>
    /// <param name="least">The surprise from which on.</param>
    /// <param name="material">Whether a window matters, given its count, expectation and weight.</param>
    public IReadOnlyList<UnusualWindow> Find(double least, Func<long, double, double, bool> material)
    {
        var found = new List<UnusualWindow>();
        foreach (var window in _windows.Where(w => w.Surprise >= least).OrderByDescending(w => w.Surprise))
        {
            if (found.Exists(f => f.From < window.To && window.From < f.To))
                continue;
            if (
                !material(
                    Hours.CountIn(window.From, window.To),
                    Expected(window.From, window.To),
                    Hours.WeightIn(window.From, window.To)
                )
            )
                continue;
            found.Add(Widened(window, found));
        }
        found.Sort((a, b) => a.From.CompareTo(b.From));
        return Joined(found);
    }

    // Both ends move while the surprise grows.
    private UnusualWindow Widened(UnusualWindow window, List<UnusualWindow> taken)
    {
        for (var moved = true; moved; )
        {
            moved = false;
            foreach (
                var (left, right) in (ReadOnlySpan<(int, int)>)
                    [(-1, 0), (0, 1), (1, 0), (0, -1), (-6, 0), (0, 6)]
            )
            {
                var from = window.From + left;
                var to = window.To + right;
                if (from < 0 || to > Hours.Length || to <= from || Broken(from, to))
                    continue;
                if (taken.Exists(f => f.From < to && from < f.To))
                    continue;
                var surprise = SurpriseOf(from, to);
                if (surprise <= window.Surprise)
                    continue;
                window = new UnusualWindow(from, to, surprise);
                moved = true;
            }
        }
        return window;
    }

    // Windows that touch or nearly touch are one, if together they are at least as surprising as either.
    private List<UnusualWindow> Joined(List<UnusualWindow> found)
    {
        for (var i = 0; i + 1 < found.Count; )
        {
            var (left, right) = (found[i], found[i + 1]);
            var near =
                right.From - left.To <= Math.Max(2, Math.Min(left.To - left.From, right.To - right.From));
            var joint = near && !Broken(left.From, right.To) ? SurpriseOf(left.From, right.To) : 0;
            if (right.From == left.To || joint >= Math.Max(left.Surprise, right.Surprise))
            {
                found[i] = new UnusualWindow(
                    left.From,
                    right.To,
                    Math.Max(joint, Math.Max(left.Surprise, right.Surprise))
                );
                found.RemoveAt(i + 1);
            }
            else
                i++;
        }
        return found;
    }

    // The largest surprise of each day; windows worth a second look are kept.
    private Dictionary<int, double>.ValueCollection Scan(int longest)
    {
        var days = new Dictionary<int, double>();
        for (var i = 0; i < Hours.Length; i++)
            days.TryAdd(Hours.Clock[i] / 24, 0);
        foreach (var length in Lengths)
        {
            for (var from = 0; from + length <= Hours.Length; from++)
                Look(from, from + length);
        }
        if (!_upper)
        {
            for (var from = 0; from < Hours.Length; )
            {
                var to = SilentFrom(from);
                if (to > from + 4)
                    Look(from, to);
                from = Math.Max(to, from) + 1;
            }
        }
        return days.Values;

        void Look(int from, int to)
        {
            if (Broken(from, to))
                return;
            var (level, spread) = LawFor(to - from);
            var expected = level.Beside(from, to) * Hours.WeightIn(from, to);
            if (!(expected > LeastExpected))
                return;
            var count = Hours.CountIn(from, to);
            if (!spread.Unusual(count, expected))
                return;
            var surprise = SurpriseOf(from, to, count);
            var day = Hours.Clock[(from + to - 1) / 2] / 24;
            if (to - from <= longest && Hours.LearnsFrom(from, to) && surprise > days[day])
                days[day] = surprise;
            if (surprise > LeastSurprise)
                _windows.Add(new UnusualWindow(from, to, surprise));
        }
    }

    /// <summary>End of the run of hours without a count that begins at a position; the position itself if none does.</summary>
    public int SilentFrom(int from)
    {
        var to = from;
        while (to < Hours.Length && Hours.Counts[to] == 0 && !(to > from && Broken(to - 1, to + 1)))
            to++;
        return to;
    }

    private double DaysHeld()
    {
        var held = Hours.Clock.Select(h => h / 24).Distinct().Count();
        return held == 0 ? 1 : Math.Min(1, held * 24.0 / Hours.Span);
    }
}
