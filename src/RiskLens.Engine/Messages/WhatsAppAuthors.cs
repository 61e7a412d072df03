namespace RiskLens.Engine.Messages;

/// <summary>The people who wrote in a chat, normalised: memory grows with them, not with their messages.</summary>
internal sealed class WhatsAppAuthors
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private char[] _buffer = new char[128];

    public WhatsAppAuthors() => _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A name as the key of a person: visible, without the tilde of contacts who are not in the phone book.</summary>
    public static int Normalise(ReadOnlySpan<char> name, Span<char> into)
    {
        name = name[Marks.Skip(name, 0, spaces: true)..];
        if (!name.IsEmpty && name[0] == '~')
            name = name[1..];
        return ContactName.Normalise(name, into);
    }

    public void Add(ReadOnlySpan<char> name) => _lookup.Add(Key(name));

    public void Add(WhatsAppAuthors others) => _names.UnionWith(others._names);

    public bool Knows(ReadOnlySpan<char> name) => _lookup.Contains(Key(name));

    /// <summary>
    /// Whom the company's own messages are for: the other of exactly two people; null in a group, or where nobody
    /// answered.
    /// </summary>
    public string? OtherThan(string own) =>
        _names.Count == 2 && _names.Contains(own) ? _names.First(name => name != own) : null;

    private ReadOnlySpan<char> Key(ReadOnlySpan<char> name)
    {
        if (_buffer.Length < name.Length)
            _buffer = new char[name.Length];
        return _buffer.AsSpan(0, Normalise(name, _buffer));
    }
}
