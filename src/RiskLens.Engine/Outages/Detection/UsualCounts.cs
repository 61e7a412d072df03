namespace RiskLens.Engine.Outages;

/// <summary>A window of observed hours, from (inclusive) to (exclusive), and how surprising its count is.</summary>
/// <param name="From">Position among the observed hours.</param>
/// <param name="To">Position among the observed hours.</param>
/// <param name="Surprise">-ln of the chance of a count as far out.</param>
internal readonly record struct UnusualWindow(int From, int To, double Surprise);

/// <summary>
/// The windows of a series that are out of the usual: all windows are held against their law, and the tail of what
/// nature itself shows tells from which surprise on one is worth a proposal.
/// </summary>
internal sealed class UsualCounts
{
    // Nothing is expected of hours apart by more than a long week-end; a window does not reach over them.
    private const int LongestBreak = 96;

    // Surprises under this are never proposed: even one test a day for a year needs more.
    private const double LeastSurprise = 7;

    // Before outages are found, longer windows would carry them into many days, and more days may hold one.
    private const int LongestFirst = 24;
    private const double LeftOutFirst = 0.08;
    private const double LeftOut = 0.02;

    private readonly CountLaws _laws;
    private readonly int[] _breaksBefore;
    private readonly List<UnusualWindow> _windows = [];

    private UsualCounts(WatchedHours hours, CountLaws laws, bool upper, bool first)
    {
        (Hours, _laws) = (hours, laws);
        _breaksBefore = new int[hours.Length];
        for (var i = 1; i < hours.Length; i++)
        {
            var apart = hours.Clock[i] - hours.Clock[i - 1];
            _breaksBefore[i] = _breaksBefore[i - 1] + (apart > LongestBreak ? 1 : 0);
        }
        var daily = Scan(upper, first ? LongestFirst : int.MaxValue);
        Tail = SurpriseTail.Of(daily.Values, first ? LeftOutFirst : LeftOut, DaysPerYear(daily.Count));
    }

    public WatchedHours Hours { get; }
    public SurpriseTail Tail { get; }

    /// <summary>Learns a series.</summary>
    /// <param name="hours">Observed hours.</param>
    /// <param name="tamed">Their counts with single bursts cut off, which levels are learnt from.</param>
    /// <param name="upper">Whether high counts matter, or low ones.</param>
    /// <param name="first">Whether outages are still among the hours that are learnt from.</param>
    public static UsualCounts Fit(WatchedHours hours, double[] tamed, bool upper, bool first) =>
        new(hours, CountLaws.Fit(hours, tamed, upper, first), upper, first);

    /// <summary>Expectation of a window of observed hours, at the centre of its law; NaN where no level is known.</summary>
    public double Expected(int from, int to) => _laws.Expected(from, to);

    /// <summary>Surprise of a count in a window, 0 where nothing can be said.</summary>
    public double SurpriseOf(int from, int to, long count) => _laws.SurpriseOf(from, to, count);

    /// <summary>Surprise of what a window counted.</summary>
    public double SurpriseOf(int from, int to) => SurpriseOf(from, to, Hours.CountIn(from, to));

    /// <summary>
    /// How many standard deviations of such windows a count lies above its expectation; 0 where none is known.
    /// </summary>
    public double DeviationsAbove(int from, int to) => _laws.DeviationsAbove(from, to);

    /// <summary>Whether a window reaches over a long stretch without any observed hour.</summary>
    public bool Broken(int from, int to) => to - from > 1 && _breaksBefore[to - 1] != _breaksBefore[from];

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
    private Dictionary<int, double> Scan(bool upper, int longest)
    {
        var days = new Dictionary<int, double>();
        for (var i = 0; i < Hours.Length; i++)
            days.TryAdd(Hours.Clock[i] / 24, 0);
        foreach (var length in CountLaws.Lengths)
        {
            for (var from = 0; from + length <= Hours.Length; from++)
                Look(from, from + length);
        }
        if (upper)
            return days;
        for (var from = 0; from < Hours.Length; )
        {
            var to = SilentFrom(from);
            if (to > from)
                Look(from, to);
            from = Math.Max(to, from + 1);
        }
        return days;

        void Look(int from, int to)
        {
            if (Broken(from, to))
                return;
            var surprise = _laws.SurpriseIfUnusual(from, to);
            if (surprise == 0)
                return;
            var day = Hours.Clock[(from + to - 1) / 2] / 24;
            if (to - from <= longest && Hours.LearnsFrom(from, to) && surprise > days[day])
                days[day] = surprise;
            if (surprise > LeastSurprise)
                _windows.Add(new UnusualWindow(from, to, surprise));
        }
    }

    // End of the run of hours without a count that begins at a position; the position itself if none does.
    private int SilentFrom(int from)
    {
        var to = from;
        while (to < Hours.Length && Hours.Counts[to] == 0 && !(to > from && Broken(to - 1, to + 1)))
            to++;
        return to;
    }

    private double DaysPerYear(int days) =>
        365.25 * Math.Min(1, Math.Max(1, days) * 24.0 / Math.Max(1, Hours.Span));
}
