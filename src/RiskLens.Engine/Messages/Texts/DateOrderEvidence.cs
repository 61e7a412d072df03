using System.Runtime.InteropServices;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Gathers what a file tells about the order of day and month, for the file as a whole and never line by line. A
/// number above 12 tells at once; else the order in which the log runs one way in time; else nobody knows, and the
/// caller's default is used and said to be a guess.
/// </summary>
internal sealed class DateOrderEvidence
{
    private long _dates;
    private long _yearFirst;
    private long _firstAbove12;
    private long _secondAbove12;
    private long _unequal;
    private Run _dayFirst;
    private Run _monthFirst;

    public void Add(in ClockText clock)
    {
        _dates++;
        if (clock.YearFirst)
        {
            _yearFirst++;
            return;
        }
        if (clock.First > 12 && clock.Second <= 12)
            _firstAbove12++;
        if (clock.Second > 12 && clock.First <= 12)
            _secondAbove12++;
        if (clock.First != clock.Second)
            _unequal++;
        if (clock.TryLocal(DateOrder.DayFirst, out var dayFirst))
            _dayFirst.Add(dayFirst / CivilTime.Day);
        if (clock.TryLocal(DateOrder.MonthFirst, out var monthFirst))
            _monthFirst.Add(monthFirst / CivilTime.Day);
    }

    /// <summary>The order of the file; null where it has no date of which the order would be a question.</summary>
    public LogReading Decide(DateOrder fallback, DateOrder? forced)
    {
        if (_dates == 0)
            return new LogReading(null, DateOrderAmbiguous: false);
        if (_yearFirst == _dates)
            return new LogReading(DateOrder.YearFirst, DateOrderAmbiguous: false);
        if (forced is DateOrder.DayFirst or DateOrder.MonthFirst)
            return new LogReading(forced, DateOrderAmbiguous: false);
        if (_firstAbove12 != _secondAbove12)
        {
            var dayFirst = _firstAbove12 > _secondAbove12;
            return new LogReading(
                dayFirst ? DateOrder.DayFirst : DateOrder.MonthFirst,
                DateOrderAmbiguous: false
            );
        }
        if (_dayFirst.IsMoreOrderlyThan(_monthFirst))
            return new LogReading(DateOrder.DayFirst, DateOrderAmbiguous: false);
        if (_monthFirst.IsMoreOrderlyThan(_dayFirst))
            return new LogReading(DateOrder.MonthFirst, DateOrderAmbiguous: false);
        return new LogReading(
            fallback == DateOrder.MonthFirst ? DateOrder.MonthFirst : DateOrder.DayFirst,
            DateOrderAmbiguous: _unequal > 0
        );
    }

    /// <summary>The days of a log in one reading: how often they go up and how often down.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Run
    {
        private long? _last;
        private long _up;
        private long _down;

        public void Add(long day)
        {
            if (day > _last)
                _up++;
            else if (day < _last)
                _down++;
            _last = day;
        }

        /// <summary>Steps against the log's own direction; a log may run newest first.</summary>
        private readonly long Against => Math.Min(_up, _down);

        /// <summary>Late deliveries step back in any reading: half as many steps is order, one less is chance.</summary>
        public readonly bool IsMoreOrderlyThan(Run other) =>
            Against < other.Against && Against * 2 <= other.Against;
    }
}
