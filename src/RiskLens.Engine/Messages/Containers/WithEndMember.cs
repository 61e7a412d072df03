using System.IO.Compression;

namespace RiskLens.Engine.Messages;

/// <summary>
/// A gzip file followed by one more member that holds a single zero byte. A gzip file is a row of members (RFC 1952,
/// 2.2), so a whole file unpacks to its content and that zero; a file cut short never reaches the zero, or fails its
/// checksum.
/// </summary>
internal sealed class WithEndMember(Stream file) : BytesInOrder
{
    private static readonly byte[] End = EndMember();

    private bool _fileDone;
    private int _endUsed;

    private static byte[] EndMember()
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.WriteByte(0);
        return bytes.ToArray();
    }

    public override int Read(Span<byte> buffer)
    {
        if (!_fileDone)
        {
            var count = file.Read(buffer);
            if (count > 0 || buffer.IsEmpty)
                return count;
            _fileDone = true;
        }
        var rest = End.AsSpan(_endUsed);
        rest = rest[..Math.Min(rest.Length, buffer.Length)];
        rest.CopyTo(buffer);
        _endUsed += rest.Length;
        return rest.Length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }
}
