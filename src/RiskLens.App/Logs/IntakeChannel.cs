using System.Runtime.InteropServices;
using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Logs;

/// <summary>What came in on one channel: the events that wait, the days touched, and what each log watched.</summary>
internal sealed class IntakeChannel(string name, int number)
{
    private readonly Dictionary<int, List<LedgerEvent>> _waiting = [];
    private readonly Dictionary<(LogNumber Log, int Day), int> _parts = [];
    private readonly Dictionary<(LogNumber Log, CountedKey Key), CountedSum> _counts = [];
    private readonly Dictionary<LogNumber, Watch> _watches = [];
    private (LogNumber Log, Watch? Watch) _current;

    public string Name => name;

    public int Number => number;

    /// <summary>Days with events or counts.</summary>
    public IReadOnlySet<int> Days =>
        _parts
            .Keys.Select(part => part.Day)
            .Concat(_counts.Keys.Select(count => LedgerTime.DayOfHour(count.Key.Hour)))
            .ToHashSet();

    /// <summary>First and last message and number of messages, by log.</summary>
    public IReadOnlyDictionary<LogNumber, Watch> Watches => _watches;

    public void Add(LogNumber log, int day, long unixMilliseconds, LedgerEvent one)
    {
        ref var events = ref CollectionsMarshal.GetValueRefOrAddDefault(_waiting, day, out _);
        (events ??= []).Add(one);
        WatchOf(log, unixMilliseconds).See(unixMilliseconds, messages: 1);
    }

    /// <summary>Adds what a line counts; false, and nothing changed, where the hour's sum cannot be kept.</summary>
    public bool TryCount(LogNumber log, long unixMilliseconds, CountedKey key, CountedSum sum)
    {
        const long largest = int.MaxValue;
        if (sum is not { Messages: <= largest, Conversations: <= largest, Failed: <= largest })
            return false;
        var sums = _counts.GetValueOrDefault((log, key)) + sum;
        if (sums is not { Messages: <= largest, Conversations: <= largest, Failed: <= largest })
            return false;
        _counts[(log, key)] = sums;
        WatchOf(log, unixMilliseconds).See(unixMilliseconds, sum.Messages);
        return true;
    }

    public void WriteCounts(CountedHours hours)
    {
        foreach (var ((log, key), sum) in _counts)
            hours.Add(number, key, log, sum);
    }

    public void Flush(EventDays days, LogNumber log)
    {
        foreach (var (day, events) in _waiting.OrderBy(waiting => waiting.Key))
        {
            ref var part = ref CollectionsMarshal.GetValueRefOrAddDefault(_parts, (log, day), out _);
            days.Add(number, day, log, part++, DayOfEvents.Pack(CollectionsMarshal.AsSpan(events)));
        }

        _waiting.Clear();
    }

    private Watch WatchOf(LogNumber log, long unixMilliseconds)
    {
        if (_current.Watch is null || _current.Log != log)
        {
            _current = (log, new Watch(unixMilliseconds));
            _watches.Add(log, _current.Watch);
        }

        return _current.Watch;
    }
}

/// <summary>From when to when a log watched a channel, in Unix milliseconds.</summary>
internal sealed class Watch(long unixMilliseconds)
{
    public long First { get; private set; } = unixMilliseconds;

    public long Last { get; private set; } = unixMilliseconds;

    public long Messages { get; private set; }

    public void See(long unixMilliseconds, long messages)
    {
        First = Math.Min(First, unixMilliseconds);
        Last = Math.Max(Last, unixMilliseconds);
        Messages += messages;
    }
}
