using System.Runtime.InteropServices;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Storage;

/// <summary>
/// The events of one channel that count, day by day, the days asked for in ascending order: merged over the logs, and
/// one for each id that several days tell of. One day is in memory at a time, and where a log holds ids, those of the
/// days around it.
/// </summary>
internal sealed class CountingDays(EventDays days, int channel)
{
    private readonly NearbyIds _ids = new();
    private (int Day, LedgerEvent[] Events) _last = (int.MinValue, []);

    /// <summary>The events of a day that count; none where the channel has none.</summary>
    public LedgerEvent[] Of(int day)
    {
        if (day == _last.Day)
            return _last.Events;
        if (day < _last.Day)
            throw new InvalidOperationException("Days are read in ascending order.");
        var merged = days.Merged(channel, day);
        if (NearbyIds.AskedBy(merged))
            LookAround(day);
        _last = (day, _ids.CountingOn(day, merged));
        return _last.Events;
    }

    /// <summary>Every day with events.</summary>
    public IEnumerable<(int Day, LedgerEvent[] Events)> All() =>
        days.Days(channel).Select(day => (day, Of(day)));

    private void LookAround(int day)
    {
        _ids.ForgetBefore(day);
        for (var near = day - NearbyIds.Days; near <= day + NearbyIds.Days; near++)
        {
            if (!_ids.Holds(near))
                _ids.Add(near, CollectionsMarshal.AsSpan(days.Unmerged(channel, near)));
        }
    }
}
