using System.IO.Compression;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The bytes that come out of a packed log. What .NET's streams let pass is refused here: a gzip file cut short
/// (they end without a word), a zip entry whose length is wrong, and a file that unpacks to more than a log can be.
/// </summary>
internal sealed class Inflated : BytesInOrder
{
    private const long MostBytes = 4L << 30;
    private const long MostRatio = 1000;

    /// <summary>A short, very regular log may well shrink a thousandfold; only what also takes room is an attack.</summary>
    private const long SmallBytes = 16L << 20;

    private readonly Stream _unpacked;
    private readonly Stream? _raw;
    private readonly IDisposable _owner;
    private readonly long _packedBytes;
    private readonly long? _length;
    private readonly bool _ended;
    private long _count;
    private int _held = -1;

    private Inflated(
        Stream unpacked,
        Stream? raw,
        IDisposable owner,
        long packedBytes,
        long? length,
        bool ended
    )
    {
        _unpacked = unpacked;
        _raw = raw;
        _owner = owner;
        _packedBytes = packedBytes;
        _length = length;
        _ended = ended;
    }

    public static Inflated FromGzip(Stream raw, long packedBytes)
    {
        var gzip = new GZipStream(new WithEndMember(raw), CompressionMode.Decompress);
        return new Inflated(gzip, raw, gzip, packedBytes, length: null, ended: true);
    }

    public static Inflated FromZip(IDisposable owner, Stream entry, long length, long packedBytes) =>
        new(entry, raw: null, owner, packedBytes, length, ended: false);

    public override long? PackedBytesUsed =>
        _raw is { CanSeek: true }
            ? _raw.Position
            : (long)(_length > 0 ? (double)_count / _length.Value * _packedBytes : 0);

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        try
        {
            return _ended ? ReadHoldingBack(buffer) : ReadCounting(buffer);
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            throw Damaged(fault);
        }
    }

    private int ReadCounting(Span<byte> buffer)
    {
        var count = _unpacked.Read(buffer);
        _count += count;
        RefuseBomb(_count, _packedBytes);
        return count == 0 && _length is { } length && length != _count ? throw Damaged(null) : count;
    }

    /// <summary>
    /// The last byte is held back: it must be the zero of the member that <see cref="WithEndMember"/> adds. Where it
    /// is not, the decoder never came to the end of the file's own members.
    /// </summary>
    private int ReadHoldingBack(Span<byte> buffer)
    {
        while (true)
        {
            var count = ReadCounting(buffer);
            if (count == 0)
                return _held == 0 ? 0 : throw Damaged(null);
            var last = buffer[count - 1];
            if (_held >= 0)
            {
                buffer[..(count - 1)].CopyTo(buffer[1..]);
                buffer[0] = (byte)_held;
                _held = last;
                return count;
            }
            _held = last;
            if (count > 1)
                return count - 1;
        }
    }

    public static void RefuseBomb(long bytes, long packedBytes)
    {
        if (bytes > MostBytes || (bytes > SmallBytes && bytes / MostRatio > packedBytes))
        {
            throw new RiskLensException(
                "The packed file unpacks to more than a log can be.",
                "Unpack it, check what is inside, and give the log in parts of at most 4 GB."
            );
        }
    }

    public static bool IsDamage(Exception fault) =>
        fault is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException;

    public static RiskLensException Damaged(Exception? cause) =>
        new(
            "The packed file is damaged or cut short.",
            "Copy or export it again and give the new file.",
            cause
        );

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
            _owner.Dispose();
        }
        base.Dispose(disposing);
    }
}
