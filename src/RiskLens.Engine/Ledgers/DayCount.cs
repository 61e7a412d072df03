using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Ledgers;

/// <summary>What one channel carried for one purpose in one hour.</summary>
[StructLayout(LayoutKind.Auto)]
public record struct HourCounts
{
    /// <summary>Messages from customers.</summary>
    public int MessagesIn { get; set; }

    /// <summary>Messages from the company.</summary>
    public int MessagesOut { get; set; }

    /// <summary>Conversations begun by customers.</summary>
    public int ConversationsIn { get; set; }

    /// <summary>Conversations begun by the company.</summary>
    public int ConversationsOut { get; set; }

    /// <summary>Distinct contacts active in the hour.</summary>
    public int Contacts { get; set; }

    /// <summary>Messages not delivered.</summary>
    public int Failed { get; set; }

    /// <summary>Amounts moved, in hundredths of the currency's major unit.</summary>
    public long Hundredths { get; set; }
}

/// <summary>
/// Counts the events of one channel and day into hours. A conversation begins in hour h when a contact is active in
/// hour h and was not in hour h-1 (same channel and purpose); its direction is that of the contact's first message of
/// the hour, the customer's at equal seconds. Whole hours rather than a time-out between messages, so that the count
/// needs no more of the past than one hour and does not depend on the order of imports. Keeps its sets between days:
/// use one for many days.
/// </summary>
public sealed class DayCount
{
    private readonly Dictionary<(int HourOfDay, int Purpose), HourCounts> _rows = [];
    private HashSet<long> _before = [];
    private HashSet<long> _active = [];

    /// <summary>
    /// Counts a day. <paramref name="yesterday"/> matters for its last hour only; both are merged and in canonical
    /// order. The rows are valid until the next call.
    /// </summary>
    /// <param name="yesterday">The channel's events of the day before.</param>
    /// <param name="today">The channel's events of the day.</param>
    /// <param name="begun">Told of each conversation begun (hour of the day, contact, purpose, direction), or null.</param>
    /// <returns>Counts by hour of the day and purpose; hours and purposes without a message are absent.</returns>
    public Dictionary<(int HourOfDay, int Purpose), HourCounts> Of(
        ReadOnlySpan<LedgerEvent> yesterday,
        ReadOnlySpan<LedgerEvent> today,
        Action<int, int, int, Direction>? begun = null
    )
    {
        _rows.Clear();
        _before.Clear();
        _active.Clear();
        for (var i = yesterday.Length - 1; i >= 0 && yesterday[i].HourOfDay == 23; i--)
            _before.Add(Key(yesterday[i]));
        var (hour, purpose) = (0, -1);
        ref var row = ref Unsafe.NullRef<HourCounts>();
        foreach (var one in today)
        {
            for (; hour < one.HourOfDay; hour++)
            {
                (_before, _active) = (_active, _before);
                _active.Clear();
                purpose = -1;
            }

            if (one.Purpose != purpose)
            {
                purpose = one.Purpose;
                row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, (hour, purpose), out _);
            }

            CountMessage(ref row, one);
            var key = Key(one);
            if (!_active.Add(key))
                continue;
            row.Contacts++;
            if (_before.Contains(key))
                continue;
            if (one.Direction == Direction.In)
                row.ConversationsIn++;
            else
                row.ConversationsOut++;
            begun?.Invoke(hour, one.Contact, one.Purpose, one.Direction);
        }

        return _rows;
    }

    private static void CountMessage(ref HourCounts row, LedgerEvent one)
    {
        if (one.Direction == Direction.In)
            row.MessagesIn++;
        else
            row.MessagesOut++;
        row.Failed += one.Failed ? 1 : 0;
        row.Hundredths += one.Hundredths;
    }

    private static long Key(LedgerEvent one) => ((long)one.Purpose << 32) | (uint)one.Contact;
}
