using System.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>Demand = rerouted + recovered + served elsewhere + lost, in conversations, of one cell.</summary>
public readonly record struct Parts(
    double Demand,
    double Rerouted,
    double Recovered,
    double ServedElsewhere,
    double Lost
)
{
    public static Parts operator +(Parts a, Parts b) =>
        new(
            a.Demand + b.Demand,
            a.Rerouted + b.Rerouted,
            a.Recovered + b.Recovered,
            a.ServedElsewhere + b.ServedElsewhere,
            a.Lost + b.Lost
        );
}

/// <summary>
/// The one identity, applied in order: of the demand on a channel that is down, those reachable on a live capable
/// channel switch at the switch rate (rerouted); of the rest r(w) comes back (recovered); of the rest a stated
/// share is served elsewhere; what remains is lost. Each rate is conditional on the step before.
/// </summary>
public sealed class LossKernel
{
    private readonly int _cells;
    private readonly int _channels;
    private readonly int _hours;

    // By hour, then by cell: a stretch is walked hour by hour.
    private readonly double[] _paths;
    private readonly double[] _demand;

    // By time of return, then by cell: channels that come back together recover alike.
    private readonly double[] _recoverable;
    private readonly double[] _returns;
    private readonly double[] _r;
    private readonly int[] _returnOf;

    /// <summary>Room for one stretch over these cells. Not thread-safe: one kernel a thread.</summary>
    /// <exception cref="ArgumentException">The cells' paths differ in length.</exception>
    public LossKernel(IReadOnlyList<DemandCell> cells, int channels)
    {
        _cells = cells.Count;
        _channels = channels;
        _hours = cells.Count == 0 ? 1 : cells[0].Path.Length;
        if (cells.Any(c => c.Path.Length != _hours))
            throw new ArgumentException("All demand spans the same hours.", nameof(cells));
        _paths = new double[_hours * _cells];
        for (var k = 0; k < _cells; k++)
        {
            for (var h = 0; h < _hours; h++)
                _paths[(h * _cells) + k] = cells[k].Path[h];
        }
        _demand = new double[_cells];
        _recoverable = new double[_cells * channels];
        _returns = new double[channels];
        _r = new double[channels];
        _returnOf = new int[channels];
    }

    /// <summary>
    /// Demand of a stretch by cell, and what of it would come back over each down channel: the sums that every mix
    /// is then valued on. The path repeats beyond its end (whole weeks).
    /// </summary>
    public void Accumulate(Downtime stretch, LossDraw draw)
    {
        var times = TimesOfReturn(stretch);
        Array.Clear(_demand);
        Array.Clear(_recoverable, 0, times * _cells);
        for (var at = stretch.Start; at < stretch.End - 1e-9; )
        {
            var hour = (long)Math.Floor(at + 1e-9);
            var to = Math.Min(hour + 1, stretch.End);
            var middle = (at + to) / 2;
            for (var g = 0; g < times; g++)
                _r[g] = draw.RecoveredNow * Math.Exp(-(_returns[g] - middle) / draw.RecoveryHours);
            AddHour(_paths.AsSpan((int)(hour % _hours) * _cells, _cells), (to - at) * draw.Level, times);
            at = to;
        }
    }

    private void AddHour(ReadOnlySpan<double> path, double weight, int times)
    {
        var width = Vector<double>.Count;
        var k = 0;
        for (; k + width <= path.Length; k += width)
        {
            var demand = new Vector<double>(path[k..]) * weight;
            (new Vector<double>(_demand, k) + demand).CopyTo(_demand, k);
            for (var g = 0; g < times; g++)
            {
                var place = (g * _cells) + k;
                (new Vector<double>(_recoverable, place) + (demand * _r[g])).CopyTo(_recoverable, place);
            }
        }
        for (; k < path.Length; k++)
        {
            var demand = path[k] * weight;
            _demand[k] += demand;
            for (var g = 0; g < times; g++)
                _recoverable[(g * _cells) + k] += demand * _r[g];
        }
    }

    /// <summary>The distinct times at which down channels are back: how many.</summary>
    private int TimesOfReturn(Downtime stretch)
    {
        var times = 0;
        for (var c = 0; c < _channels; c++)
        {
            if ((stretch.DownMask >> c & 1) == 0)
                continue;
            var known = Array.IndexOf(_returns, stretch.Returns[c], 0, times);
            _returnOf[c] = known >= 0 ? known : times;
            if (known < 0)
                _returns[times++] = stretch.Returns[c];
        }
        return times;
    }

    /// <summary>Parts of one cell in the stretch last accumulated, under a routing.</summary>
    public Parts Of(int cell, Routing routing, int downMask, LossDraw draw)
    {
        var down = downMask & routing.Active;
        var parts = default(Parts);
        for (var c = 0; c < _channels; c++)
        {
            if ((down >> c & 1) == 0)
                continue;
            var carried = routing.Carried(cell, c);
            if (carried == 0)
                continue;
            var switched = draw.SwitchRate * routing.Reachable(cell, c, down);
            var demand = _demand[cell] * carried;
            var rerouted = _demand[cell] * switched;
            var recovered = _recoverable[(_returnOf[c] * _cells) + cell] * (carried - switched);
            var rest = Math.Max(0, demand - rerouted - recovered);
            var served = rest * draw.ServedElsewhere[cell];
            parts += new Parts(demand, rerouted, recovered, served, rest - served);
        }
        return parts;
    }

    /// <summary>
    /// Lost in the stretch last accumulated, under a routing, over all cells: in conversations, or in money when
    /// the worth of a conversation is given by cell. The sum of <see cref="Of"/>'s lost parts, without the parts.
    /// </summary>
    public double Lost(Routing routing, int downMask, LossDraw draw, double[]? worth)
    {
        var down = downMask & routing.Active;
        double sum = 0;
        for (var c = 0; c < _channels; c++)
        {
            if ((down >> c & 1) == 0)
                continue;
            var recoverable = _recoverable.AsSpan(_returnOf[c] * _cells, _cells);
            foreach (var (k, carried, reachable) in routing.On(c))
            {
                var stays = carried - (draw.SwitchRate * (reachable.Length > 0 ? reachable[down] : 0));
                var rest = (_demand[k] - recoverable[k]) * stays;
                sum += Math.Max(0, rest) * (1 - draw.ServedElsewhere[k]) * (worth is null ? 1 : worth[k]);
            }
        }
        return sum;
    }
}
