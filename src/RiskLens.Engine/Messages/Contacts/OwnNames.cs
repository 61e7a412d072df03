namespace RiskLens.Engine.Messages;

/// <summary>
/// Tells the company from its customers, in every log that names people rather than sides: by its name, and by the
/// numbers, mail addresses, mail domains and further names that the user gave. Nobody is the company where none is.
/// </summary>
internal sealed class OwnNames
{
    /// <summary>Stands before the profile name of somebody who is not in the phone book of the exporting phone.</summary>
    private const char Tilde = '~';

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public OwnNames(LogContext context)
    {
        _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        Add(context.OwnName ?? "");
        foreach (var name in context.OwnAddresses)
            Add(name);
    }

    /// <summary>Whether nothing is known of the company.</summary>
    public bool AreNone => _names.Count == 0;

    /// <summary>Whether a contact, normalised by <see cref="ContactName"/>, is the company.</summary>
    public bool Contain(ReadOnlySpan<char> contact)
    {
        if (_lookup.Contains(contact))
            return true;
        var at = contact.LastIndexOf('@');
        return at >= 0 && _lookup.Contains(contact[(at + 1)..]);
    }

    /// <summary>Whether an author, as a log writes it, is the company.</summary>
    public bool Are(string? author) =>
        !AreNone && author is not null && Contain(ContactName.Normalised(author));

    private void Add(string name)
    {
        name = ContactName.Normalised(name);
        if (name.Length > 0)
            _names.Add(name);
        if (name.StartsWith(Tilde))
            Add(name[1..]);
    }
}
