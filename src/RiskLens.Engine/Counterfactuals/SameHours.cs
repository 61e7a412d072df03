namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Expected values from the same hour of the weeks around, the own week left out: sum of w(k) y(t + 168 k) over
/// sum of w(k), k from <c>nearest</c> weeks on, w = 1, 0.8, 0.6, 0.4 on each side; looking back only: eight weeks,
/// each weighing 0.8 of the one after it. A pinch of the calendar's expectation stands in where no such hour was
/// seen. Because no hour within <c>nearest</c> weeks has a say, every past window is judged as the hidden one is.
/// </summary>
internal sealed class SameHours
{
    private const int Week = 168;
    private const double CalendarWeight = 0.2;
    private const double Offset = 0.5;

    private readonly int _hours;
    private readonly double[] _actualSum;
    private readonly double[] _expectedSum;
    private readonly double[] _allExpectedSum;
    private readonly int[] _usableSum;

    public SameHours(HourlySeries series, LocalClock clock, double[] calendar, int nearest, bool leftOnly)
    {
        _hours = series.Hours;
        Expected = new double[_hours];
        _actualSum = new double[_hours + 1];
        _expectedSum = new double[_hours + 1];
        _allExpectedSum = new double[_hours + 1];
        _usableSum = new int[_hours + 1];
        for (var t = 0; t < _hours; t++)
        {
            Expected[t] = Mean(series, clock, t, calendar[t], nearest, leftOnly);
            var usable = series.Usable[t];
            _actualSum[t + 1] = _actualSum[t] + (usable ? series.Values[t] : 0);
            _expectedSum[t + 1] = _expectedSum[t] + (usable ? Expected[t] : 0);
            _allExpectedSum[t + 1] = _allExpectedSum[t] + Expected[t];
            _usableSum[t + 1] = _usableSum[t] + (usable ? 1 : 0);
        }
    }

    /// <summary>Expected value of each hour.</summary>
    public double[] Expected { get; }

    /// <summary>Usable hours in [from, to).</summary>
    public int Usable(int from, int to) => _usableSum[to] - _usableSum[from];

    /// <summary>Expected total of [from, to), usable or not.</summary>
    public double Total(int from, int to) => _allExpectedSum[to] - _allExpectedSum[from];

    /// <summary>
    /// Log ratio of actual to expected over the usable hours of both spans, in hours from the first of the series; 0
    /// ("as usual") where fewer than half of the hours can be used.
    /// </summary>
    public double LogRatio((int From, int To) span, (int From, int To) other = default)
    {
        var (actual, expected, usable) = (0.0, 0.0, 0);
        foreach (var (from, to) in new[] { span, other })
        {
            var (first, last) = (Math.Clamp(from, 0, _hours), Math.Clamp(to, 0, _hours));
            actual += _actualSum[last] - _actualSum[first];
            expected += _expectedSum[last] - _expectedSum[first];
            usable += _usableSum[last] - _usableSum[first];
        }
        // Of two spans one is enough: at the edge of the series there is no other.
        return usable * 2 < span.To - span.From ? 0 : Math.Log((actual + Offset) / (expected + Offset));
    }

    /// <summary>Log ratio of what [from, to) carried to a total; 0 unless all its hours were seen and usable.</summary>
    public double LogRatioTo(double total, int from, int to) =>
        from < 0 || to > _hours || Usable(from, to) < to - from
            ? 0
            : Math.Log((_actualSum[to] - _actualSum[from] + Offset) / (total + Offset));

    private static double Mean(
        HourlySeries series,
        LocalClock clock,
        int at,
        double calendar,
        int nearest,
        bool leftOnly
    )
    {
        var (sum, weight, w) = (CalendarWeight * calendar, CalendarWeight, 1.0);
        for (var k = nearest; k < nearest + (leftOnly ? 8 : 4); k++)
        {
            Add(-k);
            if (!leftOnly)
                Add(k);
            w = leftOnly ? w * 0.8 : w - 0.2;
        }
        return sum / weight;

        void Add(int weeks)
        {
            var there = at + (Week * weeks);
            if (there < 0 || there >= series.Hours)
                return;
            // Clocks that went forward or back in between shift the same local hour by one.
            there += ((clock.HourOfDay[at] - clock.HourOfDay[there] + 36) % 24) - 12;
            if (there < 0 || there >= series.Hours || !series.Usable[there])
                return;
            sum += w * series.Values[there];
            weight += w;
        }
    }
}
