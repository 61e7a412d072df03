using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Losses;

/// <summary>
/// In which shares the company sends what it begins, by purpose: every hour's traffic of a purpose is spread alike over its
/// channels, and over each channel go contacts alike of all who are reached there. What customers begin is here only as
/// far as they can be steered.
/// </summary>
public sealed class TrafficShares
{
    private readonly Dictionary<(string Purpose, Direction Direction), Traffic> _byPurpose = [];

    /// <summary>Binds shares to the demand whose contacts they are sent to.</summary>
    /// <param name="cells">All demand.</param>
    /// <param name="shares">
    /// By purpose and direction, the share of the traffic by channel; adds up to 1, or to less where some contacts are
    /// reached nowhere.
    /// </param>
    /// <exception cref="ArgumentException">The shares of a purpose exceed 1.</exception>
    public TrafficShares(
        IReadOnlyList<DemandCell> cells,
        IReadOnlyDictionary<(string Purpose, Direction Direction), double[]> shares
    )
    {
        foreach (var (key, byChannel) in shares)
        {
            if (byChannel.Sum() > 1 + 1e-9)
                throw new ArgumentException(
                    "The shares of a purpose's traffic add up to more than 1.",
                    nameof(shares)
                );
            _byPurpose[key] = new Traffic(byChannel, PooledSets(cells, key.Purpose, key.Direction));
        }
        Shares = shares;
    }

    /// <summary>By purpose and direction, the share of the traffic by channel.</summary>
    public IReadOnlyDictionary<(string Purpose, Direction Direction), double[]> Shares { get; }

    /// <summary>The traffic that a cell is part of; null where it is left as it is.</summary>
    internal Traffic? Of(DemandCell cell) => _byPurpose.GetValueOrDefault((cell.Purpose, cell.Direction));

    /// <summary>Share of a purpose's conversations of one direction, campaigns apart, by reach set.</summary>
    public static IReadOnlyDictionary<int, double> PooledSets(
        IReadOnlyList<DemandCell> cells,
        string purpose,
        Direction direction
    )
    {
        var pooled = new SortedDictionary<int, double>();
        double total = 0;
        foreach (var cell in cells)
        {
            if (
                cell.Campaign != CampaignUnit.None
                || cell.Direction != direction
                || !string.Equals(cell.Purpose, purpose, StringComparison.Ordinal)
            )
                continue;
            var volume = cell.Path.Sum();
            total += volume;
            foreach (var (set, share) in cell.ShareBySet)
                pooled[set] = pooled.GetValueOrDefault(set) + (share * volume);
        }
        if (total > 0)
        {
            foreach (var set in pooled.Keys.ToArray())
                pooled[set] /= total;
        }
        return pooled;
    }
}

/// <summary>One purpose's traffic in one direction: its share by channel, and whom each channel reaches.</summary>
internal sealed class Traffic(double[] shares, IReadOnlyDictionary<int, double> pooled)
{
    public double[] Shares { get; } = shares;

    /// <summary>Of the contacts reached on a channel, the share by reach set; adds up to 1, or there are none.</summary>
    public IEnumerable<(int Set, double Share)> SetsOn(int channel)
    {
        var reached = pooled.Where(s => (s.Key >> channel & 1) != 0).Sum(s => s.Value);
        foreach (var (set, share) in pooled)
        {
            if ((set >> channel & 1) != 0)
                yield return (set, share / reached);
        }
    }
}
