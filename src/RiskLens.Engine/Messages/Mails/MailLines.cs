namespace RiskLens.Engine.Messages;

/// <summary>
/// The lines of a mailbox as bytes: mail is in any encoding, and what lies between mails is found by ASCII alone. Of a
/// line only its beginning is kept, so that one of any length takes no memory.
/// </summary>
internal sealed class MailLines(Stream bytes) : IDisposable
{
    private const int KeptOfLine = 8 * 1024;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly byte[] _line = new byte[KeptOfLine];
    private int _start;
    private int _end;
    private int _kept;
    private long _length;

    /// <summary>At most the first 8 KiB of the line, without its end; valid until the next.</summary>
    public ReadOnlySpan<byte> Current => _line.AsSpan(0, _kept).TrimEnd("\r\n"u8);

    /// <summary>Where the line begins, in bytes from the start.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the next line begins.</summary>
    public long NextOffset => Offset + _length;

    /// <summary>Its number, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Goes to the next line; false at the end.</summary>
    public bool Next()
    {
        Offset += _length;
        (_kept, _length) = (0, 0);
        while (_start < _end || Fill())
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var at = rest.IndexOf((byte)'\n');
            var taken = rest[..(at < 0 ? rest.Length : at + 1)];
            var kept = taken[..Math.Min(taken.Length, KeptOfLine - _kept)];
            kept.CopyTo(_line.AsSpan(_kept));
            _kept += kept.Length;
            _length += taken.Length;
            _start += taken.Length;
            if (at >= 0)
                break;
        }
        if (_length == 0)
            return false;
        Number++;
        return true;
    }

    private bool Fill()
    {
        (_start, _end) = (0, bytes.Read(_buffer));
        return _end > 0;
    }

    public void Dispose() => bytes.Dispose();
}
