namespace RiskLens.Engine.Messages;

/// <summary>Bytes that are made line by line, as they are asked for.</summary>
internal abstract class LineBytes : BytesInOrder
{
    private byte[] _line = [];
    private int _used;

    /// <summary>The next line with its end; null after the last.</summary>
    protected abstract byte[]? NextLine();

    public override int Read(Span<byte> buffer)
    {
        var written = 0;
        while (written < buffer.Length)
        {
            if (_used == _line.Length)
            {
                // What is there is handed over before more is asked for: a fault then comes after the rows before it.
                if (written > 0)
                    return written;
                (_line, _used) = (NextLine() ?? [], 0);
                if (_line.Length == 0)
                    return written;
            }
            var part = _line.AsSpan(_used, Math.Min(_line.Length - _used, buffer.Length - written));
            part.CopyTo(buffer[written..]);
            _used += part.Length;
            written += part.Length;
        }
        return written;
    }
}
