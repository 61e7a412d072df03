using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;

namespace RiskLens.App.Storage;

/// <summary>A channel's hour, purpose and direction.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CountedKey(int Hour, int Purpose, Direction Direction);

/// <summary>What a log counts, summed.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CountedSum(long Messages, long Conversations, long Failed, long Hundredths)
{
    public static CountedSum operator +(CountedSum left, CountedSum right) =>
        new(
            left.Messages + right.Messages,
            left.Conversations + right.Conversations,
            left.Failed + right.Failed,
            left.Hundredths + right.Hundredths
        );
}

/// <summary>
/// Writes and reads what logs only count. Over several logs the largest count of an hour, purpose and direction
/// holds; where events tell of any message of a channel's hour and direction, whatever the purpose, no count does: two
/// logs rarely name purposes alike, and their sum would count messages twice.
/// </summary>
internal sealed class CountedHours(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private readonly PreparedCommand _any = new(
        connection,
        transaction,
        "SELECT EXISTS (SELECT 1 FROM CountedHours WHERE ChannelId = $1)",
        1
    );

    // The bare columns beside MAX would be those of any of the largest; the window makes it one and the same.
    private readonly PreparedCommand _largest = new(
        connection,
        transaction,
        """
        SELECT Hour, PurposeId, Out, Messages, Conversations, Failed, Hundredths FROM (
            SELECT *, ROW_NUMBER() OVER (
                PARTITION BY Hour, PurposeId, Out
                ORDER BY Messages DESC, Conversations DESC, Failed DESC, Hundredths DESC) AS Place
            FROM CountedHours WHERE ChannelId = $1 AND Hour >= $2 AND Hour < $3)
        WHERE Place = 1
        """,
        3
    );

    private readonly RawCommand _insert = new(
        connection,
        """
        INSERT INTO CountedHours (ChannelId, Hour, PurposeId, Out, ImportId, Log, Messages, Conversations, Failed,
        Hundredths) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """
    );

    /// <summary>Adds what a log counts in an hour.</summary>
    public void Add(int channel, CountedKey key, LogNumber log, CountedSum sum) =>
        _insert.Run(
            channel,
            key.Hour,
            key.Purpose,
            key.Direction == Direction.Out ? 1 : 0,
            log.Import,
            log.Log,
            sum.Messages,
            sum.Conversations,
            sum.Failed,
            sum.Hundredths
        );

    /// <summary>Whether any log counts on a channel.</summary>
    public bool Has(int channel) => _any.Scalar(channel) is 1L;

    /// <summary>Adds the counts of a day's hours, from the first of them, to the rows that its events gave.</summary>
    public void AddTo(Dictionary<(int HourOfDay, int Purpose), HourCounts> rows, int channel, int firstHour)
    {
        var told = rows.SelectMany(row => DirectionsOf(row.Key.HourOfDay, row.Value)).ToHashSet();
        using var reader = _largest.Read(channel, firstHour, firstHour + 24);
        while (reader.Read())
        {
            var hour = reader.GetInt32(0) - firstHour;
            var direction = reader.GetBoolean(2) ? Direction.Out : Direction.In;
            var (messages, conversations) = (reader.GetInt32(3), reader.GetInt32(4));
            if (messages == 0 || told.Contains((hour, direction)))
                continue;
            ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(
                rows,
                (hour, reader.GetInt32(1)),
                out _
            );
            if (direction == Direction.In)
            {
                row.MessagesIn += messages;
                row.ConversationsIn += conversations;
            }
            else
            {
                row.MessagesOut += messages;
                row.ConversationsOut += conversations;
            }

            row.Failed += reader.GetInt32(5);
            row.Hundredths += reader.GetInt64(6);
        }
    }

    public void Dispose()
    {
        _any.Dispose();
        _largest.Dispose();
        _insert.Dispose();
    }

    private static IEnumerable<(int HourOfDay, Direction Direction)> DirectionsOf(int hour, HourCounts row)
    {
        if (row.MessagesIn > 0)
            yield return (hour, Direction.In);
        if (row.MessagesOut > 0)
            yield return (hour, Direction.Out);
    }
}
