namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// What is known around a window, as a row of a regression: log ratios of actual to expected (<see cref="SameHours"/>)
/// in the hours beside it and at the same hours of the days beside it, what each of the weeks around carried, and
/// what the calendar says. None of it touches the window itself.
/// </summary>
internal sealed class WindowRows
{
    /// <summary>How far beside the window is looked, in hours.</summary>
    public const int Beside = 72;

    private const int Week = 168;
    private const int CalendarFromHours = 182 * 24;
    private readonly double[]? _calendarSum;
    private readonly int _nearest;
    private readonly bool _leftOnly;

    public WindowRows(
        HourlySeries series,
        LocalClock clock,
        double[] calendar,
        int nearestWeeks,
        bool leftOnly
    )
    {
        _nearest = nearestWeeks;
        _leftOnly = leftOnly;
        Usual = new SameHours(series, clock, calendar, _nearest, leftOnly);
        // On half a year or more a single window hardly moves the calendar it is held against.
        if (series.UsableHours >= CalendarFromHours)
        {
            _calendarSum = new double[series.Hours + 1];
            for (var t = 0; t < series.Hours; t++)
                _calendarSum[t + 1] = _calendarSum[t] + calendar[t];
        }
    }

    /// <summary>
    /// The nearest week whose same hours lie outside a window of that span, even for the hours beside the window.
    /// </summary>
    public static int NearestWeeks(int span, bool leftOnly) =>
        (span + (leftOnly ? 0 : Beside) + Week - 1) / Week;

    /// <summary>What the hours would carry at the level of the weeks around.</summary>
    public SameHours Usual { get; }

    /// <summary>Level beside [at, at + span): log ratio of actual to expected in the 72 h before and after.</summary>
    public double Level(int at, int span) =>
        _leftOnly
            ? Usual.LogRatio((at - Beside, at))
            : Usual.LogRatio((at - Beside, at), (at + span, at + span + Beside));

    /// <summary>
    /// The row of [at, at + span); the constant comes first. Looking back only, no column reaches beyond the start.
    /// </summary>
    public double[] Row(int at, int span)
    {
        var row = new List<double>(24)
        {
            1,
            Usual.LogRatio((at - 6, at)),
            Usual.LogRatio((at - 24, at - 6)),
            Usual.LogRatio((at - 72, at - 24)),
        };
        var day = Math.Min(span, 24);
        row.Add(Usual.LogRatio((at - 24, at - 24 + day)));
        row.Add(Usual.LogRatio((at - 48, at - 48 + day)));
        var end = at + span;
        if (_leftOnly)
        {
            row.Add(Usual.LogRatio((at - Week, at - 72)));
            row.Add(Usual.LogRatio((at - (2 * Week), at - Week)));
        }
        else
        {
            row.Add(Usual.LogRatio((end, end + 6)));
            row.Add(Usual.LogRatio((end + 6, end + 24)));
            row.Add(Usual.LogRatio((end + 24, end + 72)));
            row.Add(Usual.LogRatio((end + 24 - day, end + 24)));
            row.Add(Usual.LogRatio((end + 48 - day, end + 48)));
        }
        var usual = Usual.Total(at, end);
        for (var k = _nearest; k < _nearest + 4; k++)
        {
            row.Add(Usual.LogRatioTo(usual, at - (k * Week), end - (k * Week)));
            if (!_leftOnly)
                row.Add(Usual.LogRatioTo(usual, at + (k * Week), end + (k * Week)));
        }
        if (_calendarSum is { } calendar)
        {
            row.Add(Math.Log((calendar[end] - calendar[at] + 0.5) / (usual + 0.5)));
            row.Add(Beyond(calendar, at - Beside, at, end, end + Beside));
        }
        return [.. row];
    }

    /// <summary>
    /// How far hours [from, to) of the window strayed from what is usual and from the level beside the window: what
    /// a control tells of the window. 0 where not all of them were seen.
    /// </summary>
    public double Moved(int at, int span, int from, int to) =>
        Usual.Usable(at + from, at + to) < to - from
            ? 0
            : Usual.LogRatio((at + from, at + to)) - Level(at, span);

    // What the calendar says of the hours beside, against the weeks around: the difference is what the window adds.
    private double Beyond(double[] calendar, int from, int at, int end, int to)
    {
        var first = Math.Max(0, from);
        var (sum, usual) = (calendar[at] - calendar[first], Usual.Total(first, at));
        if (!_leftOnly)
        {
            var last = Math.Min(calendar.Length - 1, to);
            (sum, usual) = (sum + calendar[last] - calendar[end], usual + Usual.Total(end, last));
        }
        return Math.Log((sum + 0.5) / (usual + 0.5));
    }
}
