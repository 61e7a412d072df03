using Microsoft.Data.Sqlite;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Storage;

/// <summary>
/// Computes the ledger's rows anew from the events of all logs, for the days that changed. Nothing is ever added
/// to a row that stands, so the ledger depends on the events kept and on nothing else.
/// </summary>
internal sealed class LedgerRows(SqliteConnection connection, SqliteTransaction transaction, EventDays days)
    : IDisposable
{
    private const int HoursPerDay = 24;

    private readonly DayCount _count = new();

    private readonly PreparedCommand _delete = new(
        connection,
        transaction,
        "DELETE FROM Ledger WHERE ChannelId = $1 AND Hour >= $2 AND Hour < $3",
        3
    );

    private readonly IntegerCommand _insert = new(
        connection,
        """
        INSERT INTO Ledger (ChannelId, Hour, PurposeId, MessagesIn, MessagesOut, ConversationsIn, ConversationsOut,
        Contacts, Failed, Hundredths) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """
    );

    /// <summary>Computes the changed days of a channel anew, and the days after them: a day's first hour looks back.</summary>
    /// <param name="channel">Number of the channel.</param>
    /// <param name="changed">Days whose events changed.</param>
    /// <param name="import">The import that changed them.</param>
    /// <param name="cancellationToken">Stops between two days.</param>
    /// <returns>How many messages the import brought that no other import holds.</returns>
    public long Renew(int channel, IReadOnlySet<int> changed, int import, CancellationToken cancellationToken)
    {
        long news = 0;
        var (lastDay, last) = (int.MinValue, Array.Empty<LedgerEvent>());
        foreach (var day in changed.Concat(changed.Select(day => day + 1)).Distinct().Order())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var yesterday = lastDay == day - 1 ? last : Merged(channel, day - 1);
            var logs = days.Of(channel, day);
            var today = DayOfEvents.Merge([.. logs.Values]);
            if (changed.Contains(day))
                news += today.Length - MessagesOfOthers(logs, import);
            Replace(channel, day, yesterday, today);
            (lastDay, last) = (day, today);
        }

        return news;
    }

    public void Dispose()
    {
        _delete.Dispose();
        _insert.Dispose();
    }

    private LedgerEvent[] Merged(int channel, int day) =>
        DayOfEvents.Merge([.. days.Of(channel, day).Values]);

    private static int MessagesOfOthers(Dictionary<LogNumber, LedgerEvent[]> logs, int import)
    {
        var others = logs.Where(l => l.Key.Import != import).Select(l => l.Value).ToList();
        return DayOfEvents.Merge(others).Length;
    }

    private void Replace(int channel, int day, LedgerEvent[] yesterday, LedgerEvent[] today)
    {
        var start = day * HoursPerDay;
        _delete.Run(channel, start, start + HoursPerDay);
        foreach (var ((hour, purpose), row) in _count.Of(yesterday, today).OrderBy(r => r.Key))
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
        }
    }
}
