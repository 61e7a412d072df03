using System.Numerics;
using System.Runtime.InteropServices;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Ledgers;

/// <summary>
/// Gathers the reach sets: first every day is shown to <see cref="See"/>, then every conversation to
/// <see cref="Begin"/>. Memory is one number a contact.
/// </summary>
public sealed class ReachCount
{
    /// <summary>Channels that fit into a reach set.</summary>
    public const int MaxChannels = 31;

    private readonly Dictionary<
        (string Channel, string Purpose, Direction Direction),
        Dictionary<int, long>
    > _demand = [];
    private int[] _setByContact = [];

    /// <summary>Notes the contacts of a day's events as seen on a channel.</summary>
    /// <param name="channel">Place of the channel in the ledger, from 0.</param>
    /// <param name="events">Merged events.</param>
    public void See(int channel, ReadOnlySpan<LedgerEvent> events)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, MaxChannels);
        var bit = 1 << channel;
        foreach (var one in events)
        {
            if (one.Contact >= _setByContact.Length)
                Array.Resize(ref _setByContact, (int)BitOperations.RoundUpToPowerOf2((uint)one.Contact + 1));
            _setByContact[one.Contact] |= bit;
        }
    }

    /// <summary>Counts a conversation under the reach set of its contact.</summary>
    public void Begin(string channel, string purpose, Direction direction, int contact)
    {
        ref var bySet = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _demand,
            (channel, purpose, direction),
            out _
        );
        bySet ??= [];
        CollectionsMarshal.GetValueRefOrAddDefault(bySet, _setByContact[contact], out _)++;
    }

    /// <summary>The reach sets, in a fixed order.</summary>
    public ReachSets Sets()
    {
        var contacts = new SortedDictionary<int, long>();
        foreach (var set in _setByContact)
        {
            if (set != 0)
                contacts[set] = contacts.GetValueOrDefault(set) + 1;
        }

        return new ReachSets(
            contacts,
            [
                .. _demand
                    .OrderBy(d => d.Key.Channel, StringComparer.Ordinal)
                    .ThenBy(d => d.Key.Purpose, StringComparer.Ordinal)
                    .ThenBy(d => d.Key.Direction)
                    .Select(d => new ReachDemand(
                        d.Key.Channel,
                        d.Key.Purpose,
                        d.Key.Direction,
                        new SortedDictionary<int, long>(d.Value)
                    )),
            ]
        );
    }
}
