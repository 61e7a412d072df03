using Microsoft.Data.Sqlite;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Storage;

/// <summary>
/// From when to when each log watched a channel, made narrower when events are taken out of it: it then watched from
/// the first to the last of what it still holds.
/// </summary>
internal sealed class ImportWatches(SqliteConnection connection, SqliteTransaction transaction)
{
    private const long MillisecondsPerDay = 86_400_000;
    private const long MillisecondsPerHour = 3_600_000;

    /// <summary>Computes a log's watch on a channel anew, after so many of its events were taken out.</summary>
    public void Narrow(int channel, LogNumber log, long takenOut)
    {
        if (SpanOf(channel, log) is not var (first, last))
        {
            using var remove = new RawCommand(
                connection,
                "DELETE FROM ImportChannels WHERE ImportId = $1 AND Log = $2 AND ChannelId = $3"
            );
            remove.Run(log.Import, log.Log, channel);
            return;
        }

        // ?4 is the fourth value wherever it stands; $4 would be the first, standing first.
        // What was kept to the millisecond stays so where its second is still the first or the last.
        using var narrow = new RawCommand(
            connection,
            """
            UPDATE ImportChannels SET
            FirstUnixMilliseconds = MAX(FirstUnixMilliseconds, ?4),
            LastUnixMilliseconds = MIN(LastUnixMilliseconds, ?5 + 999),
            Messages = Messages - ?6
            WHERE ImportId = ?1 AND Log = ?2 AND ChannelId = ?3
            """
        );
        narrow.Run(log.Import, log.Log, channel, first, last, takenOut);
    }

    /// <summary>Removes the imports that hold nothing any more.</summary>
    public void RemoveEmptyImports(IEnumerable<int> imports)
    {
        using var remove = new RawCommand(
            connection,
            """
            DELETE FROM Imports WHERE Id = $1
            AND NOT EXISTS (SELECT 1 FROM EventDays d WHERE d.ImportId = $1)
            AND NOT EXISTS (SELECT 1 FROM CountedHours h WHERE h.ImportId = $1)
            """
        );
        foreach (var import in imports)
            remove.Run(import);
    }

    /// <summary>The first and the last second, in Unix milliseconds, of which the log holds anything on the channel.</summary>
    private (long First, long Last)? SpanOf(int channel, LogNumber log)
    {
        long? first = null;
        long? last = null;
        foreach (var order in (string[])["ASC", "DESC"])
        {
            using var day = new PreparedCommand(
                connection,
                transaction,
                $"""
                SELECT Day, Events FROM EventDays WHERE ChannelId = $1 AND ImportId = $2 AND Log = $3
                AND Day = (SELECT Day FROM EventDays WHERE ChannelId = $1 AND ImportId = $2 AND Log = $3 ORDER BY Day {order} LIMIT 1)
                """,
                3
            );
            using var part = day.Read(channel, log.Import, log.Log);
            while (part.Read())
            {
                var start = part.GetInt32(0) * MillisecondsPerDay;
                var seconds = DayOfEvents
                    .Unpack(part.GetFieldValue<byte[]>(1))
                    .Select(one => one.Second)
                    .ToList();
                first = Math.Min(first ?? long.MaxValue, start + seconds.Min() * 1000L);
                last = Math.Max(last ?? long.MinValue, start + seconds.Max() * 1000L);
            }
        }

        using var hours = new PreparedCommand(
            connection,
            transaction,
            "SELECT MIN(Hour), MAX(Hour) FROM CountedHours WHERE ChannelId = $1 AND ImportId = $2 AND Log = $3",
            3
        );
        using var hour = hours.Read(channel, log.Import, log.Log);
        if (hour.Read() && !hour.IsDBNull(0))
        {
            first = Math.Min(first ?? long.MaxValue, hour.GetInt32(0) * MillisecondsPerHour);
            last = Math.Max(last ?? long.MinValue, (hour.GetInt32(1) + 1) * MillisecondsPerHour - 1);
        }

        return first is { } from && last is { } to ? (from, to) : null;
    }
}
