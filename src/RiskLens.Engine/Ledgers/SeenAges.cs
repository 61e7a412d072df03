using System.Numerics;

namespace RiskLens.Engine.Ledgers;

/// <summary>
/// How long before the ledger's end a contact was last seen on each channel, in classes of 90 days: four bits a channel,
/// 0 for never, 15 for the last 90 days, 1 for all that is longer ago than 14 classes.
/// </summary>
/// <param name="Bits">Channel i has bits 4i to 4i + 3.</param>
public readonly record struct SeenAges(UInt128 Bits)
{
    /// <summary>Days of a class: whoever was seen in the last 90 days has the age 0.</summary>
    public const int DaysAClass = 90;

    private const int Newest = 15;

    /// <summary>Somebody seen in the last 90 days on all channels of a set.</summary>
    public static SeenAges LatelyOn(int set)
    {
        var ages = default(SeenAges);
        for (var left = set; left != 0; left &= left - 1)
            ages = ages.SeenOn(BitOperations.TrailingZeroCount(left), daysAgo: 0);
        return ages;
    }

    /// <summary>The channels on which the contact was ever seen.</summary>
    public int Set
    {
        get
        {
            var set = 0;
            for (var (channel, left) = (0, Bits); left != 0; channel++, left >>= 4)
                set |= (left & 15) != 0 ? 1 << channel : 0;
            return set;
        }
    }

    /// <summary>Days since the contact was last seen on a channel, rounded down to whole classes; null for never.</summary>
    public int? DaysSince(int channel)
    {
        var age = (int)(uint)((Bits >> (4 * channel)) & 15);
        return age == 0 ? null : (Newest - age) * DaysAClass;
    }

    /// <summary>Also seen on a channel so many days before the end; the latest time holds.</summary>
    public SeenAges SeenOn(int channel, int daysAgo)
    {
        var age = (UInt128)(uint)Math.Max(1, Newest - (Math.Max(0, daysAgo) / DaysAClass));
        return age > ((Bits >> (4 * channel)) & 15)
            ? new(Without(channel).Bits | (age << (4 * channel)))
            : this;
    }

    /// <summary>The same without what is known of a channel.</summary>
    public SeenAges Without(int channel) => new(Bits & ~((UInt128)15 << (4 * channel)));
}
