using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RiskLens.App.Logs;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>What a file of consents brought.</summary>
/// <param name="Lines">Lines that were read.</param>
/// <param name="Changed">Of them, those that say something new.</param>
/// <param name="Refused">Lines that could not be read, and why.</param>
public sealed record ReachListImport(int Lines, int Changed, IReadOnlyList<ListLineRefused> Refused);

/// <summary>What the lists hold of a channel, in addresses.</summary>
/// <param name="Seen">Addresses on the lists that a log has shown.</param>
/// <param name="Latest">ISO 8601 date of the latest entry.</param>
public sealed record ReachListFacts(
    string Channel,
    int Consented,
    int Told,
    int OptedOut,
    int Seen,
    string Latest
);

/// <summary>
/// The company's lists of who agreed to be written to on a channel, who asked not to be, and who was told that they may
/// write there. Kept as pseudonyms; the latest date of an address and channel holds, and on one day an opt-out.
/// </summary>
public sealed class ReachLists(Workspace workspace, Catalogue catalogue)
{
    /// <summary>Adds what a file says to what is held; lines that cannot be read are told and left out.</summary>
    /// <exception cref="RiskLensException">
    /// The file is missing or no such table, no line of it can be read, or the key of the pseudonyms is lost.
    /// </exception>
    public async Task<ReachListImport> ImportAsync(string path, CancellationToken cancellationToken)
    {
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        var addresses = ImportLogs.AddressesOf(company, catalogue);
        var (read, refused) = ReachListFile.Read(
            await SmallFile.ReadAsync(path, cancellationToken),
            catalogue,
            addresses,
            DateOnly.FromDateTime(workspace.Time.GetUtcNow().UtcDateTime).AddDays(1)
        );
        if (read.Count == 0)
        {
            throw new RiskLensException(
                $"No line of the file can be read; the first: {refused[0].Reason}.",
                "Give each contact a line such as +237699000001,sms,consented,2026-11-05."
            );
        }

        await using var _ = await workspace.LockForWritingAsync("importing consents", cancellationToken);
        await using var db = workspace.NewDb();
        var key = await workspace.KeyAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var changed = await Task.Run(
            () =>
                Store(
                    (SqliteConnection)db.Database.GetDbConnection(),
                    (SqliteTransaction)transaction.GetDbTransaction(),
                    key,
                    read,
                    addresses
                ),
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return new ReachListImport(read.Count, changed, refused);
    }

    /// <summary>What is held, by channel.</summary>
    public async Task<IReadOnlyList<ReachListFacts>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var facts = await db
            .ReachLists.GroupBy(row => row.Channel)
            .Select(rows => new ReachListFacts(
                rows.Key,
                rows.Count(row => row.State == "consented"),
                rows.Count(row => row.State == "told"),
                rows.Count(row => row.State == "opted_out"),
                rows.Count(row => db.Contacts.Any(contact => contact.Pseudonym == row.Pseudonym)),
                rows.Max(row => row.Date)!
            ))
            .ToListAsync(cancellationToken);
        return [.. facts.OrderBy(f => f.Channel, StringComparer.Ordinal)];
    }

    /// <summary>Drops all lists and tells how many entries there were.</summary>
    public async Task<int> ClearAsync(CancellationToken cancellationToken)
    {
        await using var _ = await workspace.LockForWritingAsync("dropping consents", cancellationToken);
        await using var db = workspace.NewDb();
        return await db.ReachLists.ExecuteDeleteAsync(cancellationToken);
    }

    private static int Store(
        SqliteConnection connection,
        SqliteTransaction transaction,
        WorkspaceKey key,
        IReadOnlyList<ListedContact> listed,
        ContactAddresses addresses
    )
    {
        using var pseudonyms = new Pseudonyms(connection, transaction, key);
        using var store = new PreparedCommand(
            connection,
            transaction,
            """
            INSERT INTO ReachLists (Pseudonym, Channel, Told, State, Date) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (Pseudonym, Channel, Told) DO UPDATE SET State = excluded.State, Date = excluded.Date
            WHERE excluded.Date > ReachLists.Date
            OR (excluded.Date = ReachLists.Date AND excluded.State = 'opted_out' AND ReachLists.State = 'consented')
            """,
            5
        );
        var changed = 0;
        foreach (var one in listed)
        {
            var told = one.State == "told";
            changed += store.Run(pseudonyms.Of(one.Address), one.Channel, told, one.State, one.Date);

            // The contact may have been kept in another form while the country was not known.
            foreach (var form in addresses.OtherForms(one.Address))
            {
                if (pseudonyms.Find(form) is not null)
                    store.Run(pseudonyms.Of(form), one.Channel, told, one.State, one.Date);
            }
        }

        return changed;
    }
}
