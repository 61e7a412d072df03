using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Finds the day that a text means where it writes a time of day alone, a date without its year, or numbers in either
/// order: the one that brings it nearest to the reported outage, and not after the text was written.
/// </summary>
internal readonly struct TextDays(long start, long? end, long written)
{
    /// <summary>How long before the report an outage may have begun.</summary>
    private const long Before = 31 * CivilTime.Day;

    /// <summary>The longest span that a text is believed.</summary>
    private const long Longest = 60 * CivilTime.Day;

    /// <summary>Clocks differ, and an end is announced a little ahead; a full date may be of another zone.</summary>
    private const long AfterWriting = CivilTime.HourLength;

    private readonly long _start = start;
    private readonly long _end = end is { } known
        ? Math.Min(known, Math.Max(start, written))
        : Math.Max(start, written);
    private readonly long _written = Math.Max(written, start);

    /// <summary>The moment that a time of day means; null where none is near.</summary>
    public long? Moment(TextMoment moment, int minuteOfDay, TextZone zone)
    {
        long? best = null;
        foreach (var day in Days(moment))
        {
            var time = zone.ToUnixMilliseconds(day + ((long)minuteOfDay * CivilTime.Minute));
            if (
                IsNear(time, moment.Date is not null)
                && (
                    best is null
                    || Distance(time, time) < Distance(best.Value, best.Value)
                    || (Distance(time, time) == Distance(best.Value, best.Value) && time > best)
                )
            )
                best = time;
        }
        return best;
    }

    /// <summary>The span that two times of day mean; null where none is near.</summary>
    public (long From, long To)? Span(
        (TextMoment Moment, int Minute, TextZone Zone) first,
        (TextMoment Moment, int Minute, TextZone Zone) second
    )
    {
        (long From, long To)? best = null;
        foreach (var firstDay in DaysOf(first.Moment, second.Moment))
        {
            var from = first.Zone.ToUnixMilliseconds(firstDay + ((long)first.Minute * CivilTime.Minute));
            foreach (
                var secondDay in second.Moment.Date is null
                    ? [firstDay, firstDay + CivilTime.Day]
                    : Days(second.Moment)
            )
            {
                var to = second.Zone.ToUnixMilliseconds(secondDay + ((long)second.Minute * CivilTime.Minute));
                // Without a date of its own the end is the first such time after the start, and the start the last before the end.
                var isWithin =
                    first.Moment.Date is not null && second.Moment.Date is not null ? Longest : CivilTime.Day;
                if (
                    to <= from
                    || to - from > isWithin
                    || !IsNear(to, second.Moment.Date is not null)
                    || from < _start - Before
                )
                    continue;
                if (best is null || IsNearer((from, to), best.Value))
                    best = (from, to);
            }
        }
        return best;
    }

    private IEnumerable<long> DaysOf(TextMoment first, TextMoment second)
    {
        if (first.Date is not null || second.Date is null)
            return Days(first);
        return Days(second).SelectMany(day => new[] { day - CivilTime.Day, day });
    }

    private IEnumerable<long> Days(TextMoment moment)
    {
        if (moment.Date is { } date)
            return date.Days(DateTimeOffset.FromUnixTimeMilliseconds(_written).Year);
        var (start, written) = (_start - (_start % CivilTime.Day), _written - (_written % CivilTime.Day));
        return Enumerable
            .Range(-2, 5)
            .SelectMany(days => new[] { start + (days * CivilTime.Day), written + (days * CivilTime.Day) })
            .Distinct();
    }

    private bool IsNear(long time, bool isDated) =>
        time >= _start - Before && time <= _written + (isDated ? CivilTime.Day : AfterWriting);

    private bool IsNearer((long From, long To) one, (long From, long To) other)
    {
        var (distance, otherDistance) = (Distance(one.From, one.To), Distance(other.From, other.To));
        if (distance != otherDistance)
            return distance < otherDistance;
        var (length, otherLength) = (one.To - one.From, other.To - other.From);
        return length != otherLength ? length < otherLength : one.From > other.From;
    }

    /// <summary>How far a span lies from the reported one; 0 where they touch.</summary>
    private long Distance(long from, long to) => Math.Max(0, Math.Max(_start - to, from - _end));
}
