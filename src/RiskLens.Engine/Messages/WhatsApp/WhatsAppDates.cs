namespace RiskLens.Engine.Messages;

/// <summary>How the dates of a file, or of one of the exports joined in it, are to be read.</summary>
/// <param name="Order">Of day, month and year.</param>
/// <param name="Count">The calendar.</param>
/// <param name="Ambiguous">Whether the order is a guess.</param>
/// <param name="Contradictory">Whether some dates can only be read in one order and some only in the other.</param>
/// <param name="Proved">Whether dates that cannot be decided, or the user, rather than how the log runs.</param>
internal sealed record DateReading(
    DateOrder Order,
    YearCount Count,
    bool Ambiguous,
    bool Contradictory,
    bool Proved
)
{
    public bool Agrees(DateReading other) => Order == other.Order && Count == other.Count;
}

/// <summary>
/// Gathers what the dates of an export tell about the order of their numbers and their calendar, for the export as a
/// whole and never line by line. Whether a short year stands first is asked before the order of day and month. A date
/// that cannot be (month 13, a year to come) tells at once; else the order in which the log runs one way in time; else
/// nobody knows, and the caller's default is used and said to be a guess.
/// </summary>
/// <param name="style">How the headers are written.</param>
/// <param name="latestUnixMilliseconds">No date can be later by more than a day.</param>
internal sealed class WhatsAppDates(HeaderStyle style, long latestUnixMilliseconds)
{
    private readonly long _latest = latestUnixMilliseconds + CivilTime.Day;
    private readonly Reading _dayFirst = new(DateOrder.DayFirst);
    private readonly Reading _monthFirst = new(DateOrder.MonthFirst);
    private readonly Reading _yearFirst = new(DateOrder.YearFirst);

    private ChatDate? _last;
    private long _dates;
    private long _unequal;
    private long _firstChanges;
    private long _thirdChanges;

    /// <summary>Adds a date; one that is the same as the one before tells nothing new.</summary>
    public void Add(ChatDate date)
    {
        if (date == _last)
            return;
        if (_last is { } last)
        {
            _firstChanges += date.First == last.First ? 0 : 1;
            _thirdChanges += date.Third == last.Third ? 0 : 1;
        }
        _last = date;
        _dates++;
        if (style.YearFirst || style.ShortYear)
            _yearFirst.Add(date, style, _latest);
        if (style.YearFirst)
            return;
        _unequal += date.First == date.Second ? 0 : 1;
        _dayFirst.Add(date, style, _latest);
        _monthFirst.Add(date, style, _latest);
    }

    /// <summary>The reading of all dates added.</summary>
    public DateReading Decide(DateOrder fallback, DateOrder? forced)
    {
        if (style.YearFirst)
            return Of(_yearFirst, ambiguous: false) with { Proved = true };
        if (forced is { } word && (word != DateOrder.YearFirst || style.ShortYear))
            return Of(ReadingOf(word), ambiguous: false) with { Proved = true };
        var doubtful = false;
        if (style.ShortYear && YearLeads(out doubtful))
            return Of(_yearFirst, doubtful);
        if (_dayFirst.Impossible != _monthFirst.Impossible)
        {
            var (right, wrong) =
                _dayFirst.Impossible < _monthFirst.Impossible
                    ? (_dayFirst, _monthFirst)
                    : (_monthFirst, _dayFirst);
            var contradictory = right.Impossible * 10 >= wrong.Impossible;
            return Of(right, doubtful || contradictory) with
            {
                Contradictory = contradictory,
                Proved = !doubtful && !contradictory,
            };
        }
        if (_dayFirst.IsMoreOrderlyThan(_monthFirst))
            return Of(_dayFirst, doubtful);
        if (_monthFirst.IsMoreOrderlyThan(_dayFirst))
            return Of(_monthFirst, doubtful);
        if (_dayFirst.Outside != _monthFirst.Outside && Math.Min(_dayFirst.Outside, _monthFirst.Outside) == 0)
            return Of(_dayFirst.Outside == 0 ? _dayFirst : _monthFirst, doubtful);
        return Of(fallback == DateOrder.MonthFirst ? _monthFirst : _dayFirst, doubtful || _unequal > 0) with
        {
            Contradictory = _dayFirst.Impossible > 0,
        };
    }

    /// <summary>
    /// Whether the short year stands first. The year is the number that lies in the years of chats and changes least;
    /// where both ends do, nearly all languages put it last.
    /// </summary>
    private bool YearLeads(out bool doubtful)
    {
        doubtful = false;
        if (style.Hint == YearFirstHint.Certain)
            return true;
        var last = Math.Min(_dayFirst.Bad, _monthFirst.Bad);
        var first = _yearFirst.Bad;
        if (first * 4 <= last && last * 4 >= _dates)
            return true;
        if (last * 4 <= first && first * 4 >= _dates)
            return false;
        var steadier = _thirdChanges - _firstChanges;
        if (style.Hint == YearFirstHint.None)
        {
            doubtful = steadier > 0;
            return false;
        }
        doubtful = steadier is >= 0 and < 3;
        return steadier > 1 || (steadier >= 0 && style.Hint == YearFirstHint.Likely);
    }

    private Reading ReadingOf(DateOrder order) =>
        order switch
        {
            DateOrder.YearFirst => _yearFirst,
            DateOrder.MonthFirst => _monthFirst,
            _ => _dayFirst,
        };

    private DateReading Of(Reading reading, bool ambiguous) =>
        new(reading.Order, style.Era ?? reading.Count, ambiguous, Contradictory: false, Proved: false);

    /// <summary>All dates read in one order: how many cannot be, and how often they go up and down.</summary>
    private sealed class Reading(DateOrder order)
    {
        private readonly long[] _counts = new long[Enum.GetValues<YearCount>().Length];
        private long? _lastDay;
        private long _up;
        private long _down;

        public DateOrder Order => order;

        /// <summary>Dates that no year has.</summary>
        public long Impossible { get; private set; }

        /// <summary>Dates in years before chats or after the latest moment.</summary>
        public long Outside { get; private set; }

        public long Bad => Impossible + Outside;

        /// <summary>The calendar in which most dates lie in the time of chats.</summary>
        public YearCount Count => (YearCount)_counts.IndexOf(_counts.Max());

        public void Add(ChatDate date, in HeaderStyle style, long latest)
        {
            var (year, month, day) = date.InOrder(order);
            if (month is < 1 or > 12 || day is < 1 or > 31)
            {
                Impossible++;
                return;
            }
            var told = style.Era ?? YearCounts.Of(year, style.ShortYear, style.LatinDigits, latest);
            if (!date.TryDay(order, told ?? YearCount.Gregorian, style.ShortYear, out var start))
            {
                // A year that no calendar knows may stand beside a day that every year has.
                Outside += told is null ? 1 : 0;
                Impossible += told is null ? 0 : 1;
                return;
            }
            if (told is { } count && start <= latest)
                _counts[(int)count]++;
            else
                Outside++;
            if (_lastDay is { } last)
            {
                _up += start > last ? 1 : 0;
                _down += start < last ? 1 : 0;
            }
            _lastDay = start;
        }

        /// <summary>Steps against the log's own direction; a log may run newest first.</summary>
        private long Against => Math.Min(_up, _down);

        /// <summary>Late deliveries step back in any reading: half as many steps is order, one less is chance.</summary>
        public bool IsMoreOrderlyThan(Reading other) =>
            Against < other.Against && Against * 2 <= other.Against;
    }
}
