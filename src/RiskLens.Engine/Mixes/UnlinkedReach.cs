using System.Numerics;

namespace RiskLens.Engine.Mixes;

/// <summary>
/// How many contacts of a channel can also be reached on channels whose contacts cannot be linked with it: between
/// max(0, a + max b - N) and min(a, sum b) of the a contacts there are, with b on the live channels and N customers in all
/// (bounds of Fréchet 1935 on the overlap of events of given size).
/// </summary>
public static class UnlinkedReach
{
    /// <summary>
    /// Puts the channels into the reach sets at one end of the bounds. All contacts lie on a circle. At the least end the
    /// channels' stretches are nested and begin where most channels are known already: the union over live channels is the
    /// longest of them. At the most end one begins where the one before ended, from where least is known: the union is their
    /// sum as long as the circle has room.
    /// </summary>
    /// <param name="shares">Share of a demand by reach set, as seen; adds up to 1.</param>
    /// <param name="own">Contacts behind the demand.</param>
    /// <param name="others">Channels that cannot be linked, each with its contacts.</param>
    /// <param name="customers">All customers there are; null where not stated, and the least overlap is then none.</param>
    /// <param name="end">Which end; as seen changes nothing.</param>
    public static IReadOnlyDictionary<int, double> Of(
        IReadOnlyDictionary<int, double> shares,
        double own,
        IReadOnlyList<(int Channel, double Contacts)> others,
        double? customers,
        ReachEnd end
    )
    {
        if (end == ReachEnd.AsSeen || own <= 0)
            return shares;
        var circle = shares
            .OrderBy(s => (end == ReachEnd.Least ? -1 : 1) * BitOperations.PopCount((uint)s.Key))
            .ThenBy(s => s.Key)
            .Select(s => (Set: s.Key, Share: s.Value))
            .ToList();
        var start = 0.0;
        foreach (var (channel, contacts) in others)
        {
            var length =
                end == ReachEnd.Least ? LeastOf(own, contacts, customers) : Math.Min(1, contacts / own);
            var (to, over) = (Math.Min(1, start + length), Math.Max(0, start + length - 1));
            circle = Marked(Marked(circle, start, to, 1 << channel), 0, over, 1 << channel);
            if (end == ReachEnd.Most)
                start = over > 0 ? over : to % 1;
        }
        var bySet = new SortedDictionary<int, double>();
        foreach (var (set, share) in circle)
            bySet[set] = bySet.GetValueOrDefault(set) + share;
        return bySet;
    }

    /// <summary>Share of a channel's contacts that another channel cannot but have too.</summary>
    private static double LeastOf(double own, double contacts, double? customers)
    {
        // A total below the contacts that were seen cannot be right: there are at least so many customers.
        var all = Math.Max(customers ?? double.PositiveInfinity, Math.Max(own, contacts));
        return Math.Clamp((own + contacts - all) / own, 0, 1);
    }

    /// <summary>The circle with a channel added between two of its places, from 0 to 1.</summary>
    private static List<(int Set, double Share)> Marked(
        List<(int Set, double Share)> circle,
        double from,
        double to,
        int bit
    )
    {
        var marked = new List<(int Set, double Share)>();
        var at = 0.0;
        foreach (var (set, share) in circle)
        {
            var (begin, end) = (at, at + share);
            var (first, last) = (Math.Clamp(from, begin, end), Math.Clamp(to, begin, end));
            at = end;
            if (last <= first)
            {
                marked.Add((set, share));
                continue;
            }
            if (first > begin)
                marked.Add((set, first - begin));
            marked.Add((set | bit, last - first));
            if (end > last)
                marked.Add((set, end - last));
        }
        return marked;
    }
}
