using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Losses;

/// <summary>
/// Where demand goes under a set of active channels. A cell's demand stays on its own channel when that is active;
/// else a contact moves to the active channel of the reach set that carries most of the purpose; contacts with no
/// active capable channel are a standing loss, in every hour of the year. When channels fall, contacts turn in the same
/// way to the live channel of their reach set that carries most of the purpose.
/// </summary>
public sealed class Routing
{
    private readonly int _channels;
    private readonly (int Set, double Share)[][] _bySet;
    private readonly int[] _usable;
    private readonly double[][] _volumes;
    private readonly DownEntry[]?[] _entries;
    private readonly double[]?[] _peaks;
    private readonly double[][]?[] _byPurpose;
    private readonly bool[] _isOut;
    private double[]? _delivered;
    private double[]? _loads;

    private Routing(int active, int channels, int cells)
    {
        (Active, _channels) = (active, channels);
        _bySet = new (int, double)[cells * channels][];
        _usable = new int[cells];
        _volumes = new double[cells][];
        Standing = new double[cells];
        _isOut = new bool[cells];
        _entries = new DownEntry[]?[1 << channels];
        _peaks = new double[]?[1 << channels];
        _byPurpose = new double[][]?[1 << channels];
    }

    /// <summary>Active channels, bit i for channel i.</summary>
    public int Active { get; }

    /// <summary>For each cell, the share of its demand that no active channel ever reaches.</summary>
    public double[] Standing { get; }

    /// <summary>Share of a cell's demand that runs over a channel.</summary>
    public double Carried(int cell, int channel)
    {
        double sum = 0;
        foreach (var (_, share) in _bySet[(cell * _channels) + channel])
            sum += share;
        return sum;
    }

    /// <summary>For a channel, the share of each cell's demand that runs over it.</summary>
    internal ReadOnlySpan<double> LoadsOf(int channel)
    {
        var cells = _usable.Length;
        if (Volatile.Read(ref _loads) is not { } loads)
        {
            loads = new double[_channels * cells];
            for (var at = 0; at < loads.Length; at++)
                loads[at] = Carried(at % cells, at / cells);
            Volatile.Write(ref _loads, loads);
        }
        return loads.AsSpan(channel * cells, cells);
    }

    /// <summary>
    /// For each channel, the most conversations of an hour of the horizon that run over it or could turn to it while the
    /// channels of a mask are down.
    /// </summary>
    internal double[] PeaksOf(DemandTable table, int downMask)
    {
        var down = downMask & Active;
        if (Volatile.Read(ref _peaks[down]) is { } known)
            return known;
        var peaks = new double[_channels];
        for (var j = 0; j < _channels; j++)
        {
            if ((down >> j & 1) != 0)
                continue;
            var loads = LoadsOf(j).ToArray();
            foreach (var entry in On(down))
                loads[entry.Cell] += entry.ByTarget[j];
            for (var h = 0; h < table.Hours; h++)
                peaks[j] = Math.Max(peaks[j], table.ConversationsIn(h, loads));
        }
        Volatile.Write(ref _peaks[down], peaks);
        return peaks;
    }

    /// <summary>
    /// Conversations an hour, by purpose, that run over the channels of a mask, and of them those that can be reached
    /// elsewhere while these are down.
    /// </summary>
    internal (double[] Carried, double[] Reachable) ByPurpose(DemandTable table, int downMask)
    {
        var down = downMask & Active;
        if (Volatile.Read(ref _byPurpose[down]) is not { } known)
        {
            known = [new double[table.Purposes.Count], new double[table.Purposes.Count]];
            foreach (ref readonly var entry in On(down).AsSpan())
            {
                if (table.Cells[entry.Cell].Campaign != CampaignUnit.None)
                    continue;
                var (purpose, mean) = (table.PurposeOf[entry.Cell], table.MeanPerHour[entry.Cell]);
                known[0][purpose] += mean * entry.Carried;
                known[1][purpose] += mean * entry.Reachable;
            }
            Volatile.Write(ref _byPurpose[down], known);
        }
        return (known[0], known[1]);
    }

    /// <summary>
    /// Share of a cell's demand that runs over a channel and can be reached on another live capable one while the
    /// channels of the mask are down. Zero where nothing runs over the channel.
    /// </summary>
    public double Reachable(int cell, int channel, int down)
    {
        foreach (var entry in On(down))
        {
            if (entry.Cell == cell && entry.Channel == channel)
                return entry.Reachable;
        }
        return 0;
    }

    /// <summary>Whom a channel carries of a cell: by reach set, the share of the cell.</summary>
    internal ReadOnlySpan<(int Set, double Share)> SetsOn(int cell, int channel) =>
        _bySet[(cell * _channels) + channel];

    /// <summary>The active channels that a cell's contacts can turn to when others fall.</summary>
    internal int UsableOf(int cell) => _usable[cell];

    /// <summary>Where a cell's contacts turn of these channels.</summary>
    internal int TurnTo(int cell, int among) => Busiest(among, _volumes[cell]);

    /// <summary>Share that arrives of what a cell's contacts are sent over a channel that they turn to.</summary>
    internal double ArrivesOf(int cell, int target) => _isOut[cell] ? Delivered(target) : 1;

    /// <summary>
    /// What runs over the channels of a mask, by cell and channel, when they are down together. Made when first asked
    /// for, the same whoever asks.
    /// </summary>
    internal DownEntry[] On(int downMask)
    {
        var down = downMask & Active;
        return Volatile.Read(ref _entries[down]) ?? Keep(down);
    }

