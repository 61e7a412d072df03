using System.Runtime.InteropServices;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Ledgers;

/// <summary>
/// What is kept of one message on one channel and UTC day: enough to count it and to recognise it again, and nothing
/// that tells who wrote what. 24 bytes, because an import holds many of them at once.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct LedgerEvent : IComparable<LedgerEvent>, IEquatable<LedgerEvent>
{
    /// <summary>Purpose numbers lie from 0 to this.</summary>
    public const int MaxPurpose = 1023;

    internal const int SecondShift = 15;
    internal const uint OutBit = 1u << 14;
    internal const uint FailedBit = 1u << 13;
    internal const uint AmountBit = 1u << 12;
    private const int CountingShift = 10;
    private const int SecondsPerDay = 86_400;

    /// <summary>Makes an event; a second or purpose out of its range is refused.</summary>
    /// <param name="fingerprint">Keyed hash that recognises the message in another file.</param>
    /// <param name="contact">Number of the contact in the workspace.</param>
    /// <param name="second">Second of the UTC day, 0 to 86,399.</param>
    /// <param name="direction">Who wrote.</param>
    /// <param name="failed">Whether it was not delivered.</param>
    /// <param name="purpose">Number of the purpose in the workspace.</param>
    /// <param name="hundredths">Amount moved, in hundredths of the currency's major unit.</param>
    /// <param name="counting">Whether events with one fingerprint are one message.</param>
    public LedgerEvent(
        ulong fingerprint,
        int contact,
        int second,
        Direction direction,
        bool failed,
        int purpose,
        long hundredths,
        Counting counting = Counting.Each
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(second, SecondsPerDay);
        ArgumentOutOfRangeException.ThrowIfNegative(purpose);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(purpose, MaxPurpose);
        Fingerprint = fingerprint;
        Contact = contact;
        Hundredths = hundredths;
        Bits =
            ((uint)second << SecondShift)
            | (direction == Direction.Out ? OutBit : 0)
            | (failed ? FailedBit : 0)
            | (hundredths != 0 ? AmountBit : 0)
            | ((uint)counting << CountingShift)
            | (uint)purpose;
    }

    internal LedgerEvent(ulong fingerprint, int contact, uint bits, long hundredths) =>
        (Fingerprint, Contact, Bits, Hundredths) = (fingerprint, contact, bits, hundredths);

    /// <summary>Keyed hash that recognises the message in another file.</summary>
    public ulong Fingerprint { get; }

    /// <summary>Amount moved, in hundredths of the currency's major unit, whatever the currency.</summary>
    public long Hundredths { get; }

    /// <summary>Number of the contact in the workspace.</summary>
    public int Contact { get; }

    /// <summary>Second, direction, failed, amount present, counting, purpose: in the order in which events sort.</summary>
    internal uint Bits { get; }

    /// <summary>Second of the UTC day.</summary>
    public int Second => (int)(Bits >> SecondShift);

    /// <summary>Hour of the UTC day.</summary>
    public int HourOfDay => Second / 3600;

    /// <summary>Who wrote.</summary>
    public Direction Direction => (Bits & OutBit) != 0 ? Direction.Out : Direction.In;

    /// <summary>Whether the provider says that it was not delivered.</summary>
    public bool Failed => (Bits & FailedBit) != 0;

    /// <summary>Number of the purpose in the workspace.</summary>
    public int Purpose => (int)(Bits & MaxPurpose);

    /// <summary>Whether events with one fingerprint are one message.</summary>
    public Counting Counting => (Counting)((Bits >> CountingShift) & 3);

    internal bool HasAmount => (Bits & AmountBit) != 0;

    /// <summary>The same event with its fingerprint, and other numbers for its contact and its purpose.</summary>
    public LedgerEvent Numbered(ulong fingerprint, int contact, int purpose)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(purpose);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(purpose, MaxPurpose);
        return new LedgerEvent(fingerprint, contact, (Bits & ~(uint)MaxPurpose) | (uint)purpose, Hundredths);
    }

    /// <summary>The same event of another contact.</summary>
    public LedgerEvent WithContact(int contact) => new(Fingerprint, contact, Bits, Hundredths);

    /// <summary>The same event, said not to have been delivered.</summary>
    internal LedgerEvent AsFailed() => new(Fingerprint, Contact, Bits | FailedBit, Hundredths);

    /// <summary>Canonical order: by second, customers before the company, then by every other field.</summary>
    public int CompareTo(LedgerEvent other)
    {
        var order = Bits.CompareTo(other.Bits);
        if (order == 0)
            order = Fingerprint.CompareTo(other.Fingerprint);
        if (order == 0)
            order = Contact.CompareTo(other.Contact);
        return order == 0 ? Hundredths.CompareTo(other.Hundredths) : order;
    }

    public bool Equals(LedgerEvent other) =>
        Bits == other.Bits
        && Fingerprint == other.Fingerprint
        && Contact == other.Contact
        && Hundredths == other.Hundredths;

    public override bool Equals(object? obj) => obj is LedgerEvent other && Equals(other);

    public override int GetHashCode() => Fingerprint.GetHashCode();

    public static bool operator ==(LedgerEvent left, LedgerEvent right) => left.Equals(right);

    public static bool operator !=(LedgerEvent left, LedgerEvent right) => !left.Equals(right);

    public static bool operator <(LedgerEvent left, LedgerEvent right) => left.CompareTo(right) < 0;

    public static bool operator >(LedgerEvent left, LedgerEvent right) => left.CompareTo(right) > 0;

    public static bool operator <=(LedgerEvent left, LedgerEvent right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LedgerEvent left, LedgerEvent right) => left.CompareTo(right) >= 0;
}
