using Microsoft.Data.Sqlite;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Storage;

/// <summary>
/// Goes through all packed events and takes some out, or gives them another contact, on a connection of the caller's
/// inside its transaction. One day is in memory at a time.
/// </summary>
internal sealed class EventRewrite(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private readonly PreparedCommand _days = new(
        connection,
        transaction,
        "SELECT DISTINCT ChannelId, Day FROM EventDays ORDER BY ChannelId, Day",
        0
    );

    private readonly PreparedCommand _parts = new(
        connection,
        transaction,
        "SELECT ImportId, Log, Part, Events FROM EventDays WHERE ChannelId = $1 AND Day = $2",
        2
    );

    private readonly PreparedCommand _update = new(
        connection,
        transaction,
        "UPDATE EventDays SET Events = $6 WHERE ChannelId = $1 AND Day = $2 AND ImportId = $3 AND Log = $4 AND Part = $5",
        6
    );

    private readonly PreparedCommand _delete = new(
        connection,
        transaction,
        "DELETE FROM EventDays WHERE ChannelId = $1 AND Day = $2 AND ImportId = $3 AND Log = $4 AND Part = $5",
        5
    );

    /// <summary>Every event with its channel, one day after another.</summary>
    public IEnumerable<(int Channel, LedgerEvent[] Events)> All()
    {
        foreach (var (channel, day) in Days())
        {
            foreach (var part in Parts(channel, day))
                yield return (channel, part.Events);
        }
    }

    /// <summary>Rewrites the events.</summary>
    /// <param name="rewrite">Gives the event that is to stand in the place of one, or null to take it out.</param>
    /// <param name="cancellationToken">Stops between two days.</param>
    /// <returns>The days that changed, by channel, and what was taken out of each log.</returns>
    public RewrittenEvents Run(
        Func<int, LedgerEvent, LedgerEvent?> rewrite,
        CancellationToken cancellationToken
    )
    {
        var done = new RewrittenEvents();
        foreach (var (channel, day) in Days())
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var part in Parts(channel, day))
            {
                var kept = new List<LedgerEvent>(part.Events.Length);
                var changed = false;
                foreach (var one in part.Events)
                {
                    var other = rewrite(channel, one);
                    changed |= other is null || other.Value != one;
                    if (other is { } stays)
                        kept.Add(stays);
                }

                if (!changed)
                    continue;
                done.Note(channel, day, part.Log, part.Events.Length - kept.Count);
                if (kept.Count == 0)
                    _delete.Run(channel, day, part.Log.Import, part.Log.Log, part.Part);
                else
                    _update.Run(
                        channel,
                        day,
                        part.Log.Import,
                        part.Log.Log,
                        part.Part,
                        DayOfEvents.Pack([.. kept])
                    );
            }
        }

        return done;
    }

    public void Dispose()
    {
        _days.Dispose();
        _parts.Dispose();
        _update.Dispose();
        _delete.Dispose();
    }

    private List<(int Channel, int Day)> Days()
    {
        var days = new List<(int, int)>();
        using var reader = _days.Read();
        while (reader.Read())
            days.Add((reader.GetInt32(0), reader.GetInt32(1)));
        return days;
    }

    private List<(LogNumber Log, int Part, LedgerEvent[] Events)> Parts(int channel, int day)
    {
        var parts = new List<(LogNumber, int, LedgerEvent[])>();
        using var reader = _parts.Read(channel, day);
        while (reader.Read())
        {
            parts.Add(
                (
                    new LogNumber(reader.GetInt32(0), reader.GetInt32(1)),
                    reader.GetInt32(2),
                    DayOfEvents.Unpack(reader.GetFieldValue<byte[]>(3))
                )
            );
        }

        return parts;
    }
}

/// <summary>What a rewriting changed.</summary>
internal sealed class RewrittenEvents
{
    private readonly Dictionary<int, HashSet<int>> _days = [];
    private readonly Dictionary<(int Channel, LogNumber Log), long> _takenOut = [];

    /// <summary>Days that changed, by channel.</summary>
    public IReadOnlyDictionary<int, HashSet<int>> Days => _days;

    /// <summary>Events taken out of each log on a channel.</summary>
    public IReadOnlyDictionary<(int Channel, LogNumber Log), long> TakenOut => _takenOut;

    internal void Note(int channel, int day, LogNumber log, int takenOut)
    {
        if (!_days.TryGetValue(channel, out var days))
            _days.Add(channel, days = []);
        days.Add(day);
        if (takenOut > 0)
            _takenOut[(channel, log)] = _takenOut.GetValueOrDefault((channel, log)) + takenOut;
    }
}
