using System.Buffers.Binary;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Ledgers;

/// <summary>The events of one log, channel and UTC day, packed for keeping.</summary>
/// <remarks>
/// Packed, little-endian: one byte of version, one of the ways of counting that occur, the number of events
/// (4 bytes), then 16 bytes an event (fingerprint, contact, bits), then 8 bytes for each event that carries an
/// amount, in the order of the events. Version 1 had no second byte, and every event counted.
/// </remarks>
public static class DayOfEvents
{
    /// <summary>Bytes of a packed day that <see cref="HoldsIds"/> needs.</summary>
    public const int HeadBytes = 6;

    private const byte Version = 2;
    private const byte VersionWithoutCounting = 1;
    private const int HeadBytesWithoutCounting = 5;
    private const int EventBytes = 16;

    /// <summary>Sorts the events canonically and packs them; equal events give equal bytes in whatever order they come.</summary>
    public static byte[] Pack(Span<LedgerEvent> events)
    {
        byte[] packed = [];
        var length = Pack(events, ref packed);
        Array.Resize(ref packed, length);
        return packed;
    }

    /// <summary>The same into a buffer that is used again and grows with its need; the length packed comes back.</summary>
    public static int Pack(Span<LedgerEvent> events, ref byte[] packed)
    {
        Sort(events);
        var (amounts, countings) = (0, 0);
        foreach (var one in events)
        {
            amounts += one.HasAmount ? 1 : 0;
            countings |= 1 << (int)one.Counting;
        }

        var length = HeadBytes + events.Length * EventBytes + amounts * sizeof(long);
        if (packed.Length < length)
            packed = new byte[Math.Max(length, packed.Length * 2)];
        packed[0] = Version;
        packed[1] = (byte)countings;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(2), events.Length);
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

        return length;
    }

    /// <summary>
    /// Whether any of the packed events look for their id on other days (<see cref="NearbyIds"/>); the first
    /// <see cref="HeadBytes"/> suffice.
    /// </summary>
    public static bool HoldsIds(ReadOnlySpan<byte> packed) =>
        packed[0] == Version
        && (Holds(packed[1], Counting.OncePerId) || Holds(packed[1], Counting.StatusOfId));

    /// <summary>Unpacks what <see cref="Pack(Span{LedgerEvent})"/> made; other bytes are an <see cref="InvalidDataException"/>.</summary>
    public static LedgerEvent[] Unpack(ReadOnlySpan<byte> packed)
    {
        var headBytes = packed switch
        {
            [Version, _, _, _, _, _, ..] => HeadBytes,
            [VersionWithoutCounting, _, _, _, _, ..] => HeadBytesWithoutCounting,
            _ => throw new InvalidDataException("Not a packed day of events of version 1 or 2."),
        };
        var slot = packed[headBytes..];
        var events = new LedgerEvent[BinaryPrimitives.ReadInt32LittleEndian(packed[(headBytes - 4)..])];
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
            // The bits of counting were the highest of the purpose once, and no purpose ever reached them.
            if (headBytes == HeadBytesWithoutCounting && events[i].Counting != Counting.Each)
                throw new InvalidDataException("A packed day of version 1 holds a purpose above 1023.");
            slot = slot[EventBytes..];
        }

        return events;
    }

    /// <summary>Sorts by insertion while the events are nearly sorted, as logs come, and else as usual.</summary>
    private static void Sort(Span<LedgerEvent> events)
    {
        var moves = 4L * events.Length;
        for (var i = 1; i < events.Length; i++)
        {
            var one = events[i];
            var at = i;
            while (at > 0 && events[at - 1] > one)
            {
                events[at] = events[at - 1];
                at--;
            }

            events[at] = one;
            moves -= i - at;
            if (moves >= 0)
                continue;
            events.Sort();
            return;
        }
    }

    private static bool Holds(byte countings, Counting counting) => (countings & (1 << (int)counting)) != 0;
}
