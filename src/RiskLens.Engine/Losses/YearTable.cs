namespace RiskLens.Engine.Losses;

/// <summary>
/// The mean loss of simulated years, ready for any routing. A stretch without channels costs each cell so much for the
/// share that a routing carries there, and so much more or less for the share of it that is rerouted: both are summed
/// over all years, whatever the routing, and its loss is a sum over cells and reach sets. Equal to what
/// <see cref="YearSimulation.Run(IReadOnlyList{Valued}, int, Numerics.Rng, int, Action{double}?, CancellationToken)"/>
/// tells of the same years where no capacity is stated and no penalty is due; else never more.
/// </summary>
/// <remarks>
/// With weights of at most 1 / (1 - a) times equal ones, adding up to 1, it is a lower bound of the mean of the worst
/// share 1 - a of any routing's years: CVaR is the largest such mean (Rockafellar and Uryasev 2002).
/// Rerouted is who finds a live channel: with T the channels that a contact can turn to, all but those with T among the
/// channels down. So the rows needed are sums over the masks that hold T, made when a T first occurs. Shared by threads.
/// </remarks>
public sealed class YearTable
{
    private readonly int _channels;
    private readonly (int Down, int Group, YearRows.Row Row)[] _rows;
    private readonly double[] _standing;
    private readonly double[][] _carried;
    private readonly double[]?[] _stranded;

    internal YearTable(YearRows rows, int channels)
    {
        (_channels, _rows, _standing) = (channels, [.. rows.InOrder], rows.Standing);
        _carried = new double[channels][];
        for (var c = 0; c < channels; c++)
        {
            _carried[c] = new double[_standing.Length];
            foreach (var (_, group, row) in _rows)
            {
                if ((group >> c & 1) != 0)
                    DemandTable.AddTo(_carried[c], row.Carried, 1);
            }
        }
        _stranded = new double[]?[channels << channels];
    }

    /// <summary>Sets of channels that were down together, each with what fell and returns together.</summary>
    public int Rows => _rows.Length;

    /// <summary>Mean loss in outages, without penalties and with all the capacity that is asked for.</summary>
    public double Of(Routing routing)
    {
        var sum = 0.0;
        for (var c = 0; c < _channels; c++)
        {
            if ((routing.Active >> c & 1) == 0)
                continue;
            for (var k = 0; k < _standing.Length; k++)
            {
                var (carried, rerouted) = (_carried[c][k], Stranded(c, 0)[k]);
                foreach (var (set, share) in routing.SetsOn(k, c))
                    sum += share * (carried + Rerouted(routing, k, c, set, rerouted));
            }
        }
        return sum;
    }

    /// <summary>Of that, the loss while customers have no live channel at all.</summary>
    public double Unreachable(Routing routing)
    {
        var sum = 0.0;
        foreach (var (down, group, row) in _rows)
        {
            for (var c = 0; c < _channels; c++)
            {
                if ((routing.Active & group & (1 << c)) == 0)
                    continue;
                for (var k = 0; k < _standing.Length; k++)
                {
                    foreach (var (set, share) in routing.SetsOn(k, c))
                        sum += (routing.UsableOf(k) & set & ~down) == 0 ? share * row.Carried[k] : 0;
                }
            }
        }
        return sum;
    }

    /// <summary>By cell, what it costs a year to reach none of it.</summary>
    public IReadOnlyList<double> StandingByCell => _standing;

    /// <summary>Mean loss of those whom a routing never reaches.</summary>
    public double Standing(Routing routing)
    {
        var sum = 0.0;
        for (var k = 0; k < _standing.Length; k++)
            sum += routing.Standing[k] * _standing[k];
        return sum;
    }

    /// <summary>
    /// What rerouting adds for contacts of a reach set: they turn to the busiest live channel t1, t2, ... in this order, and
    /// of what is sent to each, so much arrives: sum over j of arrives(tj) x (all of t1 .. t(j - 1) down, less tj too).
    /// </summary>
    private double Rerouted(Routing routing, int cell, int channel, int set, double always)
    {
        var (sum, before, tried) = (0.0, always, 0);
        for (var left = routing.UsableOf(cell) & set; left != 0; )
        {
            var target = routing.TurnTo(cell, left);
            var arrives = routing.ArrivesOf(cell, target);
            // Channels on which as much arrives are one step: who is stranded on the first reaches the next.
            do
            {
                tried |= 1 << target;
                left &= ~(1 << target);
                target = left == 0 ? -1 : routing.TurnTo(cell, left);
            } while (target >= 0 && routing.ArrivesOf(cell, target) == arrives);
            var stranded = Stranded(channel, tried)[cell];
            sum += arrives * (before - stranded);
            before = stranded;
        }
        return sum;
    }

    /// <summary>By cell, what rerouting would add while a channel and all of a set are down.</summary>
    private double[] Stranded(int channel, int set)
    {
        ref var place = ref _stranded[(channel << _channels) | set];
        if (Volatile.Read(ref place) is { } known)
            return known;
        var sums = new double[_standing.Length];
        foreach (var (down, group, row) in _rows)
        {
            if ((group >> channel & 1) != 0 && (set & ~down) == 0)
                DemandTable.AddTo(sums, row.Switched, 1);
        }
        Volatile.Write(ref place, sums);
        return sums;
    }
}
