using System.Numerics;
using System.Runtime.InteropServices;

namespace RiskLens.Engine.Losses;

/// <summary>
/// The loss of stretches in which the same channels are down. A stretch is walked once, hour by hour, for all mixes;
/// each mix is then a sum over the cells that it carries on channels that are down. Not thread-safe: one a thread.
/// </summary>
public sealed class LossKernel
{
    private readonly DemandTable _table;
    private readonly int _channels;
    private readonly int _cells;

    // Channels that fell together and come back together are one group; arrays are by group, then by cell.
    private readonly (double Fall, double Return)[] _groups;
    private readonly int[] _groupOf;
    private readonly double[] _r;
    private readonly double[] _demand;
    private readonly double[] _returning;
    private readonly double[] _late;
    private readonly double[] _lateReturning;
    private readonly double[] _inFlight;

    // What a share carried costs, and what a share rerouted adds to it (mostly less than 0).
    private readonly double[] _ofCarried;
    private readonly double[] _ofSwitched;
    private readonly CellPrices[] _prices;

    // Where capacity is stated: what is rerouted of each entry of one routing.
    private readonly FreeCapacity _capacity;

    private CellPrices? _priced;
    private (int Groups, double Start, double End, (double Fall, double Return) Group) _walk;
    private Downtime? _stretch;
    private LossDraw? _draw;
    private int _groupCount;

    /// <summary>Room for one stretch over this demand.</summary>
    public LossKernel(DemandTable table, int channels)
    {
        (_table, _channels, _cells) = (table, channels, table.Cells.Count);
        _groups = new (double, double)[channels];
        _groupOf = new int[channels];
        _r = new double[channels];
        _demand = new double[_cells];
        double[] Room() => new double[_cells * channels];
        (_returning, _late, _lateReturning, _inFlight) = (Room(), Room(), Room(), Room());
        (_ofCarried, _ofSwitched) = (Room(), Room());
        _prices = [new CellPrices(table), new CellPrices(table)];
        _capacity = new FreeCapacity(table, channels);
    }

    /// <summary>Walks a stretch under a draw: the sums that every mix is then valued on.</summary>
    public void Accumulate(Downtime stretch, LossDraw draw)
    {
        var drawn = ReferenceEquals(draw, _draw);
        (_stretch, _draw) = (stretch, draw);
        Group(stretch);
        // Layers of a partial outage differ in their channels only: walked once, they are all walked.
        var walk = (_groupCount, stretch.Start, stretch.End, _groups[0]);
        if (drawn && _groupCount == 1 && walk == _walk)
            return;
        _walk = walk;
        Array.Clear(_demand);
        Array.Clear(_returning, 0, _groupCount * _cells);
        if (draw.SwitchDelayHours > 0)
            WalkWithDelay(stretch, draw);
        else
            Walk(stretch, draw);
        CountInFlight(stretch, draw);
    }

    /// <summary>
    /// Prices the stretch last walked: from here on <see cref="Lost"/> speaks in that unit. Money needs a draw with
    /// worth.
    /// </summary>
    public void Price(LossUnit unit)
    {
        var prices = _prices[(int)unit];
        prices.Fix(Walked.Draw, unit);
        _priced = prices;
        for (var g = 0; g < _groupCount; g++)
        {
            var row = g * _cells;
            prices.Carried(
                _demand,
                _returning.AsSpan(row),
                _inFlight.AsSpan(row),
                _ofCarried.AsSpan(row, _cells)
            );
            prices.Switched(_late.AsSpan(row), _lateReturning.AsSpan(row), _ofSwitched.AsSpan(row, _cells));
        }
    }

    /// <summary>
    /// Loss of the stretch last walked and priced, under a routing, without penalties: in conversations, or in money.
    /// Linear in what the routing carries and reaches, unless a capacity is stated.
    /// </summary>
    public double Lost(Routing routing)
    {
        var (stretch, draw) = Walked;
        var entries = routing.On(stretch.DownMask);
        var sum = 0.0;
        foreach (ref readonly var entry in entries.AsSpan())
            sum += entry.Carried * _ofCarried[(_groupOf[entry.Channel] * _cells) + entry.Cell];
        if (draw.Capacity is not null)
        {
            Reroute(routing);
            for (var e = 0; e < entries.Length; e++)
                sum += _priced!.Of(entries[e].Cell).Switched(_capacity.Switching[e], _capacity.Returning[e]);
            return sum;
        }
        var switched = 0.0;
        foreach (ref readonly var entry in entries.AsSpan())
            switched += entry.Reachable * _ofSwitched[(_groupOf[entry.Channel] * _cells) + entry.Cell];
        return sum + (draw.SwitchRate * switched);
    }

