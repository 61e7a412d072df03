using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Logs;

/// <summary>What came in on one channel: what each log watched, and what it only counted.</summary>
/// <param name="name">Channel id.</param>
/// <param name="place">Place of the channel in the import, from 0.</param>
internal sealed class IntakeChannel(string name, int place)
{
    private readonly Dictionary<(LogNumber Log, CountedKey Key), CountedSum> _counts = [];
    private readonly Dictionary<LogNumber, Watch> _watches = [];
    private (LogNumber Log, Watch? Watch) _current;

    public string Name => name;

    public int Place => place;

    /// <summary>Days with counts.</summary>
    public IEnumerable<int> CountedDays => _counts.Keys.Select(count => LedgerTime.DayOfHour(count.Key.Hour));

    /// <summary>First and last message and number of messages, by log.</summary>
    public IReadOnlyDictionary<LogNumber, Watch> Watches => _watches;

    /// <summary>Notes that a log tells of messages at a time.</summary>
    public void See(LogNumber log, long unixMilliseconds, long messages)
    {
        if (_current.Watch is null || _current.Log != log)
        {
            _current = (log, new Watch(unixMilliseconds));
            _watches.Add(log, _current.Watch);
        }

        _current.Watch.See(unixMilliseconds, messages);
    }

    /// <summary>Adds what a line counts; false, and nothing changed, where the hour's sum cannot be kept.</summary>
    /// <param name="log">The log.</param>
    /// <param name="key">The hour, the purpose by its place in the import, and the direction.</param>
    /// <param name="sum">What the line counts.</param>
    public bool TryCount(LogNumber log, CountedKey key, CountedSum sum)
    {
        const long largest = int.MaxValue;
        if (sum is not { Messages: <= largest, Conversations: <= largest, Failed: <= largest })
            return false;
        var sums = _counts.GetValueOrDefault((log, key)) + sum;
        if (sums is not { Messages: <= largest, Conversations: <= largest, Failed: <= largest })
            return false;
        _counts[(log, key)] = sums;
        return true;
    }

    /// <summary>Writes the counts, with numbers in the place of places.</summary>
    public void WriteCounts(CountedHours hours, int number, IReadOnlyList<int> purposes)
    {
        foreach (var ((log, key), sum) in _counts)
            hours.Add(number, key with { Purpose = purposes[key.Purpose] }, log, sum);
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
