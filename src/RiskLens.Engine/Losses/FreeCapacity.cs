namespace RiskLens.Engine.Losses;

/// <summary>
/// Rerouting up to free capacity: in each hour a channel takes at most what its stated capacity leaves beside its own
/// demand, shared alike among all who turn to it. Those who find it full go on as if they had not been reachable.
/// </summary>
internal sealed class FreeCapacity(DemandTable table, int channels)
{
    private readonly double[] _wanted = new double[channels];
    private readonly double[] _fits = new double[channels];
    private Routing? _routing;
    private DownEntry[] _entries = [];

    /// <summary>Rerouted, by entry of the routing's downtime.</summary>
    public double[] Switching { get; private set; } = [];

    /// <summary>Of the rerouted, those who would have come back.</summary>
    public double[] Returning { get; private set; } = [];

    /// <summary>Starts a downtime of some channels under a routing.</summary>
    public void Begin(Routing routing, int downMask)
    {
        (_routing, _entries) = (routing, routing.On(downMask));
        if (Switching.Length < _entries.Length)
            (Switching, Returning) = (new double[_entries.Length], new double[_entries.Length]);
        Array.Clear(Switching);
        Array.Clear(Returning);
    }

    /// <summary>Adds a part of an hour; of each entry, whether rerouting has begun and the mean r of the part.</summary>
    public void AddHour(
        long hour,
        double length,
        LossDraw draw,
        Func<int, (bool Switches, double Returns)> of
    )
    {
        var path = table.Hour(hour);
        var weight = length * draw.Level;
        Array.Clear(_wanted);
        for (var e = 0; e < _entries.Length; e++)
        {
            if (!of(e).Switches)
                continue;
            for (var j = 0; j < channels; j++)
                _wanted[j] += draw.SwitchRate * _entries[e].ByTarget[j] * path[_entries[e].Cell] * weight;
        }
        for (var j = 0; j < channels; j++)
            _fits[j] = _wanted[j] <= 0 ? 1 : Math.Clamp(Free(j, path, length, draw) / _wanted[j], 0, 1);
        for (var e = 0; e < _entries.Length; e++)
        {
            var (switches, returns) = of(e);
            if (!switches)
                continue;
            double reached = 0;
            for (var j = 0; j < channels; j++)
                reached += _entries[e].ByTarget[j] * _fits[j];
            var switching = draw.SwitchRate * reached * path[_entries[e].Cell] * weight;
            Switching[e] += switching;
            Returning[e] += switching * returns;
        }
    }

    private double Free(int channel, ReadOnlySpan<double> path, double length, LossDraw draw)
    {
        if (double.IsPositiveInfinity(draw.Capacity![channel]))
            return double.PositiveInfinity;
        var loads = _routing!.LoadsOf(channel);
        double own = 0;
        for (var k = 0; k < path.Length; k++)
            own += table.Cells[k].Campaign == CampaignUnit.None ? loads[k] * path[k] : 0;
        return (draw.Capacity[channel] - (draw.Level * own)) * length;
    }
}
