namespace RiskLens.Engine.Losses;

/// <summary>
/// One stretch walked hour by hour under a draw: by group of channels that fell together and come back together, then by
/// cell, the demand and what of it would return. One a thread: its room is used again.
/// </summary>
internal sealed class StretchWalk
{
    // exp(-30) of what returns at once is less than rounding leaves.
    private const double Forgotten = 30;

    private readonly DemandTable _table;
    private readonly int _channels;
    private readonly int _cells;
    private readonly (double Fall, double Return)[] _groups;
    private readonly int[] _groupOf;
    private readonly double[] _r;
    private readonly double[] _demand;
    private readonly double[] _returning;
    private readonly double[] _late;
    private readonly double[] _lateReturning;
    private readonly double[] _inFlight;
    private (int Groups, double Start, double End, (double Fall, double Return) Group) _walked;
    private LossDraw? _draw;
    private bool _delayed;

    public StretchWalk(DemandTable table, int channels)
    {
        (_table, _channels, _cells) = (table, channels, table.Cells.Count);
        _groups = new (double, double)[channels];
        _groupOf = new int[channels];
        _r = new double[channels];
        _demand = new double[_cells];
        double[] Room() => new double[_cells * channels];
        (_returning, _late, _lateReturning, _inFlight) = (Room(), Room(), Room(), Room());
    }

    /// <summary>Groups of the stretch last walked.</summary>
    public int Groups { get; private set; }

    /// <summary>By cell: conversations to begin.</summary>
    public ReadOnlySpan<double> Demand => _demand;

    /// <summary>By cell: demand x r(wait) of a group.</summary>
    public ReadOnlySpan<double> Returning(int group) => _returning.AsSpan(group * _cells, _cells);

    /// <summary>By cell: demand once rerouting has begun.</summary>
    public ReadOnlySpan<double> Late(int group) => _delayed ? _late.AsSpan(group * _cells, _cells) : _demand;

    /// <summary>By cell: of that, demand x r(wait).</summary>
    public ReadOnlySpan<double> LateReturning(int group) =>
        _delayed ? _lateReturning.AsSpan(group * _cells, _cells) : Returning(group);

    /// <summary>By cell: conversations open when the group's channels failed; 0 where they were down before.</summary>
    public ReadOnlySpan<double> InFlight(int group) => _inFlight.AsSpan(group * _cells, _cells);

    /// <summary>The group of a channel that is down.</summary>
    public int GroupOf(int channel) => _groupOf[channel];

    /// <summary>When a channel that is down fell and returns.</summary>
    public (double Fall, double Return) EdgesOf(int channel) => _groups[_groupOf[channel]];

    /// <summary>Walks a stretch. Layers of a partial outage that differ in their channels only are walked once.</summary>
    public void Walk(Downtime stretch, LossDraw draw)
    {
        var drawn = ReferenceEquals(draw, _draw);
        _draw = draw;
        Group(stretch);
        var walk = (Groups, stretch.Start, stretch.End, _groups[0]);
        if (drawn && Groups == 1 && walk == _walked)
            return;
        _walked = walk;
        Array.Clear(_demand);
        Array.Clear(_returning, 0, Groups * _cells);
        _delayed = draw.SwitchDelayHours > 0;
        if (_delayed)
            WalkWithDelay(stretch, draw);
        else
            WalkAtOnce(stretch, draw);
        CountInFlight(stretch, draw);
    }

    private void Group(Downtime stretch)
    {
        Groups = 0;
        for (var c = 0; c < _channels; c++)
        {
            if ((stretch.DownMask >> c & 1) == 0)
                continue;
            var group = (stretch.Falls[c], stretch.Returns[c]);
            var known = Array.IndexOf(_groups, group, 0, Groups);
            _groupOf[c] = known >= 0 ? known : Groups;
            if (known < 0)
                _groups[Groups++] = group;
        }
    }

    /// <summary>The stretch cut at whole hours and where rerouting begins.</summary>
    public IEnumerable<(double From, double To)> Segments(Downtime stretch, double delay)
    {
        for (var at = stretch.Start; at < stretch.End - 1e-9; )
        {
            var to = Math.Min(Math.Floor(at + 1e-9) + 1, stretch.End);
            if (delay > 0)
            {
                for (var g = 0; g < Groups; g++)
                {
                    var begins = _groups[g].Fall + delay;
                    if (begins > at + 1e-9 && begins < to)
                        to = begins;
                }
            }
            yield return (at, to);
            at = to;
        }
    }

    /// <summary>Without a delay, whoever can be rerouted is so from the first minute: what is late is all of it.</summary>
    private void WalkAtOnce(Downtime stretch, LossDraw draw)
    {
        _table.Begun(stretch.Start, stretch.End, draw.Level, _demand);
        for (var g = 0; g < Groups; g++)
            AddReturning(stretch, draw, g);
    }

    /// <summary>Hours so far from the return that nobody of them comes back are passed over.</summary>
    private void AddReturning(Downtime stretch, LossDraw draw, int group)
    {
        if (draw.RecoveredNow <= 0)
            return;
        var back = _groups[group].Return;
        var nearest = Math.Floor(back - (Forgotten * draw.RecoveryHours));
        // Whole hours return the more the later they lie, each by the same factor.
        var (r, growth, whole) = (0.0, Math.Exp(1 / draw.RecoveryHours), false);
        var returning = _returning.AsSpan(group * _cells, _cells);
        for (var at = Math.Max(stretch.Start, nearest); at < stretch.End - 1e-9; )
        {
            var hour = (long)Math.Floor(at + 1e-9);
            var to = Math.Min(hour + 1, stretch.End);
            var span = to - at;
            r = whole && span == 1 ? r * growth : draw.MeanReturn(back - to, span);
            whole = span == 1;
            DemandTable.AddTo(returning, _table.Hour(hour), span * draw.Level * r);
            at = to;
        }
    }

    private void WalkWithDelay(Downtime stretch, LossDraw draw)
    {
        Array.Clear(_late, 0, Groups * _cells);
        Array.Clear(_lateReturning, 0, Groups * _cells);
        foreach (var (from, to) in Segments(stretch, draw.SwitchDelayHours))
        {
            var middle = (from + to) / 2;
            for (var g = 0; g < Groups; g++)
                _r[g] = draw.MeanReturn(_groups[g].Return - to, to - from);
            var path = _table.Hour((long)Math.Floor(middle));
            var weight = (to - from) * draw.Level;
            DemandTable.AddTo(_demand, path, weight);
            for (var g = 0; g < Groups; g++)
            {
                DemandTable.AddTo(_returning.AsSpan(g * _cells, _cells), path, weight * _r[g]);
                if (middle < _groups[g].Fall + draw.SwitchDelayHours)
                    continue;
                DemandTable.AddTo(_late.AsSpan(g * _cells, _cells), path, weight);
                DemandTable.AddTo(_lateReturning.AsSpan(g * _cells, _cells), path, weight * _r[g]);
            }
        }
    }

    /// <summary>Conversations open where a channel fails at the stretch's start; none where it was down before.</summary>
    private void CountInFlight(Downtime stretch, LossDraw draw)
    {
        Array.Clear(_inFlight, 0, Groups * _cells);
        if (!_table.AnyOpen)
            return;
        for (var g = 0; g < Groups; g++)
        {
            if (_groups[g].Fall >= stretch.Start)
                _table.Open(stretch.Start, draw.Level, _inFlight.AsSpan(g * _cells, _cells));
        }
    }
}
