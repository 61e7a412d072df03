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

    /// <summary>Whether some hour of the horizon could fill a channel that contacts turn to, under a routing and a draw.</summary>
    public static bool CanFill(DemandTable table, Routing routing, int downMask, LossDraw draw)
    {
        if (draw.Capacity is not { } capacity)
            return false;
        var peaks = routing.PeaksOf(table, downMask);
        for (var j = 0; j < capacity.Length; j++)
        {
            if (capacity[j] < draw.Level * peaks[j])
                return true;
        }
        return false;
    }

    /// <summary>
    /// Adds a part of an hour; of each entry the mean r of its demand in it, or less than 0 where rerouting has not begun.
    /// </summary>
    public void AddHour(long hour, double length, LossDraw draw, ReadOnlySpan<double> returns)
    {
        var path = table.Hour(hour);
        var weight = length * draw.Level;
        Array.Clear(_wanted);
        for (var e = 0; e < _entries.Length; e++)
        {
            if (returns[e] < 0)
                continue;
            var demand = draw.SwitchRate * path[_entries[e].Cell] * weight;
            for (var j = 0; j < channels; j++)
                _wanted[j] += _entries[e].ByTarget[j] * demand;
        }
        for (var j = 0; j < channels; j++)
            _fits[j] = _wanted[j] <= 0 ? 1 : Math.Clamp(Free(j, hour, length, draw) / _wanted[j], 0, 1);
        for (var e = 0; e < _entries.Length; e++)
        {
            if (returns[e] < 0)
                continue;
            double reached = 0;
            for (var j = 0; j < channels; j++)
                reached += _entries[e].ByTarget[j] * _fits[j];
            var switching = draw.SwitchRate * reached * path[_entries[e].Cell] * weight;
            Switching[e] += switching;
            Returning[e] += switching * returns[e];
        }
    }

    private double Free(int channel, long hour, double length, LossDraw draw)
    {
        if (double.IsPositiveInfinity(draw.Capacity![channel]))
            return double.PositiveInfinity;
        return (
                draw.Capacity[channel]
                - (draw.Level * table.ConversationsIn(hour, _routing!.LoadsOf(channel)))
            ) * length;
    }
}
