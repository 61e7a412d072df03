namespace RiskLens.Engine.Messages;

/// <summary>
/// Telegram Desktop writes control characters as \x0B, which is no JSON: here they become \u000B on the way. All
/// other escapes pass as they are.
/// </summary>
internal sealed class TelegramEscapes(Stream bytes) : BytesInOrder
{
    private readonly byte[] _raw = new byte[32 * 1024];
    private int _start;
    private int _end;

    /// <summary>Bytes that were made and found no room in the caller's buffer: at most the rest of one escape.</summary>
    private readonly byte[] _made = new byte[4];
    private int _madeStart;
    private int _madeEnd;

    public override int Read(Span<byte> buffer)
    {
        var count = 0;
        while (count < buffer.Length)
        {
            if (_madeStart < _madeEnd)
                buffer[count++] = _made[_madeStart++];
            else if (_start == _end && (count > 0 || !Fill()))
                break;
            else
                count += Pass(buffer[count..]);
        }
        return count;
    }

    /// <summary>Passes what stands before the next backslash, or an escape.</summary>
    private int Pass(Span<byte> buffer)
    {
        var raw = _raw.AsSpan(_start, _end - _start);
        var plain = raw.IndexOf((byte)'\\');
        if (plain != 0)
        {
            var length = Math.Min(plain < 0 ? raw.Length : plain, buffer.Length);
            raw[..length].CopyTo(buffer);
            _start += length;
            return length;
        }
        _start++;
        buffer[0] = (byte)'\\';
        if (_start == _end && !Fill())
            return 1;
        (_madeStart, _madeEnd) = (0, 0);
        var next = _raw[_start++];
        if (next == 'x')
        {
            "u00"u8.CopyTo(_made);
            _madeEnd = 3;
        }
        else
        {
            _made[_madeEnd++] = next;
        }
        return 1;
    }

    private bool Fill()
    {
        _start = 0;
        _end = bytes.Read(_raw, 0, _raw.Length);
        return _end > 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            bytes.Dispose();
        base.Dispose(disposing);
    }
}
