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
    private const int Number = sizeof(long);
    private byte[] _buffer = new byte[1024];

    /// <summary>The fingerprint of a message on a channel.</summary>
    public ulong Of(ReadOnlySpan<char> channel, in Message message)
    {
        var length = LengthOf(channel, message);
        if (length > _buffer.Length)
            _buffer = new byte[Math.Max(length, _buffer.Length * 2)];
        Write(channel, message, _buffer);
        return hash.Of(_buffer.AsSpan(0, length));
    }

    /// <summary>How many bytes tell a message from others.</summary>
    public static int LengthOf(ReadOnlySpan<char> channel, in Message message)
    {
        var letters = message.Id.IsEmpty ? message.Contact.Length + message.Body.Length : message.Id.Length;
        return (message.Id.IsEmpty ? 5 : 3) * Number + (channel.Length + letters) * sizeof(char);
    }

    /// <summary>Writes the bytes of which the fingerprint is the hash.</summary>
    public static void Write(ReadOnlySpan<char> channel, in Message message, Span<byte> into)
    {
        Append(channel, ref into);
        if (message.Id.IsEmpty)
        {
            Append(message.Direction == Direction.In ? 1 : 2, ref into);
            Append(LedgerTime.SecondOf(message.UnixMilliseconds), ref into);
            Append(message.Contact, ref into);
            Append(message.Body, ref into);
        }
        else
        {
            Append(0, ref into);
            Append(message.Id, ref into);
        }
    }

    /// <summary>A field goes in behind its length: without it ("ab", "c") and ("a", "bc") would be one message.</summary>
    private static void Append(ReadOnlySpan<char> text, ref Span<byte> into)
    {
        Append(text.Length, ref into);
        var bytes = MemoryMarshal.AsBytes(text);
        bytes.CopyTo(into);
        into = into[bytes.Length..];
    }

    private static void Append(long number, ref Span<byte> into)
    {
        BinaryPrimitives.WriteInt64LittleEndian(into, number);
        into = into[Number..];
    }
}
