namespace RiskLens.Engine.Ledgers;

/// <summary>
/// Volumes (contacts, conversations) by reach set, summed over subsets: Inside(M) is the volume of contacts whose
/// reach set lies wholly inside M, for every M at once (a zeta transform over subsets, k 2^k additions).
/// </summary>
public sealed class ReachVolumes
{
    private readonly double[] _inside;

    private ReachVolumes(double[] inside) => _inside = inside;

    /// <summary>Number of channels that a reach set can hold: 2^12 sets are enumerated at the most.</summary>
    public const int MaxChannels = 12;

    /// <summary>All volume.</summary>
    public double Total => _inside[^1];

    /// <summary>Sums volumes over subsets; bit i of a set is channel i of so many channels.</summary>
    public static ReachVolumes Of(IEnumerable<(int Set, double Volume)> volumes, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, MaxChannels);
        var inside = new double[1 << channels];
        foreach (var (set, volume) in volumes)
            inside[set] += volume;
        for (var bit = 1; bit < inside.Length; bit <<= 1)
        {
            for (var set = 0; set < inside.Length; set++)
            {
                if ((set & bit) != 0)
                    inside[set] += inside[set ^ bit];
            }
        }
        return new ReachVolumes(inside);
    }

    /// <summary>Volume of those reachable on no channel outside the mask.</summary>
    public double Inside(int mask) => _inside[mask];

    /// <summary>
    /// Volume that becomes unreachable when channels fall: g(not A or D) - g(not A), with active channels A and
    /// channels down D. Those whom A never reaches are not part of it.
    /// </summary>
    public double Unreachable(int active, int down)
    {
        var outside = (_inside.Length - 1) & ~active;
        return _inside[outside | (down & active)] - _inside[outside];
    }
}
