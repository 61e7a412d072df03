using Microsoft.Data.Sqlite;

namespace RiskLens.App.Storage;

/// <summary>The contacts of whom an event is kept, found by going through all events.</summary>
internal sealed class SeenContacts
{
    private readonly HashSet<int> _seen = [];

    private SeenContacts() { }

    /// <summary>Numbers of the contacts.</summary>
    public IReadOnlySet<int> Numbers => _seen;

    /// <summary>Looks at all events.</summary>
    public static SeenContacts Read(SqliteConnection connection, SqliteTransaction transaction)
    {
        var contacts = new SeenContacts();
        using var events = new EventRewrite(connection, transaction);
        foreach (var (_, ofPart) in events.All())
        {
            foreach (var one in ofPart)
                contacts._seen.Add(one.Contact);
        }

        return contacts;
    }

    /// <summary>Customers seen: contacts that the identity map links count once.</summary>
    public int Customers(ContactLinks links) => _seen.Select(links.CustomerOf).Distinct().Count();

    /// <summary>Removes the contacts of whom nothing is kept, neither an event nor a link.</summary>
    public static void ForgetOthers(SqliteConnection connection, SqliteTransaction transaction)
    {
        var keep = Read(connection, transaction)._seen;
        var all = new List<int>();
        using (
            var contacts = new PreparedCommand(connection, transaction, "SELECT Id, SameAs FROM Contacts", 0)
        )
        using (var contact = contacts.Read())
        {
            while (contact.Read())
            {
                all.Add(contact.GetInt32(0));
                if (contact.IsDBNull(1))
                    continue;
                keep.Add(contact.GetInt32(0));
                keep.Add(contact.GetInt32(1));
            }
        }

        using var remove = new RawCommand(connection, "DELETE FROM Contacts WHERE Id = $1");
        foreach (var contact in all.Where(contact => !keep.Contains(contact)))
            remove.Run(contact);
    }
}
