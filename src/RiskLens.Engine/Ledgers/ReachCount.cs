using System.Runtime.InteropServices;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Ledgers;

/// <summary>
/// Gathers the reach sets: first every day is shown to <see cref="See"/> and what lists say to <see cref="List"/>, then
/// every conversation to <see cref="Begin"/>. Memory is one number a contact.
/// </summary>
/// <param name="lastDay">The ledger's last day, as days since 1970: ages count back from it.</param>
public sealed class ReachCount(int lastDay)
{
    /// <summary>Channels that fit into a reach set.</summary>
    public const int MaxChannels = 31;

    private readonly Dictionary<
        (string Channel, string Purpose, Direction Direction),
        Dictionary<int, long>
    > _demand = [];
    private readonly Dictionary<int, ListedStates> _listed = [];
    private SeenAges[] _seenByContact = [];
    private ContactReach[] _known = [];
    private int[]? _placeByContact;

    /// <summary>Notes the contacts of a day's events as seen on a channel.</summary>
    /// <param name="channel">Place of the channel in the ledger, from 0.</param>
    /// <param name="day">The day, as days since 1970.</param>
    /// <param name="events">Merged events.</param>
    public void See(int channel, int day, ReadOnlySpan<LedgerEvent> events)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, MaxChannels);
        foreach (var one in events)
        {
            if (one.Contact >= _seenByContact.Length)
            {
                Array.Resize(
                    ref _seenByContact,
                    (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)one.Contact + 1)
                );
            }
            ref var seen = ref _seenByContact[one.Contact];
            seen = seen.SeenOn(channel, lastDay - day);
        }
    }

    /// <summary>Notes what a list says of a contact, beside what others say.</summary>
    public void List(int contact, ListedStates states) =>
        _listed[contact] = _listed.GetValueOrDefault(contact).And(states);

    /// <summary>Counts a conversation under the reach of its contact.</summary>
    public void Begin(string channel, string purpose, Direction direction, int contact)
    {
        _placeByContact ??= Settled();
        ref var byPlace = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _demand,
            (channel, purpose, direction),
            out _
        );
        byPlace ??= [];
        CollectionsMarshal.GetValueRefOrAddDefault(byPlace, _placeByContact[contact], out _)++;
    }

    /// <summary>The reach sets, in a fixed order. Contacts whom only a list names are none.</summary>
    public ReachSets Sets()
    {
        var contacts = new Dictionary<int, long>();
        foreach (var place in _placeByContact ??= Settled())
        {
            if (place >= 0)
                CollectionsMarshal.GetValueRefOrAddDefault(contacts, place, out _)++;
        }

        var byReach = InOrder(contacts);
        return new ReachSets(
            BySet(byReach),
            [
                .. _demand
                    .OrderBy(d => d.Key.Channel, StringComparer.Ordinal)
                    .ThenBy(d => d.Key.Purpose, StringComparer.Ordinal)
                    .ThenBy(d => d.Key.Direction)
                    .Select(d => DemandOf(d.Key.Channel, d.Key.Purpose, d.Key.Direction, InOrder(d.Value))),
            ]
        )
        {
            ContactsByReach = byReach,
        };
    }

    /// <summary>
    /// For each contact the place of its reach among all there are, in order; -1 for who was never seen. Conversations are
    /// many, and counted by a small number.
    /// </summary>
    private int[] Settled()
    {
        var placeOf = new Dictionary<ContactReach, int>();
        var placeByContact = new int[_seenByContact.Length];
        for (var contact = 0; contact < placeByContact.Length; contact++)
        {
            var seen = _seenByContact[contact];
            placeByContact[contact] = -1;
            if (seen.Bits == 0)
                continue;
            var known = new ContactReach(seen, _listed.GetValueOrDefault(contact));
            placeOf.TryAdd(known, placeOf.Count);
            placeByContact[contact] = placeOf[known];
        }

        _known = [.. placeOf.Keys.Order()];
        var rankOf = new int[_known.Length];
        for (var rank = 0; rank < _known.Length; rank++)
            rankOf[placeOf[_known[rank]]] = rank;
        foreach (ref var place in placeByContact.AsSpan())
            place = place < 0 ? place : rankOf[place];
        _seenByContact = [];
        return placeByContact;
    }

    private static ReachDemand DemandOf(
        string channel,
        string purpose,
        Direction direction,
        (ContactReach, long)[] byReach
    ) => new(channel, purpose, direction, BySet(byReach)) { ConversationsByReach = byReach };

    private (ContactReach Reach, long Count)[] InOrder(Dictionary<int, long> byPlace) =>
        [.. byPlace.OrderBy(p => p.Key).Select(p => (_known[p.Key], p.Value))];

    private static SortedDictionary<int, long> BySet((ContactReach Reach, long Count)[] byReach)
    {
        var bySet = new SortedDictionary<int, long>();
        foreach (var (reach, count) in byReach)
            bySet[reach.Seen.Set] = bySet.GetValueOrDefault(reach.Seen.Set) + count;
        return bySet;
    }
}
