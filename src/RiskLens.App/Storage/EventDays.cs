using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Storage;

/// <summary>Writes and reads the packed events; on a connection of the caller's, inside its transaction.</summary>
internal sealed class EventDays(SqliteConnection connection, SqliteTransaction? transaction) : IDisposable
{
    private readonly PreparedCommand _insert = new(
        connection,
        transaction,
        "INSERT INTO EventDays (ChannelId, Day, ImportId, Log, Part, Events) VALUES ($1, $2, $3, $4, $5, $6)",
        6
    );

    private readonly PreparedCommand _day = new(
        connection,
        transaction,
        "SELECT ImportId, Log, Events FROM EventDays WHERE ChannelId = $1 AND Day = $2 ORDER BY ImportId, Log, Part",
        2
    );

    private readonly PreparedCommand _channel = new(
        connection,
        transaction,
        "SELECT Day, ImportId, Log, Events FROM EventDays WHERE ChannelId = $1 ORDER BY Day, ImportId, Log, Part",
        1
    );

    /// <summary>Adds a part of a log's day.</summary>
    public void Add(int channel, int day, LogNumber log, int part, byte[] events) =>
        _insert.Run(channel, day, log.Import, log.Log, part, events);

    /// <summary>The events of a day, by log.</summary>
    public Dictionary<LogNumber, LedgerEvent[]> Of(int channel, int day)
    {
        var byLog = new Dictionary<LogNumber, LedgerEvent[]>();
        using var reader = _day.Read(channel, day);
        while (reader.Read())
        {
            AddPart(
                byLog,
                new LogNumber(reader.GetInt32(0), reader.GetInt32(1)),
                reader.GetFieldValue<byte[]>(2)
            );
        }
        return byLog;
    }

    /// <summary>A channel's days in order, each merged over the logs; one day is in memory at a time.</summary>
    public IEnumerable<(int Day, LedgerEvent[] Events)> Merged(int channel)
    {
        var byLog = new Dictionary<LogNumber, LedgerEvent[]>();
        var day = 0;
        using var reader = _channel.Read(channel);
        while (reader.Read())
        {
            var next = reader.GetInt32(0);
            if (next != day && byLog.Count > 0)
            {
                yield return (day, DayOfEvents.Merge([.. byLog.Values]));
                byLog.Clear();
            }

            day = next;
            AddPart(
                byLog,
                new LogNumber(reader.GetInt32(1), reader.GetInt32(2)),
                reader.GetFieldValue<byte[]>(3)
            );
        }

        if (byLog.Count > 0)
            yield return (day, DayOfEvents.Merge([.. byLog.Values]));
    }

    public void Dispose()
    {
        _insert.Dispose();
        _day.Dispose();
        _channel.Dispose();
    }

    /// <summary>Numbers of the channels that have events, by name.</summary>
    public SortedDictionary<string, int> Channels()
    {
        var channels = new SortedDictionary<string, int>(StringComparer.Ordinal);
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            "SELECT Id, Name FROM Channels c WHERE EXISTS (SELECT 1 FROM EventDays d WHERE d.ChannelId = c.Id)";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            channels.Add(
                reader.GetString(1),
                Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture)
            );
        }
        return channels;
    }

    private static void AddPart(Dictionary<LogNumber, LedgerEvent[]> byLog, LogNumber log, byte[] packed)
    {
        var events = DayOfEvents.Unpack(packed);
        byLog[log] = byLog.TryGetValue(log, out var before) ? [.. before, .. events] : events;
    }
}

/// <summary>A log: its import, and its place in the file (an archive may hold several).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LogNumber(int Import, int Log);
