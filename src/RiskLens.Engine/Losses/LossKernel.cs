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
public sealed class LossKernel(IReadOnlyList<DemandCell> cells, int channels)
{
    private readonly double[] _demand = new double[cells.Count];
    private readonly double[] _recoverable = new double[cells.Count * channels];
    private readonly double[] _r = new double[channels];

    /// <summary>
    /// Demand of a stretch by cell, and what of it would come back over each down channel: the sums that every mix
    /// is then valued on. The path repeats beyond its end (whole weeks). Not thread-safe: one kernel a thread.
    /// </summary>
    public void Accumulate(Downtime stretch, LossDraw draw)
    {
        Array.Clear(_demand);
        Array.Clear(_recoverable);
        for (var at = stretch.Start; at < stretch.End - 1e-9; )
        {
            var hour = (long)Math.Floor(at + 1e-9);
            var to = Math.Min(hour + 1, stretch.End);
            var middle = (at + to) / 2;
            for (var c = 0; c < channels; c++)
            {
                _r[c] =
                    (stretch.DownMask >> c & 1) == 0
                        ? 0
                        : draw.RecoveredNow * Math.Exp(-(stretch.Returns[c] - middle) / draw.RecoveryHours);
            }
            var weight = (to - at) * draw.Level;
            for (var k = 0; k < cells.Count; k++)
            {
                var path = cells[k].Path;
                var demand = path[hour % path.Length] * weight;
                _demand[k] += demand;
                for (var c = 0; c < channels; c++)
                    _recoverable[(k * channels) + c] += demand * _r[c];
            }
            at = to;
        }
    }

    /// <summary>Parts of one cell in the stretch last accumulated, under a routing.</summary>
    public Parts Of(int cell, Routing routing, int downMask, LossDraw draw)
    {
        var down = downMask & routing.Active;
        var parts = default(Parts);
        for (var c = 0; c < channels; c++)
        {
            if ((down >> c & 1) == 0)
                continue;
            var carried = routing.Carried(cell, c);
            if (carried == 0)
                continue;
            var switched = draw.SwitchRate * routing.Reachable(cell, c, down);
            var demand = _demand[cell] * carried;
            var rerouted = _demand[cell] * switched;
            var recovered = _recoverable[(cell * channels) + c] * (carried - switched);
            var rest = Math.Max(0, demand - rerouted - recovered);
            var served = rest * draw.ServedElsewhere[cell];
            parts += new Parts(demand, rerouted, recovered, served, rest - served);
        }
        return parts;
    }

    /// <summary>
    /// Lost in the stretch last accumulated, under a routing, over all cells: in conversations, or in money when
    /// the worth of a conversation is given by cell.
    /// </summary>
    public double Lost(Routing routing, int downMask, LossDraw draw, double[]? worth)
    {
        double sum = 0;
        for (var k = 0; k < cells.Count; k++)
            sum += Of(k, routing, downMask, draw).Lost * (worth?[k] ?? 1);
        return sum;
    }
}
