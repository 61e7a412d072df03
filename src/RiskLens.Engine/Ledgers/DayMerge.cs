using System.Runtime.InteropServices;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Ledgers;

/// <summary>
/// The messages of one channel and UTC day that several logs hold. Of equal fingerprints:
/// <list type="bullet">
/// <item>where every line is a message (<see cref="Counting.Each"/>), equals inside one log all count, and over logs
/// the largest number of them holds;</item>
/// <item>else all sightings of the id are one message: as the message itself tells it, or where there are only
/// statuses, the earliest of them; not delivered if any sighting says so.</item>
/// </list>
/// The result depends on what the logs hold, and not on their order or on the order in which contacts got numbers.
/// </summary>
/// <param name="contacts">Orders contact numbers by something that outlives them: the pseudonyms.</param>
public sealed class DayMerge(IComparer<int> contacts)
{
    /// <summary>The messages in canonical order, one for each id that is counted once.</summary>
    /// <param name="logs">For each log its events of the day, in any order.</param>
    public LedgerEvent[] Of(IReadOnlyList<LedgerEvent[]> logs)
    {
        if (logs.Count == 0)
            return [];
        if (logs.Count == 1 && Array.TrueForAll(logs[0], one => one.Counting == Counting.Each))
        {
            var only = (LedgerEvent[])logs[0].Clone();
            Array.Sort(only);
            return only;
        }

        var all = new List<Sighting>(logs.Sum(events => events.Length));
        for (var i = 0; i < logs.Count; i++)
        {
            foreach (var one in logs[i])
                all.Add(new Sighting(one, i));
        }

        all.Sort(ByFingerprintThenLog);
        var merged = new List<LedgerEvent>(logs.Max(events => events.Length));
        var span = CollectionsMarshal.AsSpan(all);
        while (span.Length > 0)
        {
            var alike = RunLength(span, static (a, b) => a.Event.Fingerprint == b.Event.Fingerprint);
            AddMessages(span[..alike], merged);
            span = span[alike..];
        }

        merged.Sort();
        return [.. merged];
    }

    private void AddMessages(ReadOnlySpan<Sighting> alike, List<LedgerEvent> merged)
    {
        var lines = 0;
        while (lines < alike.Length && alike[lines].Event.Counting == Counting.Each)
            lines++;
        if (lines == 0)
        {
            merged.Add(OneOf(alike));
            return;
        }

        foreach (var (one, _) in Fullest(alike[..lines]))
            merged.Add(one);
    }

    /// <summary>The sighting that tells most of the message: itself before its statuses, then the earliest.</summary>
    private LedgerEvent OneOf(ReadOnlySpan<Sighting> sightings)
    {
        var best = sightings[0].Event;
        var failed = false;
        foreach (var (one, _) in sightings)
        {
            failed |= one.Failed;
            var order = one.Counting.CompareTo(best.Counting);
            if (order == 0)
                order = Compare(one.AsFailed(), best.AsFailed());
            if (order < 0)
                best = one;
        }

        return failed ? best.AsFailed() : best;
    }

    /// <summary>The log's run that counts most; among equals the one that sorts last.</summary>
    private ReadOnlySpan<Sighting> Fullest(ReadOnlySpan<Sighting> alike)
    {
        var best = alike[..0];
        while (alike.Length > 0)
        {
            var run = RunLength(alike, static (a, b) => a.Log == b.Log);
            if (run > best.Length || (run == best.Length && SortsAfter(alike[..run], best)))
                best = alike[..run];
            alike = alike[run..];
        }

        return best;
    }

    private bool SortsAfter(ReadOnlySpan<Sighting> left, ReadOnlySpan<Sighting> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            var order = Compare(left[i].Event, right[i].Event);
            if (order != 0)
                return order > 0;
        }

        return false;
    }

    private int ByFingerprintThenLog(Sighting x, Sighting y)
    {
        var order = x.Event.Fingerprint.CompareTo(y.Event.Fingerprint);
        if (order == 0)
            order = x.Event.Counting.CompareTo(y.Event.Counting);
        if (order == 0)
            order = x.Log.CompareTo(y.Log);
        return order == 0 ? Compare(x.Event, y.Event) : order;
    }

    /// <summary>Order of equal fingerprints; a contact's number comes last, and by its pseudonym.</summary>
    private int Compare(LedgerEvent x, LedgerEvent y)
    {
        var order = x.Bits.CompareTo(y.Bits);
        if (order == 0)
            order = x.Hundredths.CompareTo(y.Hundredths);
        return order == 0 && x.Contact != y.Contact ? contacts.Compare(x.Contact, y.Contact) : order;
    }

    private static int RunLength(ReadOnlySpan<Sighting> span, Func<Sighting, Sighting, bool> same)
    {
        var length = 1;
        while (length < span.Length && same(span[0], span[length]))
            length++;
        return length;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Sighting(LedgerEvent Event, int Log);
}
