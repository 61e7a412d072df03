namespace RiskLens.Engine.Messages;

/// <summary>The company's own name and addresses, as contacts are written, to tell it from its customers.</summary>
internal sealed class OwnNames
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _names;
    private readonly int _count;

    public OwnNames(LogContext context)
    {
        var names = new HashSet<string>(context.OwnAddresses, StringComparer.Ordinal);
        if (!string.IsNullOrWhiteSpace(context.OwnName))
        {
            var buffer = new char[context.OwnName.Length];
            names.Add(new string(buffer, 0, ContactName.Normalise(context.OwnName, buffer)));
        }
        _count = names.Count;
        _names = names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Whether nothing is known of the company.</summary>
    public bool AreNone => _count == 0;

    /// <summary>Whether a normalised contact is the company: by its name, its number, its mail address or domain.</summary>
    public bool Contain(ReadOnlySpan<char> contact)
    {
        if (_names.Contains(contact))
            return true;
        var at = contact.LastIndexOf('@');
        return at >= 0 && _names.Contains(contact[(at + 1)..]);
    }
}
