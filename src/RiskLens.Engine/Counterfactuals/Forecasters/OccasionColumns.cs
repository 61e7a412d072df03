using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// What is known beforehand of a day, as columns of a regression of logs of daily totals: holidays pooled (on working
/// days and on weekends), the days before and after them, campaigns pooled, the last working day of the month (pay is
/// brought forward to it), and a column for each holiday that was seen. A column is scaled so that a ridge penalty
/// draws its effect as a normal prior of that spread around 0 does; a holiday's own column holds its difference from
/// the pool, so one that was seen once moves the forecast by spread^2 / (spread^2 + noise^2) of what it showed.
/// </summary>
internal sealed class OccasionColumns
{
    private const int Pooled = 6;
    private const double SpreadPooled = 0.5;
    private const double SpreadNamed = 0.3;

    // A day on which a holiday may fall is one in about half of the cases.
    private const double MaybeShare = 0.5;

    private readonly OccasionCalendar _occasions;
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);
    private readonly double _pooledScale;
    private readonly double _namedScale;

    /// <summary>The columns for a regression of these days (in order of time) under a ridge penalty.</summary>
    public OccasionColumns(
        OccasionCalendar occasions,
        IReadOnlyList<int> days,
        IReadOnlyList<double> logs,
        double penalty
    )
    {
        _occasions = occasions;
        foreach (var id in days.SelectMany(occasions.On).Where(IsNamed))
            _named.TryAdd(id, Pooled + _named.Count);
        var noise = NoiseOf(days, logs);
        _pooledScale = SpreadPooled * Math.Sqrt(penalty) / noise;
        _namedScale = SpreadNamed * Math.Sqrt(penalty) / noise;
    }

    /// <summary>How many columns there are.</summary>
    public int Count => Pooled + _named.Count;

    /// <summary>Fills a day's columns, of which there are Count.</summary>
    public void Fill(int day, Span<double> columns)
    {
        var weekend = IsWeekend(day);
        var today = Holidayness(day);
        columns[0] = weekend ? 0 : today * _pooledScale;
        columns[1] = weekend ? today * _pooledScale : 0;
        columns[2] = (1 - today) * Holidayness(day + 1) * _pooledScale;
        columns[3] = (1 - today) * Holidayness(day - 1) * _pooledScale;
        columns[4] = _occasions.IsCampaign(day) ? _pooledScale : 0;
        columns[5] = IsLastWorkingDay(day) ? _pooledScale : 0;
        foreach (var id in _occasions.On(day))
        {
            if (_named.TryGetValue(id, out var column))
                columns[column] = _namedScale;
        }
    }

    private static bool IsNamed(string id) =>
        id.StartsWith(OccasionCalendar.Holiday, StringComparison.Ordinal)
        || id.StartsWith(OccasionCalendar.Maybe, StringComparison.Ordinal);

    private double Holidayness(int day)
    {
        double most = 0;
        foreach (var id in _occasions.On(day))
        {
            if (id.StartsWith(OccasionCalendar.Holiday, StringComparison.Ordinal))
                return 1;
            if (id.StartsWith(OccasionCalendar.Maybe, StringComparison.Ordinal))
                most = MaybeShare;
        }
        return most;
    }

    private bool IsLastWorkingDay(int day)
    {
        if (!IsWorking(day))
            return false;
        var month = LocalClock.DateOf(day).Month;
        for (var next = day + 1; LocalClock.DateOf(next).Month == month; next++)
        {
            if (IsWorking(next))
                return false;
        }
        return true;
    }

    private bool IsWorking(int day) => !IsWeekend(day) && Holidayness(day) < 1;

    // 1970-01-01 was a Thursday.
    private static bool IsWeekend(int day) => (((day + 3) % 7) + 7) % 7 >= 5;

    /// <summary>
    /// Standard deviation of a day's log, from differences of the same weekday in weeks that follow each other: their
    /// median absolute value over 0.6745 x sqrt(2), which single holidays cannot move.
    /// </summary>
    private static double NoiseOf(IReadOnlyList<int> days, IReadOnlyList<double> logs)
    {
        var logOf = days.Zip(logs).ToDictionary(d => d.First, d => d.Second);
        var differences = new List<double>();
        foreach (var (day, log) in logOf)
        {
            if (logOf.TryGetValue(day - 7, out var before))
                differences.Add(Math.Abs(log - before));
        }
        return differences.Count == 0
            ? 1
            : Math.Clamp(Quantiles.Of(Quantiles.Sorted(differences), 0.5) / (0.6745 * Math.Sqrt(2)), 0.05, 2);
    }
}
