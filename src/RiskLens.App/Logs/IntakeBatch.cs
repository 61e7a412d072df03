using System.Runtime.InteropServices;
using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;

namespace RiskLens.App.Logs;

/// <summary>
/// What the reading thread hands to the hashing one and that to the writing one: some events of one log, the letters
/// of their contacts and the bytes that tell their messages from others, of which hashes are made, and the channels
/// and purposes that came up for the first time with them. Events name channel and purpose by their places in the
/// import, from 0 in the order of first sight; only the database gives numbers.
/// </summary>
internal sealed class IntakeBatch
{
    /// <summary>Events that fit.</summary>
    public const int MostEvents = 2048;

    private const int MessageBytes = MostEvents * 256;

    private readonly IncomingEvent[] _events = new IncomingEvent[MostEvents];
    private readonly byte[] _messages = new byte[MessageBytes];
    private readonly ulong[] _fingerprints = new ulong[MostEvents];
    private readonly ulong[] _contactHashes = new ulong[MostEvents];
    private char[] _letters = new char[MostEvents * 16];
    private int _count;

    /// <summary>The log of the events.</summary>
    public LogNumber Log { get; private set; }

    /// <summary>Channels seen for the first time.</summary>
    public List<string> Channels { get; } = [];

    /// <summary>Purposes seen for the first time.</summary>
    public List<string> Purposes { get; } = [];

    /// <summary>The events.</summary>
    public ReadOnlySpan<IncomingEvent> Incoming => _events.AsSpan(0, _count);

    /// <summary>Hashes of the events' messages; after <see cref="Hash"/>.</summary>
    public ReadOnlySpan<ulong> Fingerprints => _fingerprints.AsSpan(0, _count);

    /// <summary>Hashes of the events' contacts; after <see cref="Hash"/>.</summary>
    public ReadOnlySpan<ulong> ContactHashes => _contactHashes.AsSpan(0, _count);

    /// <summary>Whether another event of a message so many bytes long fits.</summary>
    public bool HasRoomFor(int messageBytes) =>
        _count < MostEvents && messageBytes <= MessageBytes - MessageEnd(_count - 1);

    /// <summary>Whether a message is so long that its fingerprint is better taken at once.</summary>
    public static bool IsLong(int messageBytes) => messageBytes > MessageBytes / 16;

    /// <summary>The contact of an event, as long as the batch is not filled again.</summary>
    public ReadOnlySpan<char> ContactOf(int i) =>
        _letters.AsSpan((i == 0 ? 0 : _events[i - 1].ContactEnd).._events[i].ContactEnd);

    /// <summary>
    /// Adds an event; its purpose is a place, and its contact is still to get a number. The bytes come back that are
    /// to be filled with what tells its message from others; there are none where it has its fingerprint already.
    /// </summary>
    public Span<byte> Add(
        int channel,
        int day,
        LedgerEvent one,
        ReadOnlySpan<char> contact,
        NumberForm form,
        int messageBytes
    )
    {
        var start = _count == 0 ? 0 : _events[_count - 1].ContactEnd;
        var end = start + contact.Length;
        if (end > _letters.Length)
            Array.Resize(ref _letters, Math.Max(end, _letters.Length * 2));
        contact.CopyTo(_letters.AsSpan(start));
        var message = _messages.AsSpan(MessageEnd(_count - 1), messageBytes);
        _events[_count] = new IncomingEvent(
            channel,
            day,
            one,
            end,
            form,
            MessageEnd(_count - 1) + messageBytes
        );
        _count++;
        return message;
    }

    /// <summary>Hashes messages and contacts.</summary>
    public void Hash(SipHash fingerprints, SipHash contacts)
    {
        for (var i = 0; i < _count; i++)
        {
            var message = _messages.AsSpan(MessageEnd(i - 1).._events[i].MessageEnd);
            _fingerprints[i] = message.IsEmpty ? _events[i].Event.Fingerprint : fingerprints.Of(message);
            _contactHashes[i] = contacts.Of(MemoryMarshal.AsBytes(ContactOf(i)));
        }
    }

    private int MessageEnd(int i) => i < 0 ? 0 : _events[i].MessageEnd;

    /// <summary>Empties the batch for events of a log.</summary>
    public void StartAgain(LogNumber log)
    {
        (Log, _count) = (log, 0);
        Channels.Clear();
        Purposes.Clear();
    }
}

/// <summary>
/// An event on its way: place of its channel, its UTC day, the event with its purpose's place for a number, where the
/// letters of its contact end, whether they are a telephone number, and where the bytes of its message end.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IncomingEvent(
    int Channel,
    int Day,
    LedgerEvent Event,
    int ContactEnd,
    NumberForm Form,
    int MessageEnd
);
