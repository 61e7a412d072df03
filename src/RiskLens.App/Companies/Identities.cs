using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RiskLens.App.Logs;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>What the identity map links, in numbers; it holds nothing that could be shown.</summary>
/// <param name="Customers">Customers with several addresses.</param>
/// <param name="Addresses">Their addresses together.</param>
/// <param name="Seen">Addresses of them that a log has shown.</param>
/// <param name="Linked">Customers of whom logs have shown two addresses or more.</param>
public sealed record IdentityFacts(int Customers, int Addresses, int Seen, int Linked);

/// <summary>
/// The identity map: which contacts are one customer, kept as links between pseudonyms and nothing else. It holds for
/// imports before and after it alike; another map takes its place.
/// </summary>
public sealed class Identities(Workspace workspace, Catalogue catalogue)
{
    /// <summary>Reads a map, links the contacts and computes the ledger anew; all or nothing.</summary>
    /// <exception cref="RiskLensException">The file is missing or no map, or the key of the pseudonyms is lost.</exception>
    public async Task<IdentityFacts> ImportAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new RiskLensException("There is no such file.", "Check the path and the file's name.");
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        var addresses = ImportLogs.AddressesOf(company, catalogue);
        var text = await TextFile.ReadAsync(path, cancellationToken);
        var customers = IdentityMap.Read(text, catalogue, addresses);
        if (customers.Count == 0)
        {
            throw new RiskLensException(
                "No line of the file gives a customer two addresses.",
                "Give each customer a line with the addresses on every channel, under a header of channels."
            );
        }

        return await ReplaceAsync(
            pseudonyms =>
                customers.Select(customer =>
                    customer.SelectMany(address => NumbersOf(address, pseudonyms, addresses))
                ),
            cancellationToken
        );
    }

    /// <summary>Drops the map: each address is a customer again.</summary>
    public Task<IdentityFacts> ClearAsync(CancellationToken cancellationToken) =>
        ReplaceAsync(_ => [], cancellationToken);

    /// <summary>What the map links.</summary>
    public async Task<IdentityFacts> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        await using var transaction = await db.Database.BeginTransactionAsync(
            System.Data.IsolationLevel.ReadUncommitted,
            cancellationToken
        );
        return Facts(
            (SqliteConnection)db.Database.GetDbConnection(),
            (SqliteTransaction)transaction.GetDbTransaction()
        );
    }

    /// <summary>An address's contact, and those under which it was kept while the country was not known.</summary>
    private static IEnumerable<int> NumbersOf(
        string address,
        Pseudonyms pseudonyms,
        ContactAddresses addresses
    )
    {
        yield return pseudonyms.FindOrAdd(address);
        foreach (var form in addresses.OtherForms(address))
        {
            if (pseudonyms.Find(form) is { } number)
                yield return number;
        }
    }

    private async Task<IdentityFacts> ReplaceAsync(
        Func<Pseudonyms, IEnumerable<IEnumerable<int>>> customersOf,
        CancellationToken cancellationToken
    )
    {
        await using var _ = await workspace.LockForWritingAsync("linking contacts", cancellationToken);
        await using var db = workspace.NewDb();
        var key = await workspace.KeyAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var facts = await Task.Run(
            () =>
            {
                var connection = (SqliteConnection)db.Database.GetDbConnection();
                var inner = (SqliteTransaction)transaction.GetDbTransaction();
                using (var pseudonyms = new Pseudonyms(connection, inner, key))
                    Link(connection, customersOf(pseudonyms));
                SeenContacts.ForgetOthers(connection, inner);
                RenewAll(connection, inner, cancellationToken);
                return Facts(connection, inner);
            },
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return facts;
    }

    private static void Link(SqliteConnection connection, IEnumerable<IEnumerable<int>> customers)
    {
        using (
            var unlink = new RawCommand(
                connection,
                "UPDATE Contacts SET SameAs = NULL WHERE SameAs IS NOT NULL"
            )
        )
            unlink.Run();
        using var link = new RawCommand(connection, "UPDATE Contacts SET SameAs = $1 WHERE Id = $2");
        foreach (var customer in customers)
        {
            var contacts = customer.Distinct().Order().ToList();
            foreach (var contact in contacts.Skip(1))
                link.Run(contacts[0], contact);
        }
    }

    private static void RenewAll(
        SqliteConnection connection,
        SqliteTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        using var days = new EventDays(connection, transaction);
        using var ledger = new LedgerRows(connection, transaction, days);
        foreach (var channel in days.Channels().Values)
            ledger.Renew(channel, days.Days(channel).ToHashSet(), cancellationToken);
    }

    private static IdentityFacts Facts(SqliteConnection connection, SqliteTransaction transaction)
    {
        var links = new ContactLinks(connection, transaction);
        var seen = SeenContacts.Read(connection, transaction).Numbers;
        var customers = links.Customers().ToList();
        return new IdentityFacts(
            customers.Count,
            customers.Sum(customer => customer.Count),
            customers.Sum(customer => customer.Count(seen.Contains)),
            customers.Count(customer => customer.Count(seen.Contains) > 1)
        );
    }
}
