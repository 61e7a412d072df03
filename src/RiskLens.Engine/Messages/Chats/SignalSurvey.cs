namespace RiskLens.Engine.Messages;

/// <summary>
/// The first pass over a chat: its style, whether blank lines stand between its messages, and who writes. A line in
/// a body that looks like a header is none where it has another style or no blank line before it.
/// </summary>
internal sealed class SignalSurvey(OwnNames own)
{
    /// <summary>Authors of all lines that look like headers, and of those after a blank line.</summary>
    private readonly SignalAuthors[] _authors = new SignalAuthors[2];
    private SignalStyle? _style;
    private long _headers;
    private long _afterBlank;
    private bool _blank = true;

    /// <summary>Who writes; known once the pass is over.</summary>
    public SignalAuthors Authors => _authors[BlankBetween ? 1 : 0];

    /// <summary>Whether a line begins a message.</summary>
    public bool Begins(ReadOnlySpan<char> line, bool afterBlank, out SignalHeader header) =>
        SignalHeader.TryRead(line, out header) && header.Style == _style && (afterBlank || !BlankBetween);

    /// <summary>Learns from a line.</summary>
    public void Add(ReadOnlySpan<char> line)
    {
        if (SignalHeader.TryRead(line, out var header))
        {
            if (_style is null)
                Start(header.Style);
            if (header.Style == _style)
            {
                _headers++;
                _afterBlank += _blank ? 1 : 0;
                Learn(header.Author.ToString());
            }
        }
        _blank = line.IsWhiteSpace();
    }

    private void Start(SignalStyle style)
    {
        _style = style;
        for (var i = 0; i < _authors.Length; i++)
            _authors[i] = new SignalAuthors(own, style == SignalStyle.Short ? "You" : "Me");
    }

    private void Learn(string author)
    {
        _authors[0].Add(author);
        if (_blank)
            _authors[1].Add(author);
    }

    private bool BlankBetween => _headers > 1 && _afterBlank * 2 > _headers;
}
