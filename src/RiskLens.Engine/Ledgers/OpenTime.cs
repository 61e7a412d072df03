using System.Runtime.InteropServices;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Ledgers;

/// <summary>
/// Tells for how long conversations of one channel are open: from the second of their first message to that of their
/// last, booked to the hours in which it falls. A conversation is that of <see cref="DayCount"/>: it goes on while its
/// contact is active in hour after hour for the purpose, and has the direction of its first message. Memory grows with
/// the contacts of an hour.
/// </summary>
public sealed class OpenTime
{
    private const int SecondsPerHour = 3600;
    private const int SecondsPerDay = 86_400;

    // Keys as in DayCount; of each contact active in the hour, the last message and who began.
    private Dictionary<long, (long Second, Direction Begun)> _before = [];
    private Dictionary<long, (long Second, Direction Begun)> _active = [];
    private int _hour = int.MinValue;

    /// <summary>Shows a day's events; days come in ascending order.</summary>
    /// <param name="day">Days since 1970-01-01 (UTC).</param>
    /// <param name="events">Merged, in canonical order.</param>
    /// <param name="open">
    /// Told of seconds for which a conversation was open: hour since 1970-01-01T00:00Z (of the day, or the last of the day
    /// before), purpose, direction, seconds.
    /// </param>
    public void See(int day, ReadOnlySpan<LedgerEvent> events, Action<int, int, Direction, int> open)
    {
        foreach (var one in events)
        {
            var hour = (day * 24) + one.HourOfDay;
            if (hour != _hour)
                MoveTo(hour);
            var second = ((long)day * SecondsPerDay) + one.Second;
            var key = ((long)one.Purpose << 32) | (uint)one.Contact;
            ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_active, key, out var known);
            if (!known && !_before.TryGetValue(key, out last))
                last = (second, one.Direction);
            Book(last.Second, second, hour, one.Purpose, last.Begun, open);
            last.Second = second;
        }
    }

    private static void Book(
        long from,
        long to,
        int hour,
        int purpose,
        Direction begun,
        Action<int, int, Direction, int> open
    )
    {
        // The message before is of this hour or of the one before it: else it is another conversation's.
        var start = (long)hour * SecondsPerHour;
        if (from < start)
            open(hour - 1, purpose, begun, (int)(start - from));
        if (to > Math.Max(from, start))
            open(hour, purpose, begun, (int)(to - Math.Max(from, start)));
    }

    private void MoveTo(int hour)
    {
        if (hour < _hour)
            throw new InvalidOperationException("Days are shown in ascending order.");
        (_before, _active) = (_active, _before);
        _active.Clear();
        if (hour != (long)_hour + 1)
            _before.Clear();
        _hour = hour;
    }
}