    /// <summary>
    /// Whether the loss of the stretch last walked is the same sum over cells for every routing: what it carries on the
    /// channels down times <see cref="OfCarried"/>, and what it reaches elsewhere times the switch rate times
    /// <see cref="OfSwitched"/>. So it is where channels fell and return together and no capacity is stated.
    /// </summary>
    internal bool IsOneSum => _groupCount == 1 && Walked.Draw.Capacity is null;

    /// <summary>By cell, the loss if all of it were carried on channels that are down and nothing rerouted.</summary>
    internal ReadOnlySpan<double> OfCarried => _ofCarried.AsSpan(0, _cells);

    /// <summary>By cell, what rerouting all of it adds to that.</summary>
    internal ReadOnlySpan<double> OfSwitched => _ofSwitched.AsSpan(0, _cells);

    /// <summary>Parts of each cell in the stretch last walked, under a routing, added to what stands there.</summary>
    public void AddParts(Routing routing, Span<Parts> byCell, Span<MoneyParts> moneyByCell, double weight)
    {
        var (stretch, draw) = Walked;
        var entries = routing.On(stretch.DownMask);
        if (draw.Capacity is not null)
            Reroute(routing);
        for (var e = 0; e < entries.Length; e++)
        {
            var k = entries[e].Cell;
            var sums = SumsOf(entries[e], e, draw);
            byCell[k] += weight * sums.PartsOf(_table.Cells[k], draw.ServedElsewhere[k]);
            if (draw.Money is { } money && moneyByCell.Length > 0)
                moneyByCell[k] += weight * sums.MoneyOf(_table.Cells[k], k, draw.ServedElsewhere[k], money);
        }
    }

    private CellSums SumsOf(in DownEntry entry, int e, LossDraw draw)
    {
        var at = (_groupOf[entry.Channel] * _cells) + entry.Cell;
        var switched = draw.SwitchRate * entry.Reachable;
        return new CellSums(
            entry.Carried * _demand[entry.Cell],
            entry.Carried * _returning[at],
            draw.Capacity is null ? switched * _late[at] : _capacity.Switching[e],
            draw.Capacity is null ? switched * _lateReturning[at] : _capacity.Returning[e],
            entry.Carried * _inFlight[at]
        );
    }

    private (Downtime Stretch, LossDraw Draw) Walked =>
        (_stretch ?? throw new InvalidOperationException("No stretch was walked."), _draw!);

    /// <summary>Reroutes hour by hour, to what capacity is free then.</summary>
    private void Reroute(Routing routing)
    {
        var (stretch, draw) = Walked;
        var entries = routing.On(stretch.DownMask);
        _capacity.Begin(routing, stretch.DownMask);
        foreach (var (from, to) in Segments(stretch, draw.SwitchDelayHours))
        {
            var middle = (from + to) / 2;
            _capacity.AddHour(
                (long)Math.Floor(middle),
                to - from,
                draw,
                e =>
                {
                    var (fall, back) = _groups[_groupOf[entries[e].Channel]];
                    return middle < fall + draw.SwitchDelayHours
                        ? (false, 0)
                        : (true, draw.MeanReturn(back - to, to - from));
                }
            );
        }
    }

    private void Group(Downtime stretch)
    {
        _groupCount = 0;
        for (var c = 0; c < _channels; c++)
        {
            if ((stretch.DownMask >> c & 1) == 0)
                continue;
            var group = (stretch.Falls[c], stretch.Returns[c]);
            var known = Array.IndexOf(_groups, group, 0, _groupCount);
            _groupOf[c] = known >= 0 ? known : _groupCount;
            if (known < 0)
                _groups[_groupCount++] = group;
        }
    }

