using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Expected hourly counts from the calendar: expected(hour) = level(day) x profile(hour of week). The level's log
/// is a ridge regression on trend, weekday, place in the month (days 1 to 15 from its start, 1 to 15 from its end),
/// what is known beforehand of the day (<see cref="OccasionColumns"/>) and, with 16 months of data, yearly harmonics; a
/// smearing factor (Duan 1983) brings the log back to the mean.
/// </summary>
public sealed class CalendarModel
{
    private const double LevelOffset = 0.5;
    private const double DaysPerYear = 365.25;
    private const int YearlyFromDays = 487;
    private const double ProfilePriorDays = 2;
    private const double Penalty = 2;
    private const int CalendarColumns = 2 + 6 + 15 + 15 + 4;

    private readonly LocalClock _clock;
    private readonly double[] _coefficients;
    private readonly double[] _profile;
    private readonly double _smear;
    private readonly int _lastDay;
    private readonly bool _yearly;
    private readonly OccasionColumns? _occasions;
    private readonly double _lastLevel;
    private readonly double _levelMemory;

    private CalendarModel(
        LocalClock clock,
        double[] coefficients,
        double[] profile,
        double smear,
        int lastDay,
        bool yearly,
        OccasionColumns? occasions,
        double lastLevel,
        double levelMemory
    )
    {
        _clock = clock;
        _coefficients = coefficients;
        _profile = profile;
        _smear = smear;
        _lastDay = lastDay;
        _yearly = yearly;
        _occasions = occasions;
        _lastLevel = lastLevel;
        _levelMemory = levelMemory;
    }

    /// <summary>
    /// Fits whole usable days of the series; the clock starts with the series and may reach beyond it. With a half
    /// life (days) recent days weigh more and the last level carries over into the future, fading; without, all
    /// days weigh alike (for filling windows from both sides). Null with fewer than 14 usable days.
    /// </summary>
    public static CalendarModel? Fit(HourlySeries series, LocalClock clock, double? halfLifeDays)
    {
        var days = Days(series, clock);
        if (days.Count < 14)
            return null;
        var last = days[^1].Day;
        var yearly = last - days[0].Day >= YearlyFromDays;
        double Weight(int day) => halfLifeDays is { } half ? Math.Pow(0.5, (last - day) / half) : 1;
        var logs = days.ConvertAll(d => Math.Log(d.Total + LevelOffset));
        var occasions = clock.Dated
            ? new OccasionColumns(clock.Occasions, days.ConvertAll(d => d.Day), logs, Penalty)
            : null;
        var rows = days.ConvertAll(d => Row(d.Day, last, yearly, occasions));
        var weights = days.ConvertAll(d => Weight(d.Day));
        var coefficients = LeastSquares.Fit(rows, logs, Penalty, weights);
        double smearUp = 0;
        double smearDown = 0;
        double level = 0;
        double levelWeight = 0;
        for (var i = 0; i < days.Count; i++)
        {
            var fitted = LeastSquares.Dot(rows[i], coefficients);
            smearUp += weights[i] * (days[i].Total + LevelOffset);
            smearDown += weights[i] * Math.Exp(fitted);
            var recent = Math.Pow(0.5, (last - days[i].Day) / 14.0);
            level += recent * (logs[i] - fitted);
            levelWeight += recent;
        }
        return new CalendarModel(
            clock,
            coefficients,
            Profile(series, clock, days, Weight),
            smearUp / smearDown,
            last,
            yearly,
            occasions,
            halfLifeDays is null ? 0 : level / (levelWeight + 5),
            halfLifeDays is null ? 0 : 0.985
        );
    }

    /// <summary>Expected counts for hours from (an index into the clock), none negative.</summary>
    public double[] Expected(int from, int hours)
    {
        var expected = new double[hours];
        var day = int.MinValue;
        double level = 0;
        for (var i = 0; i < hours; i++)
        {
            if (_clock.Day[from + i] != day)
            {
                day = _clock.Day[from + i];
                var carried = day > _lastDay ? _lastLevel * Math.Pow(_levelMemory, day - _lastDay) : 0;
                var log = LeastSquares.Dot(Row(day, _lastDay, _yearly, _occasions), _coefficients) + carried;
                level = Math.Max(0, (Math.Exp(log) * _smear) - LevelOffset);
            }
            expected[i] = level * _profile[_clock.HourOfWeek[from + i]];
        }
        return expected;
    }

    private readonly record struct DayTotal(int Day, int From, int Hours, double Total);

    private static List<DayTotal> Days(HourlySeries series, LocalClock clock)
    {
        var days = new List<DayTotal>();
        var i = 0;
        while (i < series.Hours)
        {
            var from = i;
            var day = clock.Day[i];
            double total = 0;
            var whole = clock.HourOfDay[i] == 0;
            for (; i < series.Hours && clock.Day[i] == day; i++)
            {
                total += series.Values[i];
                whole &= series.Usable[i];
            }
            if (whole && i - from >= 23)
                days.Add(new DayTotal(day, from, i - from, total));
        }
        return days;
    }

    private static double[] Row(int day, int lastDay, bool yearly, OccasionColumns? occasions)
    {
        var date = LocalClock.DateOf(day);
        var toEnd = date.Calendar.GetDaysInMonth(date.Year, date.Month) - date.Day;
        var row = new double[CalendarColumns + (occasions?.Count ?? 0)];
        occasions?.Fill(day, row.AsSpan(CalendarColumns));
        row[0] = 1;
        // The trend is frozen beyond the data: extrapolated growth is a guess.
        row[1] = (Math.Min(day, lastDay) - lastDay) / DaysPerYear;
        var weekday = (int)date.DayOfWeek;
        if (weekday < 7)
            row[1 + weekday] = 1;
        if (date.Day <= 15)
            row[7 + date.Day] = 1;
        else if (toEnd < 15)
            row[23 + toEnd] = 1;
        if (yearly)
        {
            var angle = 2 * Math.PI * day / DaysPerYear;
            (row[38], row[39]) = (Math.Sin(angle), Math.Cos(angle));
            (row[40], row[41]) = (Math.Sin(2 * angle), Math.Cos(2 * angle));
        }
        return row;
    }

    // Share of a day's total by hour of week, drawn a little toward the share by hour of day.
    private static double[] Profile(
        HourlySeries series,
        LocalClock clock,
        List<DayTotal> days,
        Func<int, double> weight
    )
    {
        var byWeek = new double[168];
        var byDay = new double[24];
        var dayTotals = new double[7];
        double grandTotal = 0;
        foreach (var day in days)
        {
            var w = weight(day.Day);
            for (var i = day.From; i < day.From + day.Hours; i++)
            {
                byWeek[clock.HourOfWeek[i]] += w * series.Values[i];
                byDay[clock.HourOfDay[i]] += w * series.Values[i];
            }
            dayTotals[clock.HourOfWeek[day.From] / 24] += w * day.Total;
            grandTotal += w * day.Total;
        }
        var profile = new double[168];
        if (grandTotal <= 0)
            return profile;
        var prior = ProfilePriorDays * grandTotal / days.Count;
        for (var h = 0; h < 168; h++)
            profile[h] = (byWeek[h] + (prior * byDay[h % 24] / grandTotal)) / (dayTotals[h / 24] + prior);
        return profile;
    }
}
