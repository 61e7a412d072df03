using NodaTime;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Turns wall-clock times of one zone into UTC. The rule, where the clock is put forward or back: a skipped hour is
/// shifted forward by the length of the gap (02:30 that never was becomes 03:30 summer time); of a repeated hour the
/// earlier one is taken. This is the only place where local time becomes UTC.
/// </summary>
public sealed class LocalTimes(DateTimeZone zone)
{
    private const long Day = 86_400_000;

    /// <summary>
    /// Between two changes of the clock, and a day away from both, local time is UTC plus one offset: nearly every
    /// time of a log falls into the span of the one before it.
    /// </summary>
    private long _from = 1;
    private long _to;
    private long _offset;

    /// <summary>Times so far that come twice on that clock, of which the earlier was taken.</summary>
    public long RepeatedHour { get; private set; }

    /// <summary>Times so far that never were on that clock and were moved by the gap.</summary>
    public long MissingHour { get; private set; }

    /// <summary>
    /// UTC in Unix milliseconds of a wall-clock time, given as milliseconds from 1970-01-01T00:00 on that clock.
    /// The time must lie between the years 1800 and 2300.
    /// </summary>
    public long ToUnixMilliseconds(long localMilliseconds)
    {
        if (localMilliseconds >= _from && localMilliseconds < _to)
            return localMilliseconds - _offset;
        var local = LocalDateTime.FromDateTime(DateTime.UnixEpoch).PlusMilliseconds(localMilliseconds);
        var candidates = zone.MapLocal(local).Count;
        RepeatedHour += candidates == 2 ? 1 : 0;
        MissingHour += candidates == 0 ? 1 : 0;
        var utc = local.InZoneLeniently(zone).ToInstant();
        Remember(zone.GetZoneInterval(utc));
        return utc.ToUnixTimeMilliseconds();
    }

    private void Remember(NodaTime.TimeZones.ZoneInterval interval)
    {
        _offset = interval.WallOffset.Milliseconds;
        _from = interval.HasStart ? interval.Start.ToUnixTimeMilliseconds() + _offset + Day : long.MinValue;
        _to = interval.HasEnd ? interval.End.ToUnixTimeMilliseconds() + _offset - Day : long.MaxValue;
    }
}
