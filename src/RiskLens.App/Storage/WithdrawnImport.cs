using Microsoft.Data.Sqlite;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Storage;

/// <summary>
/// An import taken back out of the workspace, inside the caller's transaction; the ledger of its days is then to be
/// computed anew.
/// </summary>
internal sealed class WithdrawnImport
{
    private readonly Dictionary<int, HashSet<int>> _daysByChannel = [];

    private WithdrawnImport() { }

    /// <summary>Channels whose days changed.</summary>
    public IEnumerable<int> Channels => _daysByChannel.Keys;

    /// <summary>Days of a channel that changed.</summary>
    public IReadOnlySet<int> Days(int channel) => _daysByChannel.GetValueOrDefault(channel) ?? [];

    /// <summary>Takes out the imports of a file's bytes; there may be none.</summary>
    public static WithdrawnImport OfFile(
        SqliteConnection connection,
        SqliteTransaction transaction,
        string sha256
    ) => Of(connection, transaction, "SELECT Id FROM Imports WHERE Sha256 = $1", sha256);

    /// <summary>Takes out one import by its number; there may be none.</summary>
    public static WithdrawnImport OfImport(
        SqliteConnection connection,
        SqliteTransaction transaction,
        int id
    ) => Of(connection, transaction, "SELECT Id FROM Imports WHERE Id = $1", id);

    private static WithdrawnImport Of(
        SqliteConnection connection,
        SqliteTransaction transaction,
        string which,
        object value
    )
    {
        var withdrawn = new WithdrawnImport();
        using (
            var days = new PreparedCommand(
                connection,
                transaction,
                $"SELECT DISTINCT ChannelId, Day FROM EventDays WHERE ImportId IN ({which})",
                1
            )
        )
        using (var day = days.Read(value))
        {
            while (day.Read())
                withdrawn.Add(day.GetInt32(0), day.GetInt32(1));
        }

        using (
            var hours = new PreparedCommand(
                connection,
                transaction,
                $"SELECT DISTINCT ChannelId, Hour FROM CountedHours WHERE ImportId IN ({which})",
                1
            )
        )
        using (var hour = hours.Read(value))
        {
            while (hour.Read())
                withdrawn.Add(hour.GetInt32(0), LedgerTime.DayOfHour(hour.GetInt32(1)));
        }

        // What hangs on an import goes with it: the foreign keys cascade.
        using var remove = new PreparedCommand(
            connection,
            transaction,
            $"DELETE FROM Imports WHERE Id IN ({which})",
            1
        );
        remove.Run(value);
        return withdrawn;
    }

    private void Add(int channel, int day)
    {
        if (!_daysByChannel.TryGetValue(channel, out var ofChannel))
            _daysByChannel.Add(channel, ofChannel = []);
        ofChannel.Add(day);
    }
}
