using System.IO.Compression;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Entries of a zip as one stream of bytes, one after another with a line end between, the archive opened once for
/// all of them. Byte order marks are left out, since they would stand in the midst.
/// </summary>
internal sealed class JoinedEntries(ZipArchive archive, IReadOnlyList<int> entries, byte[] opening)
    : BytesInOrder
{
    private readonly byte[] _start = new byte[3];
    private ReadOnlyMemory<byte> _pending = opening;
    private Inflated? _entry;
    private int _next;
    private long _packedBefore;

    public override long? PackedBytesUsed => _packedBefore + (_entry?.PackedBytesUsed ?? 0);

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (!_pending.IsEmpty)
            {
                var length = Math.Min(_pending.Length, buffer.Length);
                _pending.Span[..length].CopyTo(buffer);
                _pending = _pending[length..];
                return length;
            }
            if (_entry is null)
            {
                if (_next == entries.Count)
                    return 0;
                Open(archive.Entries[entries[_next++]]);
                continue;
            }
            if (_entry.Read(buffer) is var count and > 0)
                return count;
            Leave();
            _pending = "\n"u8.ToArray();
        }
        return 0;
    }

    private void Open(ZipArchiveEntry entry)
    {
        try
        {
            // The archive is this stream's to close, not the entry's.
            _entry = Inflated.FromZip(Stream.Null, entry.Open(), entry.Length, entry.CompressedLength);
        }
        catch (Exception fault) when (Inflated.IsDamage(fault))
        {
            throw Inflated.Damaged(fault);
        }
        var count = _entry.ReadAtLeast(_start, _start.Length, throwOnEndOfStream: false);
        _pending = _start.AsSpan(0, count) is [0xEF, 0xBB, 0xBF] ? default : _start.AsMemory(0, count);
    }

    private void Leave()
    {
        _packedBefore += archive.Entries[entries[_next - 1]].CompressedLength;
        _entry?.Dispose();
        _entry = null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _entry?.Dispose();
            archive.Dispose();
        }
        base.Dispose(disposing);
    }
}
