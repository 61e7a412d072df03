using System.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>
/// The loss of stretches in which the same channels are down. A stretch is walked once, hour by hour, for all mixes;
/// each mix is then a sum over the cells that it carries on channels that are down. Not thread-safe: one a thread.
/// </summary>
public sealed class LossKernel
{
    private readonly DemandTable _table;
    private readonly int _cells;
    private readonly StretchWalk _walk;

    // What a share carried costs, and what a share rerouted adds to it (mostly less than 0).
    private readonly double[] _ofCarried;
    private readonly double[] _ofSwitched;
    private readonly CellPrices[] _prices;

    // Where capacity is stated: what is rerouted of each entry of one routing.
    private readonly FreeCapacity _capacity;

    private double[] _returns = [];
    private CellPrices? _priced;
    private Downtime? _stretch;
    private LossDraw? _draw;

    /// <summary>Room for one stretch over this demand.</summary>
    public LossKernel(DemandTable table, int channels)
    {
        (_table, _cells) = (table, table.Cells.Count);
        _walk = new StretchWalk(table, channels);
        (_ofCarried, _ofSwitched) = (new double[_cells * channels], new double[_cells * channels]);
        _prices = [new CellPrices(table), new CellPrices(table)];
        _capacity = new FreeCapacity(table, channels);
    }

    /// <summary>Walks a stretch under a draw: the sums that every mix is then valued on.</summary>
    public void Accumulate(Downtime stretch, LossDraw draw)
    {
        (_stretch, _draw) = (stretch, draw);
        _walk.Walk(stretch, draw);
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
        for (var g = 0; g < _walk.Groups; g++)
        {
            prices.Carried(
                _walk.Demand,
                _walk.Returning(g),
                _walk.InFlight(g),
                _ofCarried.AsSpan(g * _cells, _cells)
            );
            prices.Switched(_walk.Late(g), _walk.LateReturning(g), _ofSwitched.AsSpan(g * _cells, _cells));
        }
    }

    /// <summary>
    /// Loss of the stretch last walked and priced, under a routing, without penalties: in conversations, or in money.
    /// Linear in what the routing carries and reaches, unless a capacity is stated.
    /// </summary>
    /// <param name="withAnyCapacity">Whether channels take all that turns to them, whatever is stated.</param>
    public double Lost(Routing routing, bool withAnyCapacity = false)
    {
        var (stretch, draw) = Walked;
        var entries = routing.On(stretch.DownMask);
        var sum = 0.0;
        foreach (ref readonly var entry in entries.AsSpan())
            sum += entry.Carried * _ofCarried[(_walk.GroupOf(entry.Channel) * _cells) + entry.Cell];
        if (!withAnyCapacity && FreeCapacity.CanFill(_table, routing, stretch.DownMask, draw))
        {
            Reroute(routing);
            for (var e = 0; e < entries.Length; e++)
                sum += _priced!.Of(entries[e].Cell).Switched(_capacity.Switching[e], _capacity.Returning[e]);
            return sum;
        }
        var switched = 0.0;
        foreach (ref readonly var entry in entries.AsSpan())
            switched += entry.Reachable * _ofSwitched[(_walk.GroupOf(entry.Channel) * _cells) + entry.Cell];
        return sum + (draw.SwitchRate * switched);
    }

    /// <summary>
    /// Whether the loss of the stretch last walked is the same sum over cells for every routing: what it carries on the
    /// channels down times <see cref="OfCarried(int)"/>, and what it reaches elsewhere times the switch rate times
    /// <see cref="OfSwitched(int)"/>. So it is where channels fell and return together, as long as no channel fills up.
    /// </summary>
    internal bool IsOneSum => _walk.Groups == 1;

    /// <summary>Whether a channel could fill up in the stretch last walked, under a routing.</summary>
    internal bool CanFill(Routing routing) =>
        FreeCapacity.CanFill(_table, routing, Walked.Stretch.DownMask, Walked.Draw);

    /// <summary>Groups of channels of the stretch last walked that fell and return together.</summary>
    internal int Groups => _walk.Groups;

