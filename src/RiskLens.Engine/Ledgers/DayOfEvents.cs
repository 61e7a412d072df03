using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RiskLens.Engine.Ledgers;

/// <summary>
/// The events of one channel and UTC day: packed for keeping, and merged over the imports that hold that day.
/// </summary>
/// <remarks>
/// Packed, little-endian: one byte of version, the number of events (4 bytes), then 16 bytes an event (fingerprint,
/// contact, bits), then 8 bytes for each event that carries an amount, in the order of the events.
/// </remarks>
public static class DayOfEvents
{
    private const byte Version = 1;
    private const int HeadBytes = 5;
    private const int EventBytes = 16;

    /// <summary>Sorts the events canonically and packs them; equal events give equal bytes in whatever order they come.</summary>
    public static byte[] Pack(Span<LedgerEvent> events)
    {
        events.Sort();
        var amounts = 0;
        foreach (var one in events)
            amounts += one.HasAmount ? 1 : 0;
        var packed = new byte[HeadBytes + events.Length * EventBytes + amounts * sizeof(long)];
        packed[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), events.Length);
        var slot = packed.AsSpan(HeadBytes);
        var amountSlot = slot[(events.Length * EventBytes)..];
        foreach (var one in events)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(slot, one.Fingerprint);
            BinaryPrimitives.WriteInt32LittleEndian(slot[8..], one.Contact);
            BinaryPrimitives.WriteUInt32LittleEndian(slot[12..], one.Bits);
            slot = slot[EventBytes..];
            if (!one.HasAmount)
                continue;
            BinaryPrimitives.WriteInt64LittleEndian(amountSlot, one.Hundredths);
            amountSlot = amountSlot[sizeof(long)..];
        }

        return packed;
    }

    /// <summary>Unpacks what <see cref="Pack"/> made; other bytes are an <see cref="InvalidDataException"/>.</summary>
    public static LedgerEvent[] Unpack(ReadOnlySpan<byte> packed)
    {
        if (packed.Length < HeadBytes || packed[0] != Version)
            throw new InvalidDataException("Not a packed day of events of version 1.");
        var events = new LedgerEvent[BinaryPrimitives.ReadInt32LittleEndian(packed[1..])];
        var slot = packed[HeadBytes..];
        var amountSlot = slot[(events.Length * EventBytes)..];
        for (var i = 0; i < events.Length; i++)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(slot[12..]);
            var hundredths = 0L;
            if ((bits & LedgerEvent.AmountBit) != 0)
            {
                hundredths = BinaryPrimitives.ReadInt64LittleEndian(amountSlot);
                amountSlot = amountSlot[sizeof(long)..];
            }

            events[i] = new LedgerEvent(
                BinaryPrimitives.ReadUInt64LittleEndian(slot),
                BinaryPrimitives.ReadInt32LittleEndian(slot[8..]),
                bits,
                hundredths
            );
            slot = slot[EventBytes..];
        }

        return events;
    }

    /// <summary>
    /// The messages of a day that several imports hold, in canonical order. Equal messages inside one import all
    /// count; over imports the larger count holds (per fingerprint, the largest multiset). The result does not depend
    /// on the order of the imports.
    /// </summary>
    /// <param name="imports">For each import its events of the day, in any order.</param>
    public static LedgerEvent[] Merge(IReadOnlyList<LedgerEvent[]> imports)
    {
        if (imports.Count == 0)
            return [];
        if (imports.Count == 1)
        {
            var only = (LedgerEvent[])imports[0].Clone();
            Array.Sort(only);
            return only;
        }

        var all = new List<(LedgerEvent Event, int Import)>(imports.Sum(events => events.Length));
        for (var i = 0; i < imports.Count; i++)
        {
            foreach (var one in imports[i])
                all.Add((one, i));
        }

        all.Sort(ByFingerprintThenImport);
        var merged = new List<LedgerEvent>(imports.Max(events => events.Length));
        var span = CollectionsMarshal.AsSpan(all);
        while (span.Length > 0)
        {
            var alike = RunLength(span, static (a, b) => a.Event.Fingerprint == b.Event.Fingerprint);
            foreach (var (one, _) in Fullest(span[..alike]))
                merged.Add(one);
            span = span[alike..];
        }

        merged.Sort();
        return [.. merged];
    }

    private static int ByFingerprintThenImport(
        (LedgerEvent Event, int Import) x,
        (LedgerEvent Event, int Import) y
    )
    {
        var order = x.Event.Fingerprint.CompareTo(y.Event.Fingerprint);
        if (order == 0)
            order = x.Import.CompareTo(y.Import);
        return order == 0 ? x.Event.CompareTo(y.Event) : order;
    }

    /// <summary>The import's run that counts most; among equals the one that sorts last, so that no order of imports shows.</summary>
    private static ReadOnlySpan<(LedgerEvent Event, int Import)> Fullest(
        ReadOnlySpan<(LedgerEvent Event, int Import)> alike
    )
    {
        var best = alike[..0];
        while (alike.Length > 0)
        {
            var run = RunLength(alike, static (a, b) => a.Import == b.Import);
            if (run > best.Length || (run == best.Length && SortsAfter(alike[..run], best)))
                best = alike[..run];
            alike = alike[run..];
        }

        return best;
    }

    private static bool SortsAfter(
        ReadOnlySpan<(LedgerEvent Event, int Import)> left,
        ReadOnlySpan<(LedgerEvent Event, int Import)> right
    )
    {
        for (var i = 0; i < left.Length; i++)
        {
            var order = left[i].Event.CompareTo(right[i].Event);
            if (order != 0)
                return order > 0;
        }

        return false;
    }

    private static int RunLength(
        ReadOnlySpan<(LedgerEvent Event, int Import)> span,
        Func<(LedgerEvent Event, int Import), (LedgerEvent Event, int Import), bool> same
    )
    {
        var length = 1;
        while (length < span.Length && same(span[0], span[length]))
            length++;
        return length;
    }
}
