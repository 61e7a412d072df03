using Microsoft.Data.Sqlite;
using RiskLens.App.Storage;

namespace RiskLens.App.Logs;

/// <summary>
/// Numbers that came into the workspace while the company's country was not known were kept as they came. When an
/// import shows such a number again, in whichever form, the old contact and the new are one: this finds them, and gives
/// the old one's events to the new.
/// </summary>
internal sealed class ContactJoins : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly ContactAddresses _addresses;
    private readonly Pseudonyms _pseudonyms;
    private readonly Dictionary<int, int> _newOf = [];

    private ContactJoins(
        SqliteConnection connection,
        SqliteTransaction transaction,
        WorkspaceKey key,
        ContactAddresses addresses
    )
    {
        (_connection, _transaction, _addresses) = (connection, transaction, addresses);
        _pseudonyms = new Pseudonyms(connection, transaction, key);
    }

    /// <summary>
    /// Null in a workspace whose imports all knew the country that is set now: then there is nothing to join. The
    /// country of the first import is kept.
    /// </summary>
    public static ContactJoins? Needed(
        SqliteConnection connection,
        SqliteTransaction transaction,
        WorkspaceKey key,
        ContactAddresses addresses
    )
    {
        using var keep = new PreparedCommand(
            connection,
            transaction,
            "INSERT INTO Settings (Name, Text) VALUES ($1, $2) ON CONFLICT (Name) DO NOTHING",
            2
        );
        keep.Run(SettingTexts.CountryOfNumbers, addresses.Country);
        using var first = new PreparedCommand(
            connection,
            transaction,
            "SELECT Text FROM Settings WHERE Name = $1",
            1
        );
        return first.Scalar(SettingTexts.CountryOfNumbers) as string == addresses.Country
            ? null
            : new ContactJoins(connection, transaction, key, addresses);
    }

    /// <summary>Looks whether a number, met for the first time in this import, was kept in another form before.</summary>
    public void Look(ReadOnlySpan<char> address, int number)
    {
        foreach (var form in _addresses.OtherForms(address.ToString()))
        {
            if (_pseudonyms.Find(form) is { } old && old != number)
                _newOf[old] = number;
        }
    }

    /// <summary>Joins what was found, in the events and in the ledger.</summary>
    public void Join(CancellationToken cancellationToken)
    {
        if (_newOf.Count == 0)
            return;
        var numbered = NumberedChannels();
        using var events = new EventRewrite(_connection, _transaction);
        var rewritten = events.Run(
            (channel, one) =>
                _newOf.TryGetValue(one.Contact, out var number) && numbered.Contains(channel)
                    ? one.WithContact(number)
                    : one,
            cancellationToken
        );
        using var link = new RawCommand(
            _connection,
            """
            UPDATE Contacts SET SameAs = $1 WHERE Id = $2 AND SameAs IS NULL AND NOT EXISTS (
                SELECT 1 FROM Contacts o WHERE o.Id = $1 AND o.SameAs = $2)
            """
        );
        foreach (var (old, number) in Linked())
            link.Run(old, number);
        SeenContacts.ForgetOthers(_connection, _transaction);
        using var days = new EventDays(_connection, _transaction);
        using var ledger = new LedgerRows(_connection, _transaction, days);
        foreach (var (channel, changed) in rewritten.Days)
            ledger.Renew(channel, changed, cancellationToken);
    }

    /// <summary>Where digits are no telephone numbers, they stay what they were.</summary>
    private HashSet<int> NumberedChannels()
    {
        var numbered = new HashSet<int>();
        using var channels = new PreparedCommand(
            _connection,
            _transaction,
            "SELECT Id, Name FROM Channels",
            0
        );
        using var channel = channels.Read();
        while (channel.Read())
        {
            if (_addresses.HasNumbers(channel.GetString(1)))
                numbered.Add(channel.GetInt32(0));
        }

        return numbered;
    }

    /// <summary>The old contacts that the identity map links: the new ones become the same customers.</summary>
    private List<KeyValuePair<int, int>> Linked()
    {
        var linked = new ContactLinks(_connection, _transaction).Customers().SelectMany(c => c).ToHashSet();
        return [.. _newOf.Where(join => linked.Contains(join.Key))];
    }

    public void Dispose() => _pseudonyms.Dispose();
}
