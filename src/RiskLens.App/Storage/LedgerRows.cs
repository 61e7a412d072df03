using Microsoft.Data.Sqlite;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Storage;

/// <summary>
/// Computes the ledger's rows anew from the events and counts of all logs, for the days that changed. Nothing is ever
/// added to a row that stands, so the ledger depends on what is kept and on nothing else.
/// </summary>
internal sealed class LedgerRows(SqliteConnection connection, SqliteTransaction transaction, EventDays days)
    : IDisposable
{
    private const int HoursPerDay = 24;

    private readonly DayCount _count = new();
    private readonly CountedHours _counted = new(connection, transaction);

    private readonly PreparedCommand _messages = new(
        connection,
        transaction,
        "SELECT COALESCE(SUM(MessagesIn + MessagesOut), 0) FROM Ledger WHERE ChannelId = $1 AND Hour >= $2 AND Hour < $3",
        3
    );

    private readonly RawCommand _delete = new(
        connection,
        "DELETE FROM Ledger WHERE ChannelId = $1 AND Hour >= $2 AND Hour < $3"
    );

    private readonly RawCommand _insert = new(
        connection,
        """
        INSERT INTO Ledger (ChannelId, Hour, PurposeId, MessagesIn, MessagesOut, ConversationsIn, ConversationsOut,
        Contacts, Failed, Hundredths) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """
    );

    /// <summary>
    /// Computes the changed days of a channel anew, and the days around them that look at them: for the ids of their
    /// events, or for the last hour of the day before.
    /// </summary>
    /// <param name="channel">Number of the channel.</param>
    /// <param name="changed">Days whose events or counts changed.</param>
    /// <param name="cancellationToken">Stops between two days.</param>
    /// <param name="plain">Whether all that changed is events without ids that were added: no earlier day looks at them.</param>
    /// <returns>How many messages the ledger holds more than before; fewer are a negative number.</returns>
    public long Renew(
        int channel,
        IReadOnlySet<int> changed,
        CancellationToken cancellationToken,
        bool plain = false
    )
    {
        long more = 0;
        var counting = new CountingDays(days, channel);
        var hasCounts = _counted.Has(channel);
        var touched = WithIdsOf(channel, changed, plain);
        foreach (var day in touched.Concat(touched.Select(day => day + 1)).Distinct().Order())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = _count.Of(counting.Of(day - 1), counting.Of(day));
            if (hasCounts)
                _counted.AddTo(rows, channel, day * HoursPerDay);
            more += Replace(channel, day, rows);
        }

        return more;
    }

    public void Dispose()
    {
        _counted.Dispose();
        _messages.Dispose();
        _delete.Dispose();
        _insert.Dispose();
    }

    /// <summary>The changed days, and those whose events look for their ids in one of them.</summary>
    private HashSet<int> WithIdsOf(int channel, IReadOnlySet<int> changed, bool plain)
    {
        var all = changed.ToHashSet();
        if (changed.Count == 0)
            return all;
        var ahead = plain ? 0 : NearbyIds.Days;
        foreach (var day in days.Days(channel, changed.Min() - ahead, changed.Max() + NearbyIds.Days))
        {
            var looked = Enumerable.Range(day - NearbyIds.Days, NearbyIds.Days + ahead + 1);
            if (!changed.Contains(day) && looked.Any(changed.Contains) && days.HoldIds(channel, day))
                all.Add(day);
        }

        return all;
    }

    private long Replace(int channel, int day, Dictionary<(int HourOfDay, int Purpose), HourCounts> rows)
    {
        var start = day * HoursPerDay;
        var more = -(long)_messages.Scalar(channel, start, start + HoursPerDay)!;
        _delete.Run(channel, start, start + HoursPerDay);
        foreach (var ((hour, purpose), row) in rows.OrderBy(r => r.Key))
        {
            _insert.Run(
                channel,
                start + hour,
                purpose,
                row.MessagesIn,
                row.MessagesOut,
                row.ConversationsIn,
                row.ConversationsOut,
                row.Contacts,
                row.Failed,
                row.Hundredths
            );
            more += row.MessagesIn + row.MessagesOut;
        }

        return more;
    }
}
