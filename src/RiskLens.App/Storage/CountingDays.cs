using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Storage;

/// <summary>
/// The events of one channel that count, day by day, the days asked for in ascending order: merged over the logs, and
/// without those whose id an earlier day has told. One day is in memory at a time, and the ids of the days before it
/// where a log holds statuses.
/// </summary>
internal sealed class CountingDays(EventDays days, int channel)
{
    private readonly EarlierIds _ids = new();
    private (int Day, LedgerEvent[] Events) _last = (int.MinValue, []);
    private bool _asksForIds;

    /// <summary>The events of a day that count; none where the channel has none.</summary>
    public LedgerEvent[] Of(int day)
    {
        if (day == _last.Day)
            return _last.Events;
        if (day < _last.Day)
            throw new InvalidOperationException("Days are read in ascending order.");
        var merged = days.Merged(channel, day);
        var back = EarlierIds.DaysBack(merged);
        for (var before = day - back; before < day; before++)
        {
            if (!_ids.Holds(before))
                _ids.Add(before, days.Merged(channel, before));
        }

        _last = (day, _ids.CountingOn(day, merged));
        _asksForIds |= back > 0;
        if (_asksForIds)
        {
            _ids.Add(day, merged);
            _ids.ForgetBefore(day);
        }

        return _last.Events;
    }

    /// <summary>Every day with events.</summary>
    public IEnumerable<(int Day, LedgerEvent[] Events)> All() =>
        days.Days(channel).Select(day => (day, Of(day)));
}