    /// <summary>Builds the routing for an active set.</summary>
    /// <param name="cells">Demand with its reach sets.</param>
    /// <param name="active">Active channels.</param>
    /// <param name="capable">Capable channels for a cell (direction, money), bit i for channel i.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="shares">Where the company sends its traffic; null to leave it where the log shows it.</param>
    /// <param name="delivered">
    /// By channel, the share of messages moved there that arrive; null where all do. What does not arrive of traffic moved
    /// for good is a standing loss, and of rerouted messages is not reached.
    /// </param>
    /// <param name="volumes">What <see cref="VolumesByPurpose"/> gives, where it is known already.</param>
    public static Routing Of(
        IReadOnlyList<DemandCell> cells,
        int active,
        Func<DemandCell, int> capable,
        int channels,
        TrafficShares? shares = null,
        double[]? delivered = null,
        IReadOnlyDictionary<string, double[]>? volumes = null
    )
    {
        var routing = new Routing(active, channels, cells.Count) { _delivered = delivered };
        volumes ??= VolumesByPurpose(cells, channels);
        for (var k = 0; k < cells.Count; k++)
        {
            var cell = cells[k];
            // A campaign that is hit is rescheduled or lost; it does not follow people to another channel.
            routing._usable[k] = cell.Campaign == CampaignUnit.None ? active & capable(cell) : 0;
            routing._volumes[k] = volumes[cell.Purpose];
            routing._isOut[k] = cell.Direction == Direction.Out;
            var bySet = Enumerable.Range(0, channels).Select(_ => new List<(int, double)>()).ToArray();
            if (shares?.Of(cell) is { } wanted)
                routing.Spread(k, cell, wanted, bySet);
            else
                routing.Leave(k, cell, active & capable(cell), bySet);
            for (var c = 0; c < channels; c++)
                routing._bySet[(k * channels) + c] = [.. bySet[c]];
        }
        return routing;
    }

    /// <summary>Where the log shows it; where that channel is not active, over the busiest one of each contact.</summary>
    private void Leave(int k, DemandCell cell, int capable, List<(int, double)>[] bySet)
    {
        foreach (var (set, share) in cell.ShareBySet.OrderBy(s => s.Key))
        {
            // Who is reached nowhere is not reached on the cell's own channel either.
            var stays = set != 0 && (Active >> cell.Channel & 1) != 0;
            var carrier = stays ? cell.Channel : Busiest(set & capable, _volumes[k]);
            if (carrier < 0)
                Standing[k] += share;
            else
                Carry(k, carrier, set, share, carrier != cell.Channel, bySet);
        }
    }

    /// <summary>In the shares of its traffic: over each channel go contacts alike of all who are reached there.</summary>
    private void Spread(int k, DemandCell cell, Traffic traffic, List<(int, double)>[] bySet)
    {
        double reached = 0;
        for (var c = 0; c < _channels; c++)
        {
            if (traffic.Shares[c] <= 0)
                continue;
            foreach (var (set, share) in traffic.SetsOn(c))
            {
                Carry(k, c, set, traffic.Shares[c] * share, c != cell.Channel, bySet);
                reached += traffic.Shares[c] * share;
            }
        }
        Standing[k] += Math.Max(0, 1 - reached);
    }

    private void Carry(int k, int channel, int set, double share, bool moved, List<(int, double)>[] bySet)
    {
        var arrives = moved ? ArrivesOf(k, channel) : 1;
        Standing[k] += share * (1 - arrives);
        bySet[channel].Add((set, share * arrives));
    }

    private double Delivered(int channel) => _delivered?[channel] ?? 1;

    private DownEntry[] Keep(int down)
    {
        var entries = new List<DownEntry>();
        for (var c = 0; c < _channels; c++)
        {
            if ((down >> c & 1) == 0)
                continue;
            for (var k = 0; k < _usable.Length; k++)
            {
                if (_bySet[(k * _channels) + c].Length > 0)
                    entries.Add(EntryOf(k, c, down));
            }
        }
        var made = entries.ToArray();
        Volatile.Write(ref _entries[down], made);
        return made;
    }

    private DownEntry EntryOf(int cell, int channel, int down)
    {
        var live = _usable[cell] & ~down;
        var (carried, reachable) = (0.0, 0.0);
        var byTarget = new double[_channels];
        foreach (var (set, share) in _bySet[(cell * _channels) + channel])
        {
            carried += share;
            if ((set & live) == 0)
                continue;
            var target = Busiest(set & live, _volumes[cell]);
            var arrives = share * ArrivesOf(cell, target);
            reachable += arrives;
            byTarget[target] += arrives;
        }
        return new DownEntry(cell, channel, carried, reachable, byTarget);
    }

    private static int Busiest(int mask, double[] volumes)
    {
        var best = -1;
        for (var c = 0; c < volumes.Length; c++)
        {
            if ((mask >> c & 1) != 0 && (best < 0 || volumes[c] > volumes[best]))
                best = c;
        }
        return best;
    }

    /// <summary>By purpose, the conversations that the log shows on each channel.</summary>
    public static Dictionary<string, double[]> VolumesByPurpose(IReadOnlyList<DemandCell> cells, int channels)
    {
        var volumes = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            if (!volumes.TryGetValue(cell.Purpose, out var byChannel))
                volumes[cell.Purpose] = byChannel = new double[channels];
            byChannel[cell.Channel] += cell.Path.Sum();
        }
        return volumes;
    }
}

/// <summary>A cell's demand over one channel that is down, as shares of the cell.</summary>
/// <param name="Carried">Runs over the channel.</param>
/// <param name="Reachable">Of that, can be reached on another live capable channel.</param>
/// <param name="ByTarget">Reachable by the channel that they turn to.</param>
internal readonly record struct DownEntry(
    int Cell,
    int Channel,
    double Carried,
    double Reachable,
    double[] ByTarget
);
