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
    private double[]? _loads;

    private Routing(int active, int channels, int cells)
    {
        (Active, _channels) = (active, channels);
        _bySet = new (int, double)[cells * channels][];
        _usable = new int[cells];
        _volumes = new double[cells][];
        Standing = new double[cells];
        _entries = new DownEntry[]?[1 << channels];
        _peaks = new double[]?[1 << channels];
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
    public static Routing Of(
        IReadOnlyList<DemandCell> cells,
        int active,
        Func<DemandCell, int> capable,
        int channels
    )
    {
        var routing = new Routing(active, channels, cells.Count);
        var volumes = VolumesByPurpose(cells, channels);
        for (var k = 0; k < cells.Count; k++)
        {
            var cell = cells[k];
            // A campaign that is hit is rescheduled or lost; it does not follow people to another channel.
            routing._usable[k] = cell.Campaign == CampaignUnit.None ? active & capable(cell) : 0;
            routing._volumes[k] = volumes[cell.Purpose];
            var bySet = Enumerable.Range(0, channels).Select(_ => new List<(int, double)>()).ToArray();
            foreach (var (set, share) in cell.ShareBySet.OrderBy(s => s.Key))
            {
                var carrier =
                    (active >> cell.Channel & 1) != 0
                        ? cell.Channel
                        : Busiest(set & active & capable(cell), volumes[cell.Purpose]);
                if (carrier < 0)
                    routing.Standing[k] += share;
                else
                    bySet[carrier].Add((set, share));
            }
            for (var c = 0; c < channels; c++)
                routing._bySet[(k * channels) + c] = [.. bySet[c]];
        }
        return routing;
    }

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
            reachable += share;
            byTarget[Busiest(set & live, _volumes[cell])] += share;
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

    private static Dictionary<string, double[]> VolumesByPurpose(
        IReadOnlyList<DemandCell> cells,
        int channels
    )
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
