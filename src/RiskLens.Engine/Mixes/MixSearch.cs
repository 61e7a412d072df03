using RiskLens.Engine.Losses;

namespace RiskLens.Engine.Mixes;

/// <summary>
/// A mix to be valued: active channels, and a share of the contacts who can write on one channel only and are then
/// enrolled on a standby channel (Standby is -1 for none).
/// </summary>
public sealed record Mix(int Active, int Standby, double StandbyShare)
{
    /// <summary>A readable id: the active mask and the standby, such as "m31" or "m31+2@25".</summary>
    public string Id =>
        Standby < 0
            ? FormattableString.Invariant($"m{Active}")
            : FormattableString.Invariant($"m{Active}+{Standby}@{StandbyShare * 100:0}");
}

/// <summary>Which mixes are compared, and how demand is routed under each.</summary>
public sealed class MixSearch(
    IReadOnlyList<DemandCell> cells,
    IReadOnlyDictionary<int, long> contactsBySet,
    Func<DemandCell, int> capable,
    int inboundMask,
    int channels
)
{
    /// <summary>Up to so many channels every active set is valued; beyond, today's set and its neighbours.</summary>
    public const int MostEnumerated = 6;

    private static readonly double[] Levels = [0.1, 0.25, 0.5];

    /// <summary>All channels of the ledger, nobody enrolled.</summary>
    public Mix Today => new((1 << channels) - 1, -1, 0);

    /// <summary>Today's mix first, then all others.</summary>
    public IReadOnlyList<Mix> Candidates()
    {
        var all = (1 << channels) - 1;
        var mixes = new List<Mix> { Today };
        for (var active = 0; active < all; active++)
        {
            var dropped = int.PopCount(all & ~active);
            if (channels <= MostEnumerated || dropped == 1 || int.PopCount(active) == 1)
                mixes.Add(new Mix(active, -1, 0));
        }
        for (var c = 0; c < channels; c++)
        {
            if ((inboundMask >> c & 1) == 0)
                continue;
            foreach (var level in Levels)
            {
                if (Enrolled(new Mix(all, c, level)) > 0)
                    mixes.Add(new Mix(all, c, level));
            }
        }
        return mixes;
    }

    /// <summary>How demand runs under a mix.</summary>
    public Routing RoutingOf(Mix mix) =>
        Routing.Of(
            [.. cells.Select(c => c with { ShareBySet = Enrol(c.ShareBySet, mix) })],
            mix.Active,
            capable,
            channels
        );

    /// <summary>Contacts enrolled by a mix: a share of those who can write on one other channel only.</summary>
    public long Enrolled(Mix mix) =>
        mix.Standby < 0
            ? 0
            : (long)
                Math.Round(
                    mix.StandbyShare
                        * contactsBySet.Where(s => IsLonely(s.Key, mix.Standby)).Sum(s => (double)s.Value)
                );

    private bool IsLonely(int set, int standby) =>
        int.PopCount(set & inboundMask) == 1 && (set >> standby & 1) == 0;

    private Dictionary<int, double> Enrol(IReadOnlyDictionary<int, double> shares, Mix mix)
    {
        var enrolled = new Dictionary<int, double>();
        foreach (var (set, share) in shares)
        {
            var moved = mix.Standby >= 0 && IsLonely(set, mix.Standby) ? share * mix.StandbyShare : 0;
            enrolled[set] = enrolled.GetValueOrDefault(set) + share - moved;
            if (moved > 0)
                enrolled[set | (1 << mix.Standby)] =
                    enrolled.GetValueOrDefault(set | (1 << mix.Standby)) + moved;
        }
        return enrolled;
    }
}