    /// <summary>The stretch cut at whole hours and where rerouting begins.</summary>
    private IEnumerable<(double From, double To)> Segments(Downtime stretch, double delay)
    {
        for (var at = stretch.Start; at < stretch.End - 1e-9; )
        {
            var to = Math.Min(Math.Floor(at + 1e-9) + 1, stretch.End);
            if (delay > 0)
            {
                for (var g = 0; g < _groupCount; g++)
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
    private void Walk(Downtime stretch, LossDraw draw)
    {
        // Whole hours return the more the later they lie, each by the same factor.
        var growth = Math.Exp(1 / draw.RecoveryHours);
        var whole = double.NaN;
        for (var at = stretch.Start; at < stretch.End - 1e-9; )
        {
            var hour = (long)Math.Floor(at + 1e-9);
            var to = Math.Min(hour + 1, stretch.End);
            var span = to - at;
            for (var g = 0; g < _groupCount; g++)
            {
                _r[g] = span == whole ? _r[g] * growth : draw.MeanReturn(_groups[g].Return - to, span);
            }
            whole = span == 1 ? span : double.NaN;
            AddHour(_table.Hour(hour), span * draw.Level);
            at = to;
        }
        for (var g = 0; g < _groupCount; g++)
            _demand.CopyTo(_late, g * _cells);
        Array.Copy(_returning, _lateReturning, _groupCount * _cells);
    }

    private void WalkWithDelay(Downtime stretch, LossDraw draw)
    {
        Array.Clear(_late, 0, _groupCount * _cells);
        Array.Clear(_lateReturning, 0, _groupCount * _cells);
        foreach (var (from, to) in Segments(stretch, draw.SwitchDelayHours))
        {
            var middle = (from + to) / 2;
            for (var g = 0; g < _groupCount; g++)
                _r[g] = draw.MeanReturn(_groups[g].Return - to, to - from);
            var path = _table.Hour((long)Math.Floor(middle));
            var weight = (to - from) * draw.Level;
            AddHour(path, weight);
            for (var g = 0; g < _groupCount; g++)
            {
                if (middle < _groups[g].Fall + draw.SwitchDelayHours)
                    continue;
                AddTo(_late.AsSpan(g * _cells, _cells), path, weight);
                AddTo(_lateReturning.AsSpan(g * _cells, _cells), path, weight * _r[g]);
            }
        }
    }

    private void AddHour(ReadOnlySpan<double> path, double weight)
    {
        AddTo(_demand, _returning.AsSpan(0, _cells), path, weight, _r[0]);
        for (var g = 1; g < _groupCount; g++)
            AddTo(_returning.AsSpan(g * _cells, _cells), path, weight * _r[g]);
    }

    /// <summary>Demand and what returns of it in one pass: nearly all hours have one group alone.</summary>
    private static void AddTo(
        Span<double> demand,
        Span<double> returning,
        ReadOnlySpan<double> path,
        double weight,
        double r
    )
    {
        var begun = MemoryMarshal.Cast<double, Vector<double>>(path);
        var sums = MemoryMarshal.Cast<double, Vector<double>>(demand)[..begun.Length];
        var back = MemoryMarshal.Cast<double, Vector<double>>(returning)[..begun.Length];
        for (var i = 0; i < begun.Length; i++)
        {
            var some = begun[i] * weight;
            sums[i] += some;
            back[i] += some * r;
        }
        for (var k = begun.Length * Vector<double>.Count; k < path.Length; k++)
        {
            var some = path[k] * weight;
            demand[k] += some;
            returning[k] += some * r;
        }
    }

    private static void AddTo(Span<double> sums, ReadOnlySpan<double> path, double weight)
    {
        var width = Vector<double>.Count;
        var k = 0;
        for (; k + width <= path.Length; k += width)
        {
            (new Vector<double>(sums[k..]) + (new Vector<double>(path[k..]) * weight)).CopyTo(sums[k..]);
        }
        for (; k < path.Length; k++)
            sums[k] += path[k] * weight;
    }

    /// <summary>Conversations open where a channel fails at the stretch's start; none where it was down before.</summary>
    private void CountInFlight(Downtime stretch, LossDraw draw)
    {
        Array.Clear(_inFlight, 0, _groupCount * _cells);
        if (!_table.AnyOpen)
            return;
        for (var g = 0; g < _groupCount; g++)
        {
            if (_groups[g].Fall >= stretch.Start)
                _table.Open(stretch.Start, draw.Level, _inFlight.AsSpan(g * _cells, _cells));
        }
    }
}
