namespace RiskLens.Engine.Messages;

/// <summary>
/// The bytes of a log, with a report after each read of how far the reading has come, in bytes of the file as given.
/// A log read in several passes counts each as its part of the whole.
/// </summary>
internal sealed class WatchedBytes(LogSource source, IProgress<long>? progress, int pass, int passes)
    : BytesInOrder
{
    private readonly Stream _bytes = source.Open();
    private long _read;

    public override int Read(Span<byte> buffer)
    {
        var count = _bytes.Read(buffer);
        _read += count;
        if (progress is not null)
        {
            var used = Math.Min((_bytes as BytesInOrder)?.PackedBytesUsed ?? _read, source.Bytes);
            progress.Report(((pass * source.Bytes) + used) / passes);
        }
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _bytes.Dispose();
        base.Dispose(disposing);
    }
}
