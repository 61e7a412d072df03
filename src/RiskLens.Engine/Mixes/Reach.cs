using System.Numerics;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Mixes;

/// <summary>
/// On which channels of a mix the customers behind a demand can be reached. What customers begin can turn to a channel
/// that they use or were told of; what the company begins, to one where it has an address and consent.
/// </summary>
public sealed class Reach
{
    /// <summary>Days after which half of those seen on a channel are taken to use it no more; a prior without data.</summary>
    public const double PriorHalfLifeDays = 365;

    /// <summary>Number of a channel of which neither logs nor lists tell: nobody has it.</summary>
    private const int Unknown = ReachCount.MaxChannels;

    private readonly ReachSets _sets;
    private readonly IReadOnlyList<ReachChannel> _channels;
    private readonly ReachSpread _spread;
    private readonly double? _customers;
    private readonly int[] _numberOf;
    private readonly Dictionary<ReachGrade, IReadOnlyDictionary<int, double>> _contacts = [];
    private readonly ReachFamilies _families;

    private Reach(
        ReachSets sets,
        IReadOnlyList<ReachChannel> channels,
        int[] numberOf,
        double halfLifeDays,
        double? customers
    )
    {
        (_sets, _channels, _numberOf, _customers) = (sets, channels, numberOf, customers);
        _spread = new ReachSpread(sets, channels, numberOf, halfLifeDays);
        foreach (var grade in Enum.GetValues<ReachGrade>())
        {
            _contacts[grade] = _spread.Of(
                sets.ContactsByReach.Select(c => (c.Reach, (double)c.Contacts)),
                grade,
                own: null
            );
        }
        _families = new ReachFamilies(channels, SeenOn);
    }

    /// <summary>The reach of the ledger's contacts on the channels of a mix.</summary>
    /// <param name="ledger">What the logs and lists show.</param>
    /// <param name="channels">The ledger's channels in its order, then those that the company may add; at most 12.</param>
    /// <param name="halfLifeDays">A contact last seen so many days ago counts as half in use.</param>
    /// <param name="customers">How many customers the company has; null where not stated.</param>
    /// <exception cref="RiskLensException">There are more than 12 channels.</exception>
    public static Reach Of(
        Ledger ledger,
        IReadOnlyList<ReachChannel> channels,
        double halfLifeDays = PriorHalfLifeDays,
        double? customers = null
    )
    {
        if (channels.Count > ReachVolumes.MaxChannels)
        {
            throw new RiskLensException(
                FormattableString.Invariant(
                    $"A mix of {channels.Count} channels was asked for, and at most {ReachVolumes.MaxChannels} can be weighed at once."
                ),
                "Leave out candidates that are least likely to help."
            );
        }
        string[] known = [.. ledger.Channels, .. ledger.Reach.OnlyListed];
        var numberOf = channels
            .Select(c => Array.IndexOf(known, c.Id) is var number and >= 0 ? number : Unknown)
            .ToArray();
        if (!numberOf.Take(ledger.Channels.Count).SequenceEqual(Enumerable.Range(0, ledger.Channels.Count)))
            throw new ArgumentException("The ledger's channels come first, in its order.", nameof(channels));
        return new Reach(ledger.Reach, channels, numberOf, halfLifeDays, customers);
    }

    /// <summary>
    /// Whether contacts of some channels cannot be linked with those of others: the two ends then differ, and so may the
    /// mix that is best.
    /// </summary>
    public bool Unlinked => _families.Unlinked;

    /// <summary>
    /// Whether a list or a stated share tells who agreed to be written to on a channel; where not, all who are addressable
    /// are taken to.
    /// </summary>
    public bool ConsentKnownOn(int channel) =>
        _channels[channel].Consent is not null || _sets.ConsentLists.ContainsKey(_channels[channel].Id);

    /// <summary>Number of contacts by the set of the mix's channels on which they can be reached.</summary>
    public IReadOnlyDictionary<int, double> ContactsBySet(ReachGrade grade) => _contacts[grade];

    /// <summary>Number of contacts that can be reached on a channel of the mix.</summary>
    public double ContactsOn(int channel, ReachGrade grade) =>
        _contacts[grade].Where(s => (s.Key >> channel & 1) != 0).Sum(s => s.Value);

    /// <summary>
    /// Share of a demand by the set of the mix's channels on which its contacts can be reached; adds up to 1. The channel on
    /// which the demand comes is in every set.
    /// </summary>
    public IReadOnlyDictionary<int, double> SharesOf(
        int channel,
        string purpose,
        Direction direction,
        ReachEnd end = ReachEnd.AsSeen
    )
    {
        var demand = _sets.Demand.FirstOrDefault(d =>
            d.Direction == direction
            && string.Equals(d.Channel, _channels[channel].Id, StringComparison.Ordinal)
            && string.Equals(d.Purpose, purpose, StringComparison.Ordinal)
        );
        var total = demand?.ConversationsBySet.Values.Sum() ?? 0;
        if (total == 0)
            return new SortedDictionary<int, double> { [1 << channel] = 1 };
        var shares = _spread.Of(
            demand!.ConversationsByReach.Select(c => (c.Reach, c.Conversations / (double)total)),
            direction == Direction.In ? ReachGrade.InUseOrTold : ReachGrade.Consented,
            channel
        );
        return end == ReachEnd.AsSeen ? shares : WithUnlinked(shares, channel, direction, end);
    }

    private IReadOnlyDictionary<int, double> WithUnlinked(
        IReadOnlyDictionary<int, double> shares,
        int channel,
        Direction direction,
        ReachEnd end
    )
    {
        var own = direction == Direction.In ? ContactsOn(channel, ReachGrade.InUse) : SeenOn(1 << channel);
        var there = direction == Direction.In ? ReachGrade.InUse : ReachGrade.Consented;
        return UnlinkedReach.Of(
            shares,
            own,
            [.. _families.NotLinkedWith(channel).Select(j => (j, ContactsOn(j, there)))],
            _customers,
            end
        );
    }

    /// <summary>Contacts ever seen on all channels of a set.</summary>
    private double SeenOn(int channels)
    {
        var wanted = 0;
        for (var left = channels; left != 0; left &= left - 1)
            wanted |= 1 << _numberOf[BitOperations.TrailingZeroCount(left)];
        return _sets.Contacts.Where(c => (c.Key & wanted) == wanted).Sum(c => c.Value);
    }
}
