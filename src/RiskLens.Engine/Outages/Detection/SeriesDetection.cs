namespace RiskLens.Engine.Outages;

/// <summary>
/// What one hourly series counts when nothing is wrong, learnt from the series itself, and the hours in which it does
/// not. Outages in the series are left out of the learning once they are found.
/// </summary>
public sealed class SeriesDetection
{
    /// <summary>Chance in a year without an outage that a series gives a proposal.</summary>
    public const double ChanceLimit = 0.05;

    /// <summary>Under so many weeks of observed days a series is too short to tell its week.</summary>
    public const int FewestWeeks = 4;

    /// <summary>Under so many messages a series is too quiet to tell anything.</summary>
    public const int FewestMessages = 100;

    private const double LowShare = 0.6;
    private const double FailureTimes = 3;
    private const double FailureShare = 0.1;
    private const int FewestFailures = 5;

    // Silences with next to nothing between them are one.
    private const double StrayShare = 0.1;

    private readonly UsualCounts _usual;
    private readonly bool[] _known;
    private readonly double _least;
    private readonly double _chanceLimit;
    private readonly bool _failures;

    private SeriesDetection(UsualCounts usual, bool[] known, double chanceLimit, bool failures)
    {
        (_usual, _known, _chanceLimit, _failures) = (usual, known, chanceLimit, failures);
        _least = usual.Tail.SurpriseAt(chanceLimit);
    }

    /// <summary>Days of the series with an observed hour.</summary>
    public static int DaysOf(bool[] observed) =>
        observed.Index().Where(o => o.Item).Select(o => o.Index / 24).Distinct().Count();

    /// <summary>Learns a series of messages; null where it is too short or too quiet.</summary>
    /// <param name="series">The counts.</param>
    /// <param name="known">Hours of outages that are known; not learnt from, and not found again. Null: none.</param>
    /// <param name="chanceLimit">Chance that a year without an outage gives a finding.</param>
    public static SeriesDetection? Learn(
        HourlyCounts series,
        bool[]? known = null,
        double chanceLimit = ChanceLimit
    )
    {
        if (DaysOf(series.Observed) < 7 * FewestWeeks)
            return null;
        int[] clock = [.. Enumerable.Range(0, series.Hours).Where(h => series.Observed[h])];
        int[] counts = [.. clock.Select(h => series.Counts[h])];
        if (counts.Sum(c => (long)c) < FewestMessages)
            return null;
        int[] week = [.. clock.Select(h => series.HourOfWeek[h])];
        var hidden = known ?? new bool[series.Hours];
        bool[] learn = [.. clock.Select(h => !hidden[h])];
        var tamed = TamedCounts.ByWeek(counts, week);

        var usual = Fit(first: true);
        foreach (var window in usual.Find(usual.Tail.SurpriseAt(chanceLimit), Low))
            Array.Fill(learn, false, window.From, window.To - window.From);
        return new SeriesDetection(Fit(first: false), hidden, chanceLimit, failures: false);

        UsualCounts Fit(bool first)
        {
            var weights = WeekProfile.Weights(clock, week, tamed, learn);
            return UsualCounts.Fit(
                new WatchedHours(clock, counts, weights, learn),
                tamed,
                upper: false,
                first
            );
        }
    }

    /// <summary>
    /// Learns how many of the messages sent fail; null where too few were sent, or none failed. Found are hours in
    /// which unusually many failed.
    /// </summary>
    /// <param name="failed">Messages that were not delivered.</param>
    /// <param name="sent">Messages sent, by hour.</param>
    /// <param name="known">Hours of outages that are known. Null: none.</param>
    /// <param name="chanceLimit">Chance that a year without an outage gives a finding.</param>
    public static SeriesDetection? LearnFailures(
        HourlyCounts failed,
        int[] sent,
        bool[]? known = null,
        double chanceLimit = ChanceLimit
    )
    {
        int[] clock =
        [
            .. Enumerable
                .Range(0, failed.Hours)
                .Where(h => failed.Observed[h] && (sent[h] > 0 || failed.Counts[h] > 0)),
        ];
        int[] counts = [.. clock.Select(h => failed.Counts[h])];
        double[] weights = [.. clock.Select(h => (double)Math.Max(sent[h], failed.Counts[h]))];
        if (
            weights.Sum() < FewestMessages
            || Array.TrueForAll(counts, c => c == 0)
            || DaysOf(failed.Observed) < 7 * FewestWeeks
        )
            return null;
        var hidden = known ?? new bool[failed.Hours];
        bool[] learn = [.. clock.Select(h => !hidden[h])];

        var usual = Fit(first: true);
        foreach (var window in usual.Find(usual.Tail.SurpriseAt(chanceLimit), Failing))
            Array.Fill(learn, false, window.From, window.To - window.From);
        return new SeriesDetection(Fit(first: false), hidden, chanceLimit, failures: true);

        UsualCounts Fit(bool first) =>
            UsualCounts.Fit(
                new WatchedHours(clock, counts, weights, learn),
                TamedCounts.ByShare(counts, weights, learn),
                upper: true,
                first
            );
    }

