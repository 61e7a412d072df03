using System.Runtime.InteropServices;
using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;

namespace RiskLens.App.Logs;

/// <summary>
/// What the reading thread hands to the writing one: some events of one log with the letters of their contacts, and
/// the channels and purposes that came up for the first time with them. Events name channel and purpose by their
/// places in the import, from 0 in the order of first sight; only the database gives numbers.
/// </summary>
internal sealed class IntakeBatch
{
    private const int Events = 8192;
    private readonly IncomingEvent[] _events = new IncomingEvent[Events];
    private char[] _letters = new char[Events * 16];
    private int _count;

    /// <summary>The log of the events.</summary>
    public LogNumber Log { get; private set; }

    /// <summary>Channels seen for the first time.</summary>
    public List<string> Channels { get; } = [];

    /// <summary>Purposes seen for the first time.</summary>
    public List<string> Purposes { get; } = [];

    /// <summary>The events.</summary>
    public ReadOnlySpan<IncomingEvent> Incoming => _events.AsSpan(0, _count);

    /// <summary>Whether no further event fits.</summary>
    public bool IsFull => _count == Events;

    /// <summary>The contact of an event, as long as the batch is not filled again.</summary>
    public ReadOnlySpan<char> ContactOf(int i) =>
        _letters.AsSpan((i == 0 ? 0 : _events[i - 1].ContactEnd).._events[i].ContactEnd);

    /// <summary>Adds an event; its purpose is a place, and its contact is still to get a number.</summary>
    public void Add(int channel, int day, LedgerEvent one, ReadOnlySpan<char> contact, NumberForm form)
    {
        var start = _count == 0 ? 0 : _events[_count - 1].ContactEnd;
        var end = start + contact.Length;
        if (end > _letters.Length)
            Array.Resize(ref _letters, Math.Max(end, _letters.Length * 2));
        contact.CopyTo(_letters.AsSpan(start));
        _events[_count++] = new IncomingEvent(channel, day, one, end, form);
    }

    /// <summary>Empties the batch for events of a log.</summary>
    public void StartAgain(LogNumber log)
    {
        (Log, _count) = (log, 0);
        Channels.Clear();
        Purposes.Clear();
    }
}

/// <summary>
/// An event on its way: place of its channel, its UTC day, the event with its purpose's place for a number, and where
/// the letters of its contact end, and whether they are a telephone number.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IncomingEvent(
    int Channel,
    int Day,
    LedgerEvent Event,
    int ContactEnd,
    NumberForm Form
);
