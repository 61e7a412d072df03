namespace RiskLens.Engine.Messages;

/// <summary>
/// The authors of a chat export, counted in a first pass: where only one beside the company wrote, the company's own
/// messages are for that one.
/// </summary>
internal sealed class SignalAuthors(OwnNames? own, string ownWord)
{
    private string? _other;
    private bool _several;

    /// <summary>Whether anybody else wrote.</summary>
    public bool HasOther => _other is not null;

    /// <summary>To whom the company's own messages go: the only other author, or a group.</summary>
    public string Customer => _several || _other is null ? WhatsAppExport.Group : _other;

    /// <summary>Whether an author is the exporting side or, by name or number, the company.</summary>
    public bool IsOwn(string? author) => author == ownWord || own?.Are(author) == true;

    /// <summary>Learns the author of a message.</summary>
    public void Add(string? author)
    {
        if (string.IsNullOrEmpty(author) || IsOwn(author) || _several)
            return;
        _several = _other is not null && _other != author;
        _other ??= author;
    }
}
