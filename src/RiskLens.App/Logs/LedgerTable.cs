using Microsoft.Data.Sqlite;
using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>The stored ledger rows spread out over all hours, and the hours that were watched.</summary>
/// <param name="Start">First hour with a message.</param>
/// <param name="Hours">Hours from there to the last with a message.</param>
/// <param name="Activities">By channel, then purpose.</param>
/// <param name="Observed">By channel.</param>
internal sealed record LedgerTable(
    Hour Start,
    int Hours,
    IReadOnlyList<Activity> Activities,
    IReadOnlyList<bool[]> Observed
)
{
    private const decimal Hundred = 100m;

    /// <summary>Reads the table, or null when it is empty.</summary>
    public static LedgerTable? Read(
        SqliteConnection connection,
        SqliteTransaction transaction,
        SortedDictionary<string, int> channels
    )
    {
        if (Span(connection, transaction) is not var (first, hours))
            return null;
        var purposes = Purposes(connection, transaction);
        var nameOf = channels.ToDictionary(channel => channel.Value, channel => channel.Key);
        var activities = new Dictionary<(int Channel, int Purpose), Activity>();
        using var rows = new PreparedCommand(
            connection,
            transaction,
            """
            SELECT ChannelId, PurposeId, Hour, MessagesIn, MessagesOut, ConversationsIn, ConversationsOut, Contacts,
            Failed, Hundredths FROM Ledger
            """,
            0
        );
        using var row = rows.Read();
        while (row.Read())
        {
            var key = (row.GetInt32(0), row.GetInt32(1));
            if (!activities.TryGetValue(key, out var activity))
            {
                activity = Zeros(nameOf[key.Item1], purposes[key.Item2], hours);
                activities.Add(key, activity);
            }

            Fill(activity, row.GetInt32(2) - first, row);
        }

        return new LedgerTable(
            new Hour(first),
            hours,
            [
                .. activities
                    .Values.OrderBy(activity => activity.Channel, StringComparer.Ordinal)
                    .ThenBy(activity => activity.Purpose, StringComparer.Ordinal),
            ],
            [.. channels.Values.Select(number => Watched(connection, transaction, number, first, hours))]
        );
    }

    /// <summary>Names of the purposes by their numbers.</summary>
    public static Dictionary<int, string> Purposes(SqliteConnection connection, SqliteTransaction transaction)
    {
        var purposes = new Dictionary<int, string>();
        using var command = new PreparedCommand(connection, transaction, "SELECT Id, Name FROM Purposes", 0);
        using var row = command.Read();
        while (row.Read())
            purposes.Add(row.GetInt32(0), row.GetString(1));
        return purposes;
    }

    private static (int First, int Hours)? Span(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var command = new PreparedCommand(
            connection,
            transaction,
            "SELECT MIN(Hour), MAX(Hour) FROM Ledger",
            0
        );
        using var row = command.Read();
        return row.Read() && !row.IsDBNull(0)
            ? (row.GetInt32(0), row.GetInt32(1) - row.GetInt32(0) + 1)
            : null;
    }

    private static Activity Zeros(string channel, string purpose, int hours) =>
        new(
            channel,
            purpose,
            new int[hours],
            new int[hours],
            new int[hours],
            new int[hours],
            new int[hours],
            new int[hours],
            new decimal[hours]
        );

    private static void Fill(Activity activity, int hour, SqliteDataReader row)
    {
        activity.MessagesIn[hour] = row.GetInt32(3);
        activity.MessagesOut[hour] = row.GetInt32(4);
        activity.ConversationsIn[hour] = row.GetInt32(5);
        activity.ConversationsOut[hour] = row.GetInt32(6);
        activity.Contacts[hour] = row.GetInt32(7);
        activity.Failed[hour] = row.GetInt32(8);
        activity.Value[hour] = row.GetInt64(9) / Hundred;
    }

    private static bool[] Watched(
        SqliteConnection connection,
        SqliteTransaction transaction,
        int channel,
        int first,
        int hours
    )
    {
        var watched = new bool[hours];
        using var command = new PreparedCommand(
            connection,
            transaction,
            "SELECT FirstUnixMilliseconds, LastUnixMilliseconds FROM ImportChannels WHERE ChannelId = $1",
            1
        );
        using var row = command.Read(channel);
        while (row.Read())
        {
            // A log may begin or end with hours of which the ledger has no row: counts of zero, statuses known before.
            var (from, to) = LedgerTime.WholeHoursBetween(row.GetInt64(0), row.GetInt64(1));
            (from, to) = (Math.Max(from, first), Math.Min(to, first + hours));
            if (from < to)
                watched.AsSpan(from - first, to - from).Fill(true);
        }

        return watched;
    }
}
