namespace RiskLens.Engine.Messages;

/// <summary>Bytes that are read once, from front to back: what the wrappers of a log's bytes have in common.</summary>
internal abstract class BytesInOrder : Stream
{
    public abstract override int Read(Span<byte> buffer);

    /// <summary>Bytes of the packed file that were used, so that progress fits its length; null where nothing is packed.</summary>
    public virtual long? PackedBytesUsed => null;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