    /// <summary>First observed hour, since the series' first.</summary>
    public int FirstHour => _usual.Hours.Clock[0];

    /// <summary>One past the last observed hour.</summary>
    public int EndHour => _usual.Hours.Clock[^1] + 1;

    /// <summary>The unusual hours, in order; none overlaps another or a known outage.</summary>
    public IReadOnlyList<UnusualHours> Find()
    {
        var found = new List<UnusualHours>();
        foreach (var window in _usual.Find(_least, _failures ? Failing : Low))
        {
            if (_failures)
                found.Add(Whole("failures", window));
            else
                found.AddRange(
                    Silences(window) is { Count: > 0 } silences ? silences : [Whole("low", window)]
                );
        }
        return
        [
            .. found
                .DistinctBy(f => f.FromHour)
                .Where(f => !Array.Exists(_known[f.FromHour..f.ToHour], k => k)),
        ];
    }

    /// <summary>
    /// Chance that a year without an outage shows a silence as surprising as one of all hours from (inclusive) to
    /// (exclusive), be it at another hour or of another length.
    /// </summary>
    public double ChanceOfSilence(int fromHour, int toHour)
    {
        var (from, to) = (_usual.Hours.PositionAt(fromHour), _usual.Hours.PositionAt(toHour));
        return to <= from ? 1 : _usual.Tail.ChanceInYear(_usual.SurpriseOf(from, to, 0));
    }

    /// <summary>
    /// How far the count of some hours lies above its expectation, in standard deviations of such windows; 0 where
    /// nothing is known.
    /// </summary>
    public double AboveExpectation(int fromHour, int toHour)
    {
        var (from, to) = (_usual.Hours.PositionAt(fromHour), _usual.Hours.PositionAt(toHour));
        return to <= from ? 0 : _usual.DeviationsAbove(from, to);
    }

    /// <summary>
    /// The shortest full outage, in hours, that would be found if it began at a moment (hours since the series'
    /// first); infinite where even 30 days would not be found.
    /// </summary>
    public double ShortestFrom(double start) => new ShortestFound(_usual, _least, Low).From(start);

    private static bool Low(long count, double expected, double weight) => count <= LowShare * expected;

    private static bool Failing(long count, double expected, double weight) =>
        count >= FewestFailures && count >= FailureTimes * expected && count >= FailureShare * weight;

    // The silent stretches of an unusual window that are unusual by themselves, as far as they reach.
    private List<UnusualHours> Silences(UnusualWindow window)
    {
        var runs = new List<(int From, int To)>();
        for (var at = window.From; at < window.To; at++)
        {
            var (from, to) = _usual.SilenceAround(at);
            // Silence of a quiet night may go before or after it, and with it be less unusual than alone.
            var (inner, outer) = (Math.Max(from, window.From), Math.Min(to, window.To));
            if (to > from && _usual.SurpriseOf(from, to, 0) >= _least)
                runs.Add((from, to));
            else if (outer > inner && _usual.SurpriseOf(inner, outer, 0) >= _least)
                runs.Add((inner, outer));
            at = Math.Max(at, to);
        }
        for (var i = 0; i + 1 < runs.Count; )
        {
            var (from, to) = (runs[i].To, runs[i + 1].From);
            if (_usual.Hours.CountIn(from, to) > StrayShare * _usual.Expected(from, to))
            {
                i++;
                continue;
            }
            runs[i] = (runs[i].From, runs[i + 1].To);
            runs.RemoveAt(i + 1);
        }
        return
        [
            .. runs.Select(
                (run, i) =>
                    Of(
                        "silence",
                        run.From,
                        run.To,
                        i == 0 ? Math.Min(window.From, run.From) : run.From,
                        i == runs.Count - 1 ? Math.Max(window.To, run.To) : run.To,
                        EdgeTimes.Of(_usual, run.From, run.To)
                    )
            ),
        ];
    }

    private UnusualHours Whole(string kind, UnusualWindow window)
    {
        var clock = _usual.Hours.Clock;
        var edges = new EdgeTimes(clock[window.From], clock[window.To - 1] + 1, 1, 1);
        return Of(kind, window.From, window.To, window.From, window.To, edges);
    }

    private UnusualHours Of(string kind, int from, int to, int widerFrom, int widerTo, EdgeTimes edges)
    {
        var clock = _usual.Hours.Clock;
        var count = _usual.Hours.CountIn(from, to);
        return new UnusualHours(
            kind,
            clock[from],
            clock[to - 1] + 1,
            edges.Start,
            edges.End,
            edges.StartWithin,
            edges.EndWithin,
            clock[widerFrom],
            clock[widerTo - 1] + 1,
            _usual.Expected(from, to),
            count,
            Math.Min(_chanceLimit, _usual.Tail.ChanceInYear(_usual.SurpriseOf(from, to)))
        );
    }
}
