using Microsoft.Data.Sqlite;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Storage;

/// <summary>
/// Which contacts are one customer by the identity map. Events keep the contact that their log named, so that a map
/// can come, change and go; whoever counts them counts customers.
/// </summary>
internal sealed class ContactLinks
{
    private readonly Dictionary<int, int> _customerOf = [];

    /// <summary>Reads the links as they stand in the caller's transaction.</summary>
    public ContactLinks(SqliteConnection connection, SqliteTransaction? transaction)
    {
        using var links = new PreparedCommand(
            connection,
            transaction,
            "SELECT Id, SameAs FROM Contacts WHERE SameAs IS NOT NULL",
            0
        );
        using var link = links.Read();
        while (link.Read())
            _customerOf.Add(link.GetInt32(0), link.GetInt32(1));
        foreach (var contact in _customerOf.Keys.ToList())
            _customerOf[contact] = HeadOf(contact);
    }

    /// <summary>Whether no map holds.</summary>
    public bool IsEmpty => _customerOf.Count == 0;

    /// <summary>The contact that stands for the customer.</summary>
    public int CustomerOf(int contact) => _customerOf.GetValueOrDefault(contact, contact);

    /// <summary>The contacts of each customer who has several.</summary>
    public IEnumerable<IReadOnlyCollection<int>> Customers() =>
        _customerOf
            .GroupBy(link => link.Value, link => link.Key)
            .Select(customer => (IReadOnlyCollection<int>)[customer.Key, .. customer]);

    /// <summary>Where joined numbers have made a chain of links, its end; a ring would end somewhere too.</summary>
    private int HeadOf(int contact)
    {
        for (var hops = 0; hops < _customerOf.Count && _customerOf.TryGetValue(contact, out var next); hops++)
            contact = next;
        return contact;
    }

    /// <summary>Puts customers in the place of contacts, in the array itself.</summary>
    public LedgerEvent[] Apply(LedgerEvent[] events)
    {
        if (IsEmpty)
            return events;
        foreach (ref var one in events.AsSpan())
        {
            if (_customerOf.TryGetValue(one.Contact, out var customer))
                one = one.WithContact(customer);
        }

        return events;
    }
}
