using RiskLens.Engine.Ledgers;

namespace RiskLens.Engine.Losses;

/// <summary>
/// Where demand goes under a set of active channels. A cell's demand stays on its own channel when that is active;
/// else a contact moves to the active channel of the reach set that carries most of the purpose; contacts with no
/// active capable channel are a standing loss, in every hour of the year.
/// </summary>
public sealed class Routing
{
    private readonly int _channels;
    private readonly double[] _carried;
    private readonly double[][] _reachable;
    private readonly (int Cell, double Carried, double[] Reachable)[][] _on;

    private Routing(int active, int channels, double[] carried, double[][] reachable, double[] standing)
    {
        Active = active;
        _channels = channels;
        _carried = carried;
        _reachable = reachable;
        _on = [.. Enumerable.Range(0, channels).Select(Carriers)];
        Standing = standing;
    }

    /// <summary>Active channels, bit i for channel i.</summary>
    public int Active { get; }

    /// <summary>For each cell, the share of its demand that no active channel ever reaches.</summary>
    public double[] Standing { get; }

    /// <summary>Share of a cell's demand that runs over a channel.</summary>
    public double Carried(int cell, int channel) => _carried[(cell * _channels) + channel];

    /// <summary>
    /// Share of a cell's demand that runs over a channel and can be reached on another live capable one while the
    /// channels of the mask are down. Zero where nothing runs over the channel.
    /// </summary>
    public double Reachable(int cell, int channel, int down) =>
        _reachable[(cell * _channels) + channel] is { Length: > 0 } table ? table[down & Active] : 0;

    /// <summary>
    /// The cells with demand over a channel: how much, and by the active channels that are down the share that can be
    /// reached on another (empty: none).
    /// </summary>
    internal ReadOnlySpan<(int Cell, double Carried, double[] Reachable)> On(int channel) => _on[channel];

    /// <summary>Builds the tables for an active set.</summary>
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
        var carried = new double[cells.Count * channels];
        var reachable = new double[cells.Count * channels][];
        var standing = new double[cells.Count];
        var volumes = VolumesByPurpose(cells, channels);
        for (var k = 0; k < cells.Count; k++)
        {
            var cell = cells[k];
            var usable = active & capable(cell);
            var bySet = Enumerable.Range(0, channels).Select(_ => new List<(int, double)>()).ToArray();
            foreach (var (set, share) in cell.ShareBySet)
            {
                var carrier = Carrier(cell, set, active, usable, volumes[cell.Purpose]);
                if (carrier < 0)
                {
                    standing[k] += share;
                    continue;
                }
                carried[(k * channels) + carrier] += share;
                bySet[carrier].Add((set, share));
            }
            for (var c = 0; c < channels; c++)
                reachable[(k * channels) + c] = Table(bySet[c], usable, active, channels);
        }
        return new Routing(active, channels, carried, reachable, standing);
    }

    private (int Cell, double Carried, double[] Reachable)[] Carriers(int channel) =>
        [
            .. Enumerable
                .Range(0, _carried.Length / _channels)
                .Where(k => Carried(k, channel) != 0)
                .Select(k => (k, Carried(k, channel), _reachable[(k * _channels) + channel])),
        ];

    private static int Carrier(DemandCell cell, int set, int active, int usable, double[] volumes)
    {
        if ((active >> cell.Channel & 1) != 0)
            return cell.Channel;
        var best = -1;
        for (var c = 0; c < volumes.Length; c++)
        {
            if ((set & usable & (1 << c)) != 0 && (best < 0 || volumes[c] > volumes[best]))
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

    private static double[] Table(List<(int Set, double Volume)> bySet, int usable, int active, int channels)
    {
        if (bySet.Count == 0)
            return [];
        var volumes = ReachVolumes.Of(bySet, channels);
        var all = (1 << channels) - 1;
        var table = new double[1 << channels];
        for (var down = 0; down <= all; down++)
        {
            if ((down & ~active) == 0)
                table[down] = volumes.Total - volumes.Inside(all & ~(usable & ~down));
        }
        return table;
    }
}
