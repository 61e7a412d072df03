namespace RiskLens.Engine.Messages;

/// <summary>
/// Names of a table's columns as they are looked up: folded, and for names of nested values ("customer.phone") also by
/// their last part, where only one column has it.
/// </summary>
internal sealed class HeaderNames
{
    private readonly List<string> _names;
    private readonly List<string?> _lastParts;

    public HeaderNames(IReadOnlyList<string> headers)
    {
        _names = [.. headers.Select(Messages.Folded.Of)];
        _lastParts = [.. headers.Select(LastPart)];
    }

    /// <summary>The column whose header is a name as a person writes it; -1 where there is none.</summary>
    public int Exactly(string name)
    {
        var folded = Messages.Folded.Of(name);
        return folded.Length > 0 ? _names.IndexOf(folded) : -1;
    }

    /// <summary>The column with a folded name; -1 where there is none.</summary>
    public int Folded(string name)
    {
        if (_names.IndexOf(name) is var whole and >= 0)
            return whole;
        var column = _lastParts.IndexOf(name);
        return column >= 0 && _lastParts.LastIndexOf(name) == column ? column : -1;
    }

    private static string? LastPart(string header) =>
        header.LastIndexOf('.') is var dot and > 0 ? Messages.Folded.Of(header[(dot + 1)..]) : null;
}
