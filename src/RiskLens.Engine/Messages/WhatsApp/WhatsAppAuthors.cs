namespace RiskLens.Engine.Messages;

/// <summary>
/// Those who wrote in a chat, by their names as written: memory grows with them, not with their messages. What is
/// asked of a name on every line (its normal form, whether it is one) is worked out once.
/// </summary>
internal sealed class WhatsAppAuthors
{
    private const int Recent = 256;

    private readonly Dictionary<string, WhatsAppAuthor> _authors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WhatsAppAuthor>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    // Where a chat's authors mostly stand: found by three of their letters, without hashing the whole name.
    private readonly WhatsAppAuthor?[] _recent = new WhatsAppAuthor?[Recent];

    public WhatsAppAuthors() => _lookup = _authors.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The author of a name as written.</summary>
    public WhatsAppAuthor Of(ReadOnlySpan<char> name)
    {
        ref var recent = ref _recent[PlaceOf(name)];
        if (recent is not null && name.SequenceEqual(recent.Written))
            return recent;
        if (!_lookup.TryGetValue(name, out var author))
        {
            author = new WhatsAppAuthor(name.ToString());
            _authors.Add(author.Written, author);
        }
        return recent = author;
    }

    private static int PlaceOf(ReadOnlySpan<char> name) =>
        name.Length < 3
            ? name.Length
            : (name.Length * 3 + name[^1] * 41 + name[^2] * 11 + name[^3] * 5) % Recent;

    /// <summary>Adds what another part of the file tells of its authors.</summary>
    public void Add(WhatsAppAuthors others)
    {
        foreach (var (name, other) in others._authors)
            Of(name).Add(other);
    }

    /// <summary>The names of all who wrote, once no more is to be learnt.</summary>
    public HashSet<string> Names()
    {
        var tight = _authors.Values.All(author => author.Messages == 0);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var author in _authors.Values)
        {
            author.Settle(acceptTight: tight);
            if (author.IsKnown)
                names.Add(author.Name);
        }
        return names;
    }
}
