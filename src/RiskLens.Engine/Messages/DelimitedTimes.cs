using CsvHelper;
using NodaTime;

namespace RiskLens.Engine.Messages;

/// <summary>Reads the time of a table row, which may be kept in one column or in a day and a time column.</summary>
internal sealed class DelimitedTimes(DelimitedColumns columns, DateTimeZone zone)
{
    private readonly TimeText _times = new(new LocalTimes(zone));
    private readonly CellText _cell = new();

    public TimeOutcome Read(CsvReader reader, DateOrder order, out long unixMilliseconds, out ClockText clock)
    {
        var outcome = _times.Read(_cell.Take(reader, columns.Time), order, out unixMilliseconds, out clock);
        if (outcome == TimeOutcome.Read || columns.Day < 0 || clock.HasTime)
            return outcome;
        return _times.Read(
            _cell.TakeBoth(reader, columns.Day, columns.Time),
            order,
            out unixMilliseconds,
            out clock
        );
    }
}
