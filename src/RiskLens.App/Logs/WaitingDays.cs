using System.Runtime.InteropServices;
using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Logs;

/// <summary>The events of a channel that wait to be written, by day, and the days written.</summary>
/// <param name="number">Number of the channel in the workspace.</param>
internal sealed class WaitingDays(int number)
{
    private readonly Dictionary<int, List<LedgerEvent>> _waiting = [];
    private readonly Stack<List<LedgerEvent>> _spare = [];
    private readonly Dictionary<(LogNumber Log, int Day), int> _parts = [];
    private (int Day, List<LedgerEvent>? Events) _latest;
    private byte[] _packed = [];

    /// <summary>Number of the channel in the workspace.</summary>
    public int Number => number;

    /// <summary>Days written.</summary>
    public IEnumerable<int> Days => _parts.Keys.Select(part => part.Day);

    /// <summary>Whether any event written carries an id that other days may tell of.</summary>
    public bool HoldIds { get; private set; }

    public void Add(int day, LedgerEvent one)
    {
        // Logs come nearly sorted: the day is mostly that of the event before.
        if (_latest.Events is null || _latest.Day != day)
        {
            ref var events = ref CollectionsMarshal.GetValueRefOrAddDefault(_waiting, day, out _);
            events ??= _spare.TryPop(out var spare) ? spare : [];
            _latest = (day, events);
        }

        _latest.Events!.Add(one);
    }

    public void Flush(EventDays days, LogNumber log)
    {
        foreach (var (day, events) in _waiting.OrderBy(waiting => waiting.Key))
        {
            ref var part = ref CollectionsMarshal.GetValueRefOrAddDefault(_parts, (log, day), out _);
            var length = DayOfEvents.Pack(CollectionsMarshal.AsSpan(events), ref _packed);
            HoldIds |= DayOfEvents.HoldsIds(_packed);
            days.Add(number, day, log, part++, _packed.AsSpan(0, length));
            events.Clear();
            _spare.Push(events);
        }

        _waiting.Clear();
        _latest = default;
    }
}
