using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Ledgers;

/// <summary>
/// Tells of a channel's merged days what counts where an id was seen on several days. A status counts only where
/// nothing on its id was seen on the 30 UTC days before, a message delivered at least once only where nothing on its
/// id was seen on the day before; within the day the merge has made one of them already. What was seen counts here,
/// not what counted, so that the result depends on the events alone. Holds 8 bytes an id seen on those days.
/// </summary>
public sealed class EarlierIds
{
    /// <summary>Days that a status looks back: WhatsApp delivers a message for 30 days at the most.</summary>
    public const int StatusDays = 30;

    /// <summary>Days that a message delivered at least once looks back: a repeated delivery carries the same time.</summary>
    public const int MessageDays = 1;

    private readonly Dictionary<int, ulong[]> _byDay = [];

    /// <summary>How many days back events of these kinds look.</summary>
    public static int DaysBack(bool oncePerId, bool statusOfId)
    {
        if (statusOfId)
            return StatusDays;
        return oncePerId ? MessageDays : 0;
    }

    /// <summary>How many days back a merged day looks.</summary>
    public static int DaysBack(ReadOnlySpan<LedgerEvent> merged)
    {
        var (oncePerId, statusOfId) = (false, false);
        foreach (var one in merged)
        {
            oncePerId |= one.Counting == Counting.OncePerId;
            statusOfId |= one.Counting == Counting.StatusOfId;
        }

        return DaysBack(oncePerId, statusOfId);
    }

    /// <summary>Whether the ids of a day are known already.</summary>
    public bool Holds(int day) => _byDay.ContainsKey(day);

    /// <summary>Notes the ids of a merged day.</summary>
    public void Add(int day, ReadOnlySpan<LedgerEvent> merged)
    {
        var ids = new ulong[merged.Length];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = merged[i].Fingerprint;
        Array.Sort(ids);
        _byDay[day] = ids;
    }

    /// <summary>Forgets the days to which no event of this day or a later one looks back.</summary>
    public void ForgetBefore(int day)
    {
        foreach (var old in _byDay.Keys.Where(held => held < day - StatusDays).ToList())
            _byDay.Remove(old);
    }

    /// <summary>
    /// The events of a merged day that count, in the same order. The days to which they look back
    /// (<see cref="DaysBack(ReadOnlySpan{LedgerEvent})"/>) must have been noted; one that is not is a day without
    /// events.
    /// </summary>
    public LedgerEvent[] CountingOn(int day, LedgerEvent[] merged)
    {
        var back = DaysBack(merged);
        if (back == 0)
            return merged;
        var asked = merged.Where(one => one.Counting != Counting.Each).ToArray();
        Array.Sort(asked, static (x, y) => x.Fingerprint.CompareTo(y.Fingerprint));
        var seen = new HashSet<ulong>();
        for (var before = 1; before <= back; before++)
        {
            if (_byDay.TryGetValue(day - before, out var ids))
                AddSeen(asked, before, ids, seen);
        }

        return seen.Count == 0
            ? merged
            : Array.FindAll(merged, one => one.Counting == Counting.Each || !seen.Contains(one.Fingerprint));
    }

    /// <summary>Notes the events whose id occurs so many days before; both lists are in order of the ids.</summary>
    private static void AddSeen(LedgerEvent[] asked, int daysBefore, ulong[] ids, HashSet<ulong> seen)
    {
        var at = 0;
        foreach (var one in asked)
        {
            while (at < ids.Length && ids[at] < one.Fingerprint)
                at++;
            if (at == ids.Length)
                return;
            var looksSoFar = one.Counting == Counting.StatusOfId || daysBefore <= MessageDays;
            if (ids[at] == one.Fingerprint && looksSoFar)
                seen.Add(one.Fingerprint);
        }
    }
}
