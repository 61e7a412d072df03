namespace RiskLens.Engine.Messages;

/// <summary>The text of a message while its lines come in. It only serves to tell two messages apart.</summary>
internal sealed class ChatBody
{
    /// <summary>What follows so many characters is not kept.</summary>
    private const int Longest = 1 << 20;

    private char[] _text = new char[1024];
    private int _length;
    private bool _quoted;

    /// <summary>The text; valid until the next begins.</summary>
    public ReadOnlySpan<char> Text => _quoted ? Unquoted() : _text.AsSpan(0, _length);

    /// <summary>Begins a text; <paramref name="quoted"/> where a spreadsheet has put its line in quotation marks.</summary>
    public void Begin(ReadOnlySpan<char> firstLine, bool quoted)
    {
        (_length, _quoted) = (0, quoted);
        Append(firstLine);
    }

    public void AddLine(ReadOnlySpan<char> line)
    {
        Append("\n");
        Append(line);
    }

    private void Append(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, Longest - _length)];
        if (_length + text.Length > _text.Length)
            Array.Resize(ref _text, Math.Max(_length + text.Length, _text.Length * 2));
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>Takes the spreadsheet's quotation marks away: the last, and one of each two.</summary>
    private ReadOnlySpan<char> Unquoted()
    {
        var end = _length > 0 && _text[_length - 1] == '"' ? _length - 1 : _length;
        var length = 0;
        for (var i = 0; i < end; i++)
        {
            _text[length++] = _text[i];
            if (_text[i] == '"' && i + 1 < end && _text[i + 1] == '"')
                i++;
        }
        (_length, _quoted) = (length, false);
        return _text.AsSpan(0, _length);
    }
}
