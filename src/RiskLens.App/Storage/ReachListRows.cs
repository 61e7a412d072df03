using Microsoft.Data.Sqlite;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Storage;

/// <summary>The company's lists of consent, on a connection of the caller's inside its transaction.</summary>
internal static class ReachListRows
{
    /// <summary>
    /// Gives the reach count what the lists say of contacts whom logs have shown, and returns the channels that only lists
    /// name, as many as have room, and for each list of consents its latest date.
    /// </summary>
    public static (IReadOnlyList<string> OnlyListed, IReadOnlyDictionary<string, string> ConsentLists) Gather(
        SqliteConnection connection,
        SqliteTransaction transaction,
        IReadOnlyList<string> channels,
        ReachCount reach
    )
    {
        var consents = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var onlyListed = new List<string>();
        using (
            var lists = new PreparedCommand(
                connection,
                transaction,
                "SELECT Channel, MAX(CASE WHEN State = 'consented' THEN Date END) FROM ReachLists GROUP BY Channel ORDER BY Channel",
                0
            )
        )
        using (var list = lists.Read())
        {
            while (list.Read())
            {
                if (!channels.Contains(list.GetString(0), StringComparer.Ordinal))
                    onlyListed.Add(list.GetString(0));
                if (!list.IsDBNull(1))
                    consents.Add(list.GetString(0), list.GetString(1));
            }
        }

        string[] known = [.. channels, .. onlyListed.Take(ReachCount.MaxChannels - channels.Count)];
        var links = new ContactLinks(connection, transaction);
        using var rows = new PreparedCommand(
            connection,
            transaction,
            "SELECT c.Id, l.Channel, l.State FROM ReachLists l JOIN Contacts c ON c.Pseudonym = l.Pseudonym",
            0
        );
        using var row = rows.Read();
        while (row.Read())
        {
            var bit = Array.IndexOf(known, row.GetString(1)) is var at and >= 0 ? 1 << at : 0;
            reach.List(links.CustomerOf(row.GetInt32(0)), StatesOf(row.GetString(2), bit));
        }

        return (known[channels.Count..], consents);
    }

    /// <summary>Removes what is kept of pseudonyms, on one channel or on all, and tells how many rows there were.</summary>
    public static int Remove(
        SqliteConnection connection,
        SqliteTransaction transaction,
        IEnumerable<byte[]> pseudonyms,
        string? channel
    )
    {
        using var remove = new PreparedCommand(
            connection,
            transaction,
            "DELETE FROM ReachLists WHERE Pseudonym = $1 AND ($2 = '' OR Channel = $2)",
            2
        );
        return pseudonyms.Sum(pseudonym => remove.Run(pseudonym, channel ?? ""));
    }

    private static ListedStates StatesOf(string state, int bit) =>
        state switch
        {
            "consented" => new(bit, 0, 0),
            "told" => new(0, bit, 0),
            _ => new(0, 0, bit),
        };
}
