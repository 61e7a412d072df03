using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Storage;

/// <summary>Writes and reads the packed events; on a connection of the caller's, inside its transaction.</summary>
internal sealed class EventDays(SqliteConnection connection, SqliteTransaction? transaction) : IDisposable
{
    private readonly RawCommand _insert = new(
        connection,
        "INSERT INTO EventDays (ChannelId, Day, ImportId, Log, Part, Events) VALUES ($1, $2, $3, $4, $5, $6)"
    );

    private readonly RawCommand _day = new(
        connection,
        "SELECT ImportId, Log, Events FROM EventDays WHERE ChannelId = $1 AND Day = $2 ORDER BY ImportId, Log, Part"
    );

    private readonly PreparedCommand _heads = new(
        connection,
        transaction,
        $"SELECT substr(Events, 1, {DayOfEvents.HeadBytes}) FROM EventDays WHERE ChannelId = $1 AND Day = $2",
        2
    );

    private readonly PreparedCommand _days = new(
        connection,
        transaction,
        "SELECT DISTINCT Day FROM EventDays WHERE ChannelId = $1 AND Day >= $2 AND Day <= $3 ORDER BY Day",
        3
    );

    private readonly PseudonymOrder _contacts = new(connection, transaction);

    private ContactLinks? _links;

    /// <summary>Adds a part of a log's day.</summary>
    public void Add(int channel, int day, LogNumber log, int part, ReadOnlySpan<byte> events)
    {
        _insert.Bind(6, events);
        _insert.Run(channel, day, log.Import, log.Log, part);
    }

    /// <summary>Days of a channel with events, from one day to another, in order.</summary>
    public List<int> Days(int channel, int from = int.MinValue, int to = int.MaxValue)
    {
        var found = new List<int>();
        using var reader = _days.Read(channel, from, to);
        while (reader.Read())
            found.Add(reader.GetInt32(0));
        return found;
    }

    /// <summary>Whether events of a day look for their id on other days.</summary>
    public bool HoldIds(int channel, int day)
    {
        using var reader = _heads.Read(channel, day);
        while (reader.Read())
        {
            if (DayOfEvents.HoldsIds(reader.GetFieldValue<byte[]>(0)))
                return true;
        }

        return false;
    }

    /// <summary>The events of a day as the logs hold them, in no order.</summary>
    public List<LedgerEvent> Unmerged(int channel, int day)
    {
        var events = new List<LedgerEvent>();
        _day.Bind(1, channel);
        _day.Bind(2, day);
        while (_day.Next())
            events.AddRange(DayOfEvents.Unpack(_day.Blob(2)));
        return events;
    }

    /// <summary>The events of a day, merged over the logs that hold it, with customers as their contacts.</summary>
    public LedgerEvent[] Merged(int channel, int day)
    {
        var byLog = new Dictionary<LogNumber, LedgerEvent[]>();
        _day.Bind(1, channel);
        _day.Bind(2, day);
        while (_day.Next())
        {
            var events = DayOfEvents.Unpack(_day.Blob(2));
            ref var ofLog = ref CollectionsMarshal.GetValueRefOrAddDefault(
                byLog,
                new LogNumber(_day.Integer(0), _day.Integer(1)),
                out var before
            );
            ofLog = before ? [.. ofLog!, .. events] : events;
        }

        _links ??= new ContactLinks(connection, transaction);
        return _links.Apply(new DayMerge(_contacts).Of([.. byLog.Values]));
    }

    public void Dispose()
    {
        _insert.Dispose();
        _day.Dispose();
        _heads.Dispose();
        _days.Dispose();
        _contacts.Dispose();
    }

    /// <summary>Numbers of the channels that have events or counts, by name.</summary>
    public SortedDictionary<string, int> Channels()
    {
        var channels = new SortedDictionary<string, int>(StringComparer.Ordinal);
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            SELECT Id, Name FROM Channels c WHERE EXISTS (SELECT 1 FROM EventDays d WHERE d.ChannelId = c.Id)
            OR EXISTS (SELECT 1 FROM CountedHours h WHERE h.ChannelId = c.Id)
            """;
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
}

/// <summary>A log: its import, and its place in the file (an archive may hold several).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LogNumber(int Import, int Log);
