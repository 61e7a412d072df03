using CsvHelper;
using NodaTime;

namespace RiskLens.Engine.Messages;

/// <summary>Reads the time of a table row, which may be kept in one column or in a day and a time column.</summary>
/// <param name="time">Column of the time.</param>
/// <param name="day">Column of the day alone, or -1.</param>
/// <param name="zone">Zone of times without an offset.</param>
internal sealed class DelimitedTimes(int time, int day, DateTimeZone zone)
{
    private readonly LocalTimes _local = new(zone);
    private readonly IsoTime _iso = new();
    private readonly CellText _cell = new();
    private TimeText? _text;

    private TimeText Text => _text ??= new TimeText(_local);

    /// <summary>Times so far that come twice on the zone's clock, of which the earlier was taken.</summary>
    public long RepeatedHour => _local.RepeatedHour;

    /// <summary>Times so far that never were on the zone's clock and were moved by the gap.</summary>
    public long MissingHour => _local.MissingHour;

    /// <summary>Reads a row's time where the order of day and month is known.</summary>
    public TimeOutcome Read(CsvReader reader, DateOrder order, out long unixMilliseconds) =>
        time >= 0 && time < reader.FieldCount && _iso.TryRead(reader.GetSpan(time), out unixMilliseconds)
            ? TimeOutcome.Read
            : Read(reader, order, out unixMilliseconds, out _);

    /// <summary>Reads a row's time, with the clock from which the order of day and month can be learnt.</summary>
    public TimeOutcome Read(CsvReader reader, DateOrder order, out long unixMilliseconds, out ClockText clock)
    {
        var outcome = Text.Read(_cell.Take(reader, time), order, out unixMilliseconds, out clock);
        if (outcome == TimeOutcome.Read || day < 0 || clock.HasTime)
            return outcome;
        return Text.Read(_cell.TakeBoth(reader, day, time), order, out unixMilliseconds, out clock);
    }
}
