using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RiskLens.App.Logs;
using RiskLens.App.Storage;
using RiskLens.App.Studies.Inputs;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>What an erasure took out.</summary>
/// <param name="Contacts">Contacts erased: the address, and those that the identity map linked with it.</param>
/// <param name="Messages">Messages taken out of the imports; one that two imports hold counts twice.</param>
/// <param name="Imports">Imports that had shown them.</param>
/// <param name="Listed">Entries of the lists of consent.</param>
public sealed record Erasure(int Contacts, long Messages, int Imports, int Listed);

/// <summary>
/// Erases a person: every event of theirs, what lists say of them, and their pseudonym. The ledger is then as if they had never come. One
/// transaction, all or nothing; the bytes are overwritten in the database file, and its journal is emptied.
/// </summary>
public sealed class EraseContact(Workspace workspace, Catalogue catalogue)
{
    /// <summary>Erases the person of an address, with the addresses that the identity map links with it.</summary>
    /// <param name="address">Telephone number, mail address, name or handle, in any way a log may write it.</param>
    /// <param name="channel">Only what they wrote on this channel; null for everything.</param>
    /// <param name="cancellationToken">Cancels; nothing has then changed.</param>
    /// <exception cref="RiskLensException">
    /// The address is not known or the channel not in the catalogue, or the key of the pseudonyms is lost.
    /// </exception>
    public async Task<Erasure> RunAsync(string address, string? channel, CancellationToken cancellationToken)
    {
        channel = ChannelOption.Find(channel, catalogue);
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        var forms = FormsOf(address, ImportLogs.AddressesOf(company, catalogue));
        await using var _ = await workspace.LockForWritingAsync("erasing a contact", cancellationToken);
        await using var db = workspace.NewDb();
        var key = await workspace.KeyAsync(cancellationToken);
        await Overwriting.BeginAsync(db, cancellationToken);
        var erased = await EraseAsync(db, key, forms, channel, cancellationToken);
        await Overwriting.EndAsync(db, cancellationToken);
        return erased;
    }

    private async Task<Erasure> EraseAsync(
        WorkspaceDb db,
        WorkspaceKey key,
        HashSet<string> forms,
        string? channel,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var only = channel is null
            ? (int?)null
            : (await db.Channels.SingleOrDefaultAsync(row => row.Name == channel, cancellationToken))?.Id
                ?? 0;
        var erased = await Task.Run(
            () =>
                Erase(
                    (SqliteConnection)db.Database.GetDbConnection(),
                    (SqliteTransaction)transaction.GetDbTransaction(),
                    key,
                    forms,
                    only,
                    channel,
                    cancellationToken
                ),
            cancellationToken
        );
        // Before it holds: what is interrupted between the two has lost comparisons, never kept a person.
        new InputsArchive(workspace).Forget();
        await transaction.CommitAsync(cancellationToken);
        return erased;
    }

    /// <summary>The address in every way in which its contact may have been kept.</summary>
    private static HashSet<string> FormsOf(string address, ContactAddresses addresses)
    {
        var buffer = new char[address.Length];
        var written = new string(buffer, 0, ContactName.Normalise(address, buffer));
        var international = addresses.OfNumber(written, out _).ToString();
        return new HashSet<string>(
            [written, international, .. addresses.OtherForms(international)],
            StringComparer.Ordinal
        );
    }

    private static Erasure Erase(
        SqliteConnection connection,
        SqliteTransaction transaction,
        WorkspaceKey key,
        HashSet<string> forms,
        int? channel,
        string? channelName,
        CancellationToken cancellationToken
    )
    {
        using var pseudonyms = new Pseudonyms(connection, transaction, key);
        var contacts = ContactsOf(connection, transaction, pseudonyms, forms);
        var listed = ReachListRows.Remove(
            connection,
            transaction,
            [.. forms.Select(form => pseudonyms.Of(form)), .. contacts.Select(pseudonyms.Of)],
            channelName
        );
        if (contacts.Count == 0 && listed == 0)
        {
            throw new RiskLensException(
                "No contact of this address is kept.",
                "Give the address as a log writes it, or as it was exported: a number with its country, a name in full."
            );
        }

        using var events = new EventRewrite(connection, transaction);
        var done = events.Run(
            (on, one) =>
                contacts.Contains(one.Contact) && (channel is null || on == channel)
                    ? null
                    : (LedgerEvent?)one,
            cancellationToken
        );
        var watches = new ImportWatches(connection, transaction);
        foreach (var ((on, log), messages) in done.TakenOut)
            watches.Narrow(on, log, messages);
        watches.RemoveEmptyImports(done.TakenOut.Keys.Select(one => one.Log.Import).Distinct());
        if (channel is null)
            Remove(connection, contacts);
        else
            SeenContacts.ForgetOthers(connection, transaction);
        using var days = new EventDays(connection, transaction);
        using var ledger = new LedgerRows(connection, transaction, days);
        foreach (var (on, changed) in done.Days)
            ledger.Renew(on, changed, cancellationToken);
        return new Erasure(
            contacts.Count,
            done.TakenOut.Values.Sum(),
            done.TakenOut.Keys.Select(one => one.Log.Import).Distinct().Count(),
            listed
        );
    }

    /// <summary>The contacts of the address, and all that are linked with them.</summary>
    private static HashSet<int> ContactsOf(
        SqliteConnection connection,
        SqliteTransaction transaction,
        Pseudonyms pseudonyms,
        HashSet<string> forms
    )
    {
        var found = forms.Select(form => pseudonyms.Find(form)).OfType<int>().ToHashSet();
        var links = new ContactLinks(connection, transaction);
        found.UnionWith(
            links.Customers().Where(customer => customer.Any(found.Contains)).SelectMany(c => c).ToList()
        );
        return found;
    }

    private static void Remove(SqliteConnection connection, HashSet<int> contacts)
    {
        using var remove = new RawCommand(connection, "DELETE FROM Contacts WHERE Id = $1");
        foreach (var contact in contacts)
            remove.Run(contact);
    }
}
