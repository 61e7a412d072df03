using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Ledgers;

/// <summary>
/// Makes one message of an id that a channel's log tells of on several UTC days, up to 30 days apart; within a day the
/// merge has made one of it already. The earliest sighting of the message itself counts, where there is none the
/// earliest status, and it was not delivered if any sighting of its id in the 30 days before or after says so. What
/// was seen decides here, not what counted, so that the result depends on the events alone. Holds 8 bytes an id seen
/// on those days.
/// </summary>
public sealed class NearbyIds
{
    /// <summary>Days before and after to which an id looks: WhatsApp delivers a message for 30 days at the most.</summary>
    public const int Days = 30;

    private readonly Dictionary<int, Sightings> _byDay = [];

    [Flags]
    private enum Seen : byte
    {
        None = 0,
        MessageBefore = 1,
        StatusBefore = 2,
        MessageAfter = 4,
        Failed = 8,
    }

    /// <summary>Whether any of the events look for their id on other days.</summary>
    public static bool AskedBy(ReadOnlySpan<LedgerEvent> events)
    {
        foreach (var one in events)
        {
            if (one.Counting != Counting.Each)
                return true;
        }

        return false;
    }

    /// <summary>Whether the ids of a day are known already.</summary>
    public bool Holds(int day) => _byDay.ContainsKey(day);

    /// <summary>Notes the ids of a day's events, merged or as the logs hold them.</summary>
    public void Add(int day, ReadOnlySpan<LedgerEvent> events) => _byDay[day] = Sightings.Of(events);

    /// <summary>Forgets the days to which no event of this day or a later one looks back.</summary>
    public void ForgetBefore(int day)
    {
        foreach (var old in _byDay.Keys.Where(held => held < day - Days).ToList())
            _byDay.Remove(old);
    }

    /// <summary>
    /// The events of a merged day that count, in canonical order. The <see cref="Days"/> days before it and after it
    /// must have been noted where the day asks (<see cref="AskedBy"/>); one that is not is a day without events.
    /// </summary>
    public LedgerEvent[] CountingOn(int day, LedgerEvent[] merged)
    {
        var places = Enumerable
            .Range(0, merged.Length)
            .Where(i => merged[i].Counting != Counting.Each)
            .ToArray();
        if (places.Length == 0)
            return merged;
        var ids = Array.ConvertAll(places, i => merged[i].Fingerprint);
        Array.Sort(ids, places);
        var seen = new Seen[ids.Length];
        var anyStatus = Array.Exists(places, i => merged[i].Counting == Counting.StatusOfId);
        for (var away = 1; away <= Days; away++)
        {
            if (_byDay.TryGetValue(day - away, out var before))
            {
                Mark(ids, before.Lines, Seen.MessageBefore, seen);
                Mark(ids, before.Messages, Seen.MessageBefore, seen);
                Mark(ids, before.Statuses, Seen.StatusBefore, seen);
                Mark(ids, before.Failed, Seen.Failed, seen);
            }

            if (_byDay.TryGetValue(day + away, out var after))
            {
                if (anyStatus)
                    Mark(ids, after.Messages, Seen.MessageAfter, seen);
                Mark(ids, after.Failed, Seen.Failed, seen);
            }
        }

        return Array.TrueForAll(seen, one => one == Seen.None) ? merged : Remaining(merged, places, seen);
    }

    private static LedgerEvent[] Remaining(LedgerEvent[] merged, int[] places, Seen[] seen)
    {
        var seenAt = new Seen[merged.Length];
        for (var i = 0; i < places.Length; i++)
            seenAt[places[i]] = seen[i];
        var counting = new List<LedgerEvent>(merged.Length);
        for (var i = 0; i < merged.Length; i++)
        {
            var one = merged[i];
            var known = one.Counting switch
            {
                Counting.OncePerId => Seen.MessageBefore,
                Counting.StatusOfId => Seen.MessageBefore | Seen.StatusBefore | Seen.MessageAfter,
                _ => Seen.None,
            };
            if ((seenAt[i] & known) == Seen.None)
                counting.Add(seenAt[i].HasFlag(Seen.Failed) ? one.AsFailed() : one);
        }

        counting.Sort();
        return [.. counting];
    }

    /// <summary>Marks the ids that occur among others; both lists are in order, and the first holds an id once.</summary>
    private static void Mark(ulong[] ids, ulong[] others, Seen mark, Seen[] seen)
    {
        var (at, other) = (0, 0);
        while (at < ids.Length && other < others.Length)
        {
            var (id, next) = (ids[at], others[other]);
            if (id == next)
                seen[at] |= mark;
            // Without a branch: which of two hashes is the smaller cannot be foretold.
            at += id <= next ? 1 : 0;
            other += next <= id ? 1 : 0;
        }
    }

    /// <summary>The ids of a day in order: of lines that all count, of messages, of statuses, of failures.</summary>
    private sealed record Sightings(ulong[] Lines, ulong[] Messages, ulong[] Statuses, ulong[] Failed)
    {
        public static Sightings Of(ReadOnlySpan<LedgerEvent> events) =>
            new(
                Sorted(events, static one => one.Counting == Counting.Each),
                Sorted(events, static one => one.Counting == Counting.OncePerId),
                Sorted(events, static one => one.Counting == Counting.StatusOfId),
                Sorted(events, static one => one.Failed && one.Counting != Counting.Each)
            );

        private static ulong[] Sorted(ReadOnlySpan<LedgerEvent> events, Func<LedgerEvent, bool> which)
        {
            var ids = new List<ulong>();
            foreach (var one in events)
            {
                if (which(one))
                    ids.Add(one.Fingerprint);
            }

            ids.Sort();
            return [.. ids];
        }
    }
}
