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
    private readonly IReadOnlyList<DemandCell> _cells;
    private readonly int _channels;
    private readonly double[] _demand;
    private readonly double[] _recoverable;
    private readonly double[] _r;
    private readonly int[] _down;

    /// <summary>Room for one stretch over these cells. Not thread-safe: one kernel a thread.</summary>
    public LossKernel(IReadOnlyList<DemandCell> cells, int channels)
    {
        _cells = cells;
        _channels = channels;
        _demand = new double[cells.Count];
        _recoverable = new double[cells.Count * channels];
        _r = new double[channels];
        _down = new int[channels];
    }

    /// <summary>
    /// Demand of a stretch by cell, and what of it would come back over each down channel: the sums that every mix
    /// is then valued on. The path repeats beyond its end (whole weeks).
    /// </summary>
    public void Accumulate(Downtime stretch, LossDraw draw)
    {
        Array.Clear(_demand);
        Array.Clear(_recoverable);
        var fallen = 0;
        for (var c = 0; c < _channels; c++)
        {
            if ((stretch.DownMask >> c & 1) != 0)
                _down[fallen++] = c;
        }
        for (var at = stretch.Start; at < stretch.End - 1e-9; )
        {
            var hour = (long)Math.Floor(at + 1e-9);
            var to = Math.Min(hour + 1, stretch.End);
            var middle = (at + to) / 2;
            for (var d = 0; d < fallen; d++)
            {
                var wait = stretch.Returns[_down[d]] - middle;
                _r[d] = draw.RecoveredNow * Math.Exp(-wait / draw.RecoveryHours);
            }
            var weight = (to - at) * draw.Level;
            for (var k = 0; k < _cells.Count; k++)
            {
                var path = _cells[k].Path;
                var demand = path[hour % path.Length] * weight;
                _demand[k] += demand;
                for (var d = 0; d < fallen; d++)
                    _recoverable[(k * _channels) + _down[d]] += demand * _r[d];
            }
            at = to;
        }
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
            var recovered = _recoverable[(cell * _channels) + c] * (carried - switched);
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
            for (var k = 0; k < _demand.Length; k++)
            {
                var carried = routing.Carried(k, c);
                if (carried == 0)
                    continue;
                var stays = carried - (draw.SwitchRate * routing.Reachable(k, c, down));
                var rest = (_demand[k] - _recoverable[(k * _channels) + c]) * stays;
                sum += Math.Max(0, rest) * (1 - draw.ServedElsewhere[k]) * (worth is null ? 1 : worth[k]);
            }
        }
        return sum;
    }
}
