using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Mixes;

/// <summary>Which mixes are possible, and how demand is routed under each.</summary>
/// <param name="cells">Demand with its reach sets.</param>
/// <param name="contactsBySet">Contacts by reach set: who can be enrolled on a second channel.</param>
/// <param name="capable">Channels that can take a cell's demand.</param>
/// <param name="inboundMask">Channels on which customers can write.</param>
/// <param name="channels">Number of channels; candidates that the company does not use come last.</param>
public sealed class MixSearch(
    IReadOnlyList<DemandCell> cells,
    IReadOnlyDictionary<int, double> contactsBySet,
    Func<DemandCell, int> capable,
    int inboundMask,
    int channels
)
{
    /// <summary>Levels of an enrolment, as shares of its ceiling, before it is refined.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.1, 0.25, 0.5, 0.75, 0.9];

    /// <summary>Channels in use today, all of them unless stated.</summary>
    public int TodayMask { get; init; } = (1 << channels) - 1;

    /// <summary>What is decided beforehand.</summary>
    public MixPolicy Policy { get; init; } = MixPolicy.None;

    /// <summary>By channel, how contacts are brought onto it; empty where nothing is stated.</summary>
    public IReadOnlyList<EnrolmentTerms> Enrolments { get; init; } = [];

    /// <summary>By channel, the share of messages that arrive; null where all do.</summary>
    public double[]? Delivered { get; init; }

    /// <summary>Number of channels.</summary>
    public int Channels => channels;

    /// <summary>Channels on which customers can write.</summary>
    public int InboundMask => inboundMask;

    /// <summary>Contacts by reach set.</summary>
    public IReadOnlyDictionary<int, double> ContactsBySet => contactsBySet;

    /// <summary>Demand with its reach sets.</summary>
    public IReadOnlyList<DemandCell> Cells => cells;

    private Dictionary<string, double[]> Volumes { get; init; } = Routing.VolumesByPurpose(cells, channels);

    /// <summary>All channels in use, nobody enrolled, traffic as the log shows it.</summary>
    public Mix Today => new(TodayMask, -1, 0);

    /// <summary>
    /// The same possibilities for other contacts: the cells of the same demand, and who is behind it.
    /// </summary>
    public MixSearch With(
        IReadOnlyList<DemandCell> otherCells,
        IReadOnlyDictionary<int, double> otherContacts
    ) =>
        new(otherCells, otherContacts, capable, inboundMask, channels)
        {
            TodayMask = TodayMask,
            Policy = Policy,
            Enrolments = Enrolments,
            Delivered = Delivered,
            Volumes = Volumes,
        };

    /// <summary>
    /// Active sets that the policy allows and that leave nobody unreached whom today's reaches, today's first. Whether
    /// they do is told exactly: no cell has more demand that no active channel takes.
    /// </summary>
    public IReadOnlyList<Mix> Sets()
    {
        var today = UnservedBy(TodayMask);
        var sets = new List<Mix> { Today };
        for (var active = 1; active < 1 << channels; active++)
        {
            if (active != TodayMask && Policy.Allows(active) && KeepsEveryone(active, today))
                sets.Add(new Mix(active, -1, 0));
        }
        return sets;
    }

    /// <summary>A set with its contacts enrolled on each channel in turn, at each level.</summary>
    public IEnumerable<Mix> Enrolling(Mix set)
    {
        for (var c = 0; c < channels; c++)
        {
            if ((set.Active & inboundMask & (1 << c)) == 0)
                continue;
            foreach (var level in Levels)
            {
                var mix = set with { Standby = c, StandbyShare = level * EnrolmentOn(c).Ceiling };
                if (Enrolled(mix) > 0)
                    yield return mix;
            }
        }
    }

    /// <summary>Today's mix first, then all allowed sets and enrolments.</summary>
    public IReadOnlyList<Mix> Candidates() => [.. Sets().SelectMany(set => Enrolling(set).Prepend(set))];

    /// <summary>How contacts are brought onto a channel.</summary>
    public EnrolmentTerms EnrolmentOn(int channel) =>
        channel < Enrolments.Count ? Enrolments[channel] : EnrolmentTerms.Free;

    /// <summary>How demand runs under a mix.</summary>
    public Routing RoutingOf(Mix mix)
    {
        var enrolled = CellsOf(mix);
        var shares = mix.Shares is { } stated ? new TrafficShares(enrolled, stated) : null;
        return Routing.Of(enrolled, mix.Active, capable, channels, shares, Delivered, Volumes);
    }

    /// <summary>Contacts enrolled by a mix: a share of those who can write on one other channel only.</summary>
    public long Enrolled(Mix mix) =>
        mix.Standby < 0 ? 0 : (long)Math.Round(mix.StandbyShare * Asked(mix.Standby));

    /// <summary>How many times a first contact's cost the enrolment of a mix costs; 0 without a standby.</summary>
    public double Effort(Mix mix) =>
        mix.Standby < 0 ? 0 : EnrolmentOn(mix.Standby).Effort(mix.StandbyShare, Asked(mix.Standby));

    /// <summary>Contacts who can write on one channel only, another one than this.</summary>
    public double Asked(int standby) => contactsBySet.Where(s => IsLonely(s.Key, standby)).Sum(s => s.Value);

    /// <summary>Share of the contacts who use any channel whom an active set reaches.</summary>
    public double ReachedShare(int active)
    {
        var all = contactsBySet.Where(s => s.Key != 0).Sum(s => s.Value);
        return all <= 0 ? 0 : contactsBySet.Where(s => (s.Key & active) != 0).Sum(s => s.Value) / all;
    }

    /// <summary>A mix's cells: its enrolled contacts can be reached on the standby too.</summary>
    public IReadOnlyList<DemandCell> CellsOf(Mix mix) =>
        mix.Standby < 0 ? cells : [.. cells.Select(c => Enrol(c, mix))];

    /// <summary>Channels that can take a cell's demand under a mix.</summary>
    public int CapableOf(DemandCell cell) => capable(cell);

    /// <summary>Share of a purpose's conversations that the log shows on each channel.</summary>
    public double[] ObservedShares(string purpose, Direction direction)
    {
        var shares = new double[channels];
        foreach (var cell in cells.Where(c => IsTraffic(c, purpose, direction)))
            shares[cell.Channel] += cell.Path.Sum();
        var total = shares.Sum();
        return total <= 0 ? shares : Array.ConvertAll(shares, s => s / total);
    }

    /// <summary>
    /// Of a purpose's conversations on a channel, the share of contacts known on another channel that takes them; all of the
    /// company's own, which goes where it sends it.
    /// </summary>
    public static double CanMoveShare(
        IReadOnlyList<DemandCell> among,
        string purpose,
        Direction direction,
        int takes,
        int channel
    )
    {
        if (direction == Direction.Out)
            return 1;
        var here = among.Where(c => c.Channel == channel && IsTraffic(c, purpose, direction)).ToArray();
        var all = here.Sum(c => c.Path.Sum());
        var others = takes & ~(1 << channel);
        return all <= 0
            ? 0
            : here.Sum(c => c.Path.Sum() * c.ShareBySet.Where(s => (s.Key & others) != 0).Sum(s => s.Value))
                / all;
    }

    /// <summary>Purposes of what the company begins.</summary>
    public IReadOnlyList<string> OutboundPurposes => PurposesOf(Direction.Out);

    /// <summary>Purposes of what customers begin.</summary>
    public IReadOnlyList<string> InboundPurposes => PurposesOf(Direction.In);

    /// <summary>Conversations of a purpose over the horizon.</summary>
    public double VolumeOf(string purpose, Direction direction) =>
        cells.Where(c => IsTraffic(c, purpose, direction)).Sum(c => c.Path.Sum());

    private IReadOnlyList<string> PurposesOf(Direction direction) =>
        [
            .. cells
                .Where(c => c.Direction == direction && c.Campaign == CampaignUnit.None)
                .Select(c => c.Purpose)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>
    /// Today's channels with each contact's outbound traffic split evenly over the channels that reach them; null where
    /// the company begins nothing.
    /// </summary>
    public Mix? EqualSplit()
    {
        var shares = new Dictionary<(string, Direction), double[]>();
        foreach (var purpose in OutboundPurposes)
        {
            var takes = TodayMask & TakesOf(purpose, Direction.Out);
            var byChannel = new double[channels];
            foreach (var (set, share) in TrafficShares.PooledSets(cells, purpose, Direction.Out))
            {
                for (var c = 0; c < channels; c++)
                {
                    if ((set & takes & (1 << c)) != 0)
                        byChannel[c] += share / int.PopCount(set & takes);
                }
            }
            shares[(purpose, Direction.Out)] = byChannel;
        }
        return shares.Count == 0 ? null : Today with { Shares = shares, SharesFrom = "equal" };
    }

    /// <summary>
    /// Channels that shares of a purpose's outbound traffic ask more of than they reach together, and the share reached; null
    /// where every contact finds room (Hall 1935).
    /// </summary>
    public (int Channels, double Reached)? BeyondReach(Mix mix, string purpose, double[] shares)
    {
        var takes = mix.Active & TakesOf(purpose, Direction.Out);
        var pooled = TrafficShares.PooledSets(CellsOf(mix), purpose, Direction.Out);
        for (var some = takes; some > 0; some = (some - 1) & takes)
        {
            var reached = pooled.Where(s => (s.Key & some) != 0).Sum(s => s.Value);
            var sent = 0.0;
            for (var c = 0; c < shares.Length; c++)
                sent += (some >> c & 1) != 0 ? shares[c] : 0;
            if (sent > reached + 1e-9)
                return (some, reached);
        }
        return null;
    }

    /// <summary>Channels that can take a purpose's traffic: those that can take each of its cells.</summary>
    public int TakesOf(string purpose, Direction direction) =>
        cells
            .Where(c => IsTraffic(c, purpose, direction))
            .Aggregate((1 << channels) - 1, (mask, c) => mask & capable(c));

    /// <summary>Whether no owner's channels carry more of the outbound traffic than the policy allows.</summary>
    public bool KeepsOwnerCap(Routing routing)
    {
        if (Policy.OwnerCap >= 1)
            return true;
        var byOwner = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var k = 0; k < cells.Count; k++)
        {
            if (cells[k].Direction != Direction.Out || cells[k].Campaign != CampaignUnit.None)
                continue;
            for (var c = 0; c < channels; c++)
                byOwner[Policy.Owners[c]] =
                    byOwner.GetValueOrDefault(Policy.Owners[c])
                    + (cells[k].Path.Sum() * routing.Carried(k, c));
        }
        var total = byOwner.Values.Sum();
        return byOwner.Values.All(v => v <= (Policy.OwnerCap + 1e-6) * total);
    }

    private static bool IsTraffic(DemandCell cell, string purpose, Direction direction) =>
        cell.Campaign == CampaignUnit.None
        && cell.Direction == direction
        && string.Equals(cell.Purpose, purpose, StringComparison.Ordinal);

    private bool KeepsEveryone(int active, double[] today)
    {
        for (var k = 0; k < today.Length; k++)
        {
            if (UnservedOf(cells[k], active) > today[k] + 1e-12)
                return false;
        }
        return ReachedShare(active) >= ReachedShare(TodayMask) - 1e-12;
    }

    private double[] UnservedBy(int active) => [.. cells.Select(c => UnservedOf(c, active))];

    private double UnservedOf(DemandCell cell, int active)
    {
        if ((active >> cell.Channel & 1) != 0)
            return 0;
        var takes = active & capable(cell);
        return cell.ShareBySet.Where(s => (s.Key & takes) == 0).Sum(s => s.Value);
    }

    private bool IsLonely(int set, int standby) =>
        int.PopCount(set & inboundMask) == 1 && (set >> standby & 1) == 0;

    /// <summary>
    /// Of a cell's contacts who can write on one other channel only, the enrolled share can also be reached on the
    /// standby. Reach sets of traffic going out are of another grade: there the enrolled are taken alike of all contacts.
    /// </summary>
    private DemandCell Enrol(DemandCell cell, Mix mix)
    {
        var stays = mix.StandbyShare * (1 - EnrolmentOn(mix.Standby).OptOut);
        var bit = 1 << mix.Standby;
        var ofOut =
            cell.Direction == Direction.Out ? stays * Asked(mix.Standby) / Math.Max(1, Without(bit)) : 0;
        var enrolled = new Dictionary<int, double>();
        foreach (var (set, share) in cell.ShareBySet)
        {
            var moved = 0.0;
            if ((set & bit) == 0 && cell.Direction == Direction.Out)
                moved = share * Math.Min(1, ofOut);
            else if (IsLonely(set, mix.Standby))
                moved = share * stays;
            enrolled[set] = enrolled.GetValueOrDefault(set) + share - moved;
            if (moved > 0)
                enrolled[set | bit] = enrolled.GetValueOrDefault(set | bit) + moved;
        }
        return cell with { ShareBySet = enrolled };
    }

    private double Without(int bit) => contactsBySet.Where(s => (s.Key & bit) == 0).Sum(s => s.Value);
}
