namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// What is known of an hour some hours before it comes: earlier values, recent means and the calendar, all relative to
/// the last week's mean so that trees, which cannot extrapolate, follow levels. Values begin with the history, unusable
/// hours filled with the week or the day before, and go on with the forecast.
/// </summary>
internal sealed class LagFeatures
{
    private const int Day = 24;
    private const int Week = 168;

    private readonly LocalClock _clock;
    private readonly int _first;
    private readonly double[] _values;
    private readonly double[] _sums;
    private readonly double _size;
    private readonly double _spread;

    /// <summary>Features of the history from its first hour on; the clock starts with the whole history.</summary>
    public LagFeatures(HourlySeries history, LocalClock clock, int first, int hours)
    {
        (_clock, _first) = (clock, first);
        var known = history.Hours - first;
        _values = new double[known + hours];
        _sums = new double[known + hours + 1];
        var (sum, count) = (0.0, 0);
        for (var i = first; i < history.Hours; i++)
            (sum, count) = history.Usable[i] ? (sum + history.Values[i], count + 1) : (sum, count);
        var mean = sum / Math.Max(1, count);
        for (var i = 0; i < known; i++)
        {
            var before = i >= Week ? Week : Day;
            var filled = i >= Day ? _values[i - before] : mean;
            Set(i, history.Usable[first + i] ? history.Values[first + i] : filled);
            _size += Math.Abs(_values[i]) / known;
            _spread += Math.Abs(_values[i] - mean) / known;
        }
    }

    /// <summary>Hours before the first row: the longest lag and its neighbours.</summary>
    public static int Reach => (2 * Week) + 2;

    public double this[int at] => _values[at];

    /// <summary>Sets the value of an hour; those before it are set already.</summary>
    public void Set(int at, double value)
    {
        _values[at] = value;
        _sums[at + 1] = _sums[at] + value;
    }

    /// <summary>
    /// Level (mean of the last week known), unit and features of an hour, as known so many hours before: 1 or a
    /// multiple of 24. The reference, in units above the level, is what the same hours of yesterday and of last week
    /// suggest.
    /// </summary>
    public (double Level, double Unit, double Reference, double[] Row) Of(int at, int lead, bool ratio)
    {
        var end = at - lead + 1;
        var level = Mean(end - Week, end);
        var unit = Math.Max(1e-9, ratio ? Math.Max(level, 0.02 * _size) : _spread);
        var row = new List<double>(32);
        for (var lag = lead; lag < lead + 3; lag++)
            row.Add(Lag(lag));
        for (var lag = Day; lag <= Week; lag += Day)
        {
            if (lag <= lead)
                continue;
            row.Add(Lag(lag));
            if (lag is Day or Week)
                row.AddRange([Lag(lag + 1), Lag(lag - 1)]);
        }
        row.AddRange([Lag(2 * Week), (Lag(Week) + Lag(2 * Week)) / 2]);
        var lastDay = Mean(end - Day, end);
        row.AddRange([(lastDay - level) / unit, (lastDay - Mean(end - Week, end - Week + Day)) / unit]);
        row.AddRange([_clock.HourOfDay[_first + at], _clock.HourOfWeek[_first + at]]);
        if (_clock.Dated)
            AddCalendar(row, at);
        return (level, unit, (Lag(Week) + Lag(Math.Max(Day, lead))) / 2, [.. row]);

        double Lag(int lag) => (_values[at - lag] - level) / unit;
    }

    /// <summary>Whether something is known of an hour's day, such as a holiday.</summary>
    public bool IsOccasion(int at) => _clock.Occasions.On(_clock.Day[_first + at]).Count > 0;

    // Day of the month, days to its end, and what falls on this day, the day before and the same day last week.
    private void AddCalendar(List<double> row, int at)
    {
        var date = LocalClock.DateOf(_clock.Day[_first + at]);
        row.Add(date.Day);
        row.Add(date.Calendar.GetDaysInMonth(date.Year, date.Month) - date.Day);
        foreach (var before in (ReadOnlySpan<int>)[0, Day, Week])
        {
            var ids = _clock.Occasions.On(_clock.Day[_first + at - before]);
            var holidays = ids.Count(id => id.StartsWith("holiday", StringComparison.Ordinal));
            row.AddRange([holidays, ids.Count - holidays]);
        }
    }

    private double Mean(int from, int to) => (_sums[to] - _sums[from]) / (to - from);
}
