using System.Numerics;

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
    private readonly double[] _after;
    private readonly double[] _demand;
    private readonly double[] _returning;
    private readonly double[] _late;
    private readonly double[] _lateReturning;
    private readonly double[] _inFlight;

    // What a share carried costs, and what a share rerouted adds to it (mostly less than 0).
    private readonly double[] _ofCarried;
    private readonly double[] _ofSwitched;
    private readonly UnitPrice[] _prices;

    // Where capacity is stated: what is rerouted of each entry of one routing.
    private readonly FreeCapacity _capacity;

    private Downtime? _stretch;
    private LossDraw? _draw;
    private int _groupCount;

    /// <summary>Room for one stretch over this demand.</summary>
    public LossKernel(DemandTable table, int channels)
    {
        (_table, _channels, _cells) = (table, channels, table.Cells.Count);
        _groups = new (double, double)[channels];
        _groupOf = new int[channels];
        (_r, _after) = (new double[channels], new double[channels]);
        _demand = new double[_cells];
        double[] Room() => new double[_cells * channels];
        (_returning, _late, _lateReturning, _inFlight) = (Room(), Room(), Room(), Room());
        (_ofCarried, _ofSwitched) = (Room(), Room());
        _prices = new UnitPrice[_cells];
        _capacity = new FreeCapacity(table, channels);
    }

    /// <summary>Walks a stretch under a draw: the sums that every mix is then valued on.</summary>
    public void Accumulate(Downtime stretch, LossDraw draw)
    {
        (_stretch, _draw) = (stretch, draw);
        Group(stretch);
        Array.Clear(_demand);
        Array.Clear(_returning, 0, _groupCount * _cells);
        Array.Clear(_late, 0, _groupCount * _cells);
        Array.Clear(_lateReturning, 0, _groupCount * _cells);
        foreach (var (from, to) in Segments(stretch, draw.SwitchDelayHours))
        {
            var middle = (from + to) / 2;
            var delayed = false;
            for (var g = 0; g < _groupCount; g++)
            {
                var (fall, back) = _groups[g];
                _r[g] = draw.MeanReturn(back - to, to - from);
                _after[g] = middle >= fall + draw.SwitchDelayHours ? 1 : 0;
                delayed |= _after[g] == 0;
            }
            AddHour(_table.Hour((long)Math.Floor(middle)), (to - from) * draw.Level, delayed);
        }
        CountInFlight(stretch, draw);
    }

    /// <summary>
    /// Prices the stretch last walked: from here on <see cref="Lost"/> speaks in that unit. Money needs a draw with
    /// worth.
    /// </summary>
    public void Price(LossUnit unit)
    {
        var draw = Walked.Draw;
        for (var k = 0; k < _cells; k++)
            _prices[k] = UnitPrice.Of(_table.Cells[k], k, draw, unit == LossUnit.Money ? draw.Money : null);
        for (var g = 0; g < _groupCount; g++)
        {
            for (var k = 0; k < _cells; k++)
            {
                var at = (g * _cells) + k;
                _ofCarried[at] = _prices[k].Carried(_demand[k], _returning[at], _inFlight[at]);
                _ofSwitched[at] = _prices[k].Switched(_late[at], _lateReturning[at]);
            }
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
                sum += _prices[entries[e].Cell].Switched(_capacity.Switching[e], _capacity.Returning[e]);
            return sum;
        }
        var switched = 0.0;
        foreach (ref readonly var entry in entries.AsSpan())
            switched += entry.Reachable * _ofSwitched[(_groupOf[entry.Channel] * _cells) + entry.Cell];
        return sum + (draw.SwitchRate * switched);
    }

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

    private void AddHour(ReadOnlySpan<double> path, double weight, bool delayed)
    {
        var width = Vector<double>.Count;
        for (var g = 0; g < _groupCount; g++)
        {
            var (r, late, row) = (_r[g], delayed ? _after[g] : 1, g * _cells);
            var k = 0;
            for (; k + width <= path.Length; k += width)
            {
                var demand = new Vector<double>(path[k..]) * weight;
                if (g == 0)
                    (new Vector<double>(_demand, k) + demand).CopyTo(_demand, k);
                (new Vector<double>(_returning, row + k) + (demand * r)).CopyTo(_returning, row + k);
                demand *= late;
                (new Vector<double>(_late, row + k) + demand).CopyTo(_late, row + k);
                (new Vector<double>(_lateReturning, row + k) + (demand * r)).CopyTo(_lateReturning, row + k);
            }
            for (; k < path.Length; k++)
            {
                var demand = path[k] * weight;
                _demand[k] += g == 0 ? demand : 0;
                _returning[row + k] += demand * r;
                _late[row + k] += demand * late;
                _lateReturning[row + k] += demand * late * r;
            }
        }
    }

    /// <summary>Conversations open where a channel fails at the stretch's start; none where it was down before.</summary>
    private void CountInFlight(Downtime stretch, LossDraw draw)
    {
        for (var g = 0; g < _groupCount; g++)
        {
            var fails = _groups[g].Fall >= stretch.Start;
            for (var k = 0; k < _cells; k++)
                _inFlight[(g * _cells) + k] = fails ? draw.Level * _table.Open(k, stretch.Start) : 0;
        }
    }
}