    /// <summary>The channels of a group.</summary>
    internal int ChannelsOf(int group)
    {
        var mask = 0;
        for (var left = Walked.Stretch.DownMask; left != 0; left &= left - 1)
        {
            var channel = BitOperations.TrailingZeroCount(left);
            mask |= _walk.GroupOf(channel) == group ? 1 << channel : 0;
        }
        return mask;
    }

    /// <summary>By cell, the loss if all of it were carried on channels of a group and nothing rerouted.</summary>
    internal ReadOnlySpan<double> OfCarried(int group = 0) => _ofCarried.AsSpan(group * _cells, _cells);

    /// <summary>By cell, what rerouting all of it adds to that.</summary>
    internal ReadOnlySpan<double> OfSwitched(int group = 0) => _ofSwitched.AsSpan(group * _cells, _cells);

    /// <summary>
    /// Adds, by cell, the least that rerouting may add at the draw's switch rate: all is rerouted, but where a capacity may
    /// keep some hours' demand from it and rerouting costs more than it saves in some hour, none or what saves most.
    /// </summary>
    internal void AddLeastSwitched(int group, double weight, Span<double> sums)
    {
        var draw = Walked.Draw;
        if (draw.Capacity is null)
        {
            DemandTable.AddTo(sums, OfSwitched(group), weight * draw.SwitchRate);
            return;
        }
        for (var k = 0; k < _cells; k++)
        {
            var price = _priced!.Of(k);
            var (none, most) = (price.Switched(1, 0), price.Switched(1, draw.RecoveredNow));
            var least =
                Math.Max(none, most) <= 0
                    ? OfSwitched(group)[k]
                    : Math.Min(0, Math.Min(none, most)) * _walk.Late(group)[k];
            sums[k] += weight * draw.SwitchRate * least;
        }
    }

    /// <summary>Parts of each cell in the stretch last walked, under a routing, added to what stands there.</summary>
    public void AddParts(Routing routing, Span<Parts> byCell, Span<MoneyParts> moneyByCell, double weight)
    {
        var (stretch, draw) = Walked;
        var entries = routing.On(stretch.DownMask);
        var fills = FreeCapacity.CanFill(_table, routing, stretch.DownMask, draw);
        if (fills)
            Reroute(routing);
        for (var e = 0; e < entries.Length; e++)
        {
            var k = entries[e].Cell;
            var sums = SumsOf(entries[e], fills ? e : -1, draw);
            byCell[k] += weight * sums.PartsOf(_table.Cells[k], draw.ServedElsewhere[k]);
            if (draw.Money is { } money && moneyByCell.Length > 0)
                moneyByCell[k] += weight * sums.MoneyOf(_table.Cells[k], k, draw.ServedElsewhere[k], money);
        }
    }

    /// <summary>Sums of an entry; its place among those rerouted by capacity, or less than 0.</summary>
    private CellSums SumsOf(in DownEntry entry, int e, LossDraw draw)
    {
        var (group, k) = (_walk.GroupOf(entry.Channel), entry.Cell);
        var switched = draw.SwitchRate * entry.Reachable;
        return new CellSums(
            entry.Carried * _walk.Demand[k],
            entry.Carried * _walk.Returning(group)[k],
            e < 0 ? switched * _walk.Late(group)[k] : _capacity.Switching[e],
            e < 0 ? switched * _walk.LateReturning(group)[k] : _capacity.Returning[e],
            entry.Carried * _walk.InFlight(group)[k]
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
        if (_returns.Length < entries.Length)
            _returns = new double[entries.Length];
        foreach (var (from, to) in _walk.Segments(stretch, draw.SwitchDelayHours))
        {
            var middle = (from + to) / 2;
            for (var e = 0; e < entries.Length; e++)
            {
                var (fall, back) = _walk.EdgesOf(entries[e].Channel);
                _returns[e] =
                    middle < fall + draw.SwitchDelayHours ? -1 : draw.MeanReturn(back - to, to - from);
            }
            _capacity.AddHour((long)Math.Floor(middle), to - from, draw, _returns);
        }
    }
}
