using System.Buffers.Binary;
using System.Runtime.InteropServices;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Ledgers;

/// <summary>
/// Recognises a message in another file: a keyed hash of (channel, id) where the provider gave an id, else of
/// (channel, second, direction, contact, body). Whole seconds, because one export of a log writes milliseconds and
/// the next does not. Keeps a buffer: not for two threads at once.
/// </summary>
public sealed class MessageFingerprint(SipHash hash)
{
    private byte[] _buffer = new byte[1024];

    /// <summary>The fingerprint of a message on a channel.</summary>
    public ulong Of(ReadOnlySpan<char> channel, in Message message)
    {
        var length = 0;
        Append(channel, ref length);
        if (message.Id.Length > 0)
        {
            AppendNumber(0, ref length);
            Append(message.Id, ref length);
        }
        else
        {
            AppendNumber(message.Direction == Direction.In ? 1 : 2, ref length);
            AppendNumber(LedgerTime.SecondOf(message.UnixMilliseconds), ref length);
            Append(message.Contact, ref length);
            Append(message.Body, ref length);
        }

        return hash.Of(_buffer.AsSpan(0, length));
    }

    /// <summary>A field goes in behind its length: without it ("ab", "c") and ("a", "bc") would be one message.</summary>
    private void Append(ReadOnlySpan<char> text, ref int length)
    {
        AppendNumber(text.Length, ref length);
        var bytes = MemoryMarshal.AsBytes(text);
        Grow(length + bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(length));
        length += bytes.Length;
    }

    private void AppendNumber(long number, ref int length)
    {
        Grow(length + sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(length), number);
        length += sizeof(long);
    }

    private void Grow(int needed)
    {
        if (needed > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(needed, _buffer.Length * 2));
    }
}
