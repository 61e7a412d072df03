using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>Series of a table with a row an hour: its time first, then a column a series.</summary>
internal static class TimedSeries
{
    private const int MostHours = 100 * 366 * 24;

    public static bool IsTime(TimeText times, string cell) =>
        times.Read(cell, DateOrder.DayFirst, out _, out var clock) is TimeOutcome.Read or TimeOutcome.NoHour
        || clock.HasTime;

    public static SeriesTable Read(List<SeriesLine> lines, TimeText times, DateOrder? forced)
    {
        var heading = IsTime(times, lines[0].Cells[0]) ? null : lines[0];
        var body = heading is null ? lines : lines[1..];
        var evidence = new DateOrderEvidence();
        foreach (var line in body)
        {
            times.Read(line.Cells[0], DateOrder.DayFirst, out _, out var clock);
            if (clock.First > 0)
                evidence.Add(clock);
        }
        var reading = evidence.Decide(DateOrder.DayFirst, forced);
        var unread = new List<UnreadLine>();
        var rows = new List<(Hour Hour, SeriesLine Line)>();
        foreach (var line in body)
        {
            var outcome = times.Read(
                line.Cells[0],
                reading.DateOrder ?? DateOrder.DayFirst,
                out var milliseconds,
                out _
            );
            if (outcome == TimeOutcome.Read)
                rows.Add((Hour.OfUnixMilliseconds(milliseconds), line));
            else
                unread.Add(
                    new UnreadLine(
                        line.Number,
                        outcome == TimeOutcome.NoHour ? "a day without an hour" : "no time that can be read"
                    )
                );
        }
        return Of(heading, rows, unread, reading.DateOrderAmbiguous);
    }

    private static SeriesTable Of(
        SeriesLine? heading,
        List<(Hour Hour, SeriesLine Line)> rows,
        List<UnreadLine> unread,
        bool ambiguous
    )
    {
        if (rows.Count == 0)
            throw new RiskLensException(
                "No line of the table has a time with its hour.",
                "Write times like 2024-01-31T13:00, one line an hour."
            );
        var start = rows.Min(r => r.Hour);
        var hours = rows.Max(r => r.Hour) - start + 1;
        Refuse(rows, start, hours);
        var columns = rows.Max(r => r.Line.Cells.Count);
        var below = new HashSet<long>();
        var series = new List<NamedSeries>();
        long added = 0;
        for (var column = 1; column < columns; column++)
        {
            var (values, usable) = (new double[hours], new bool[hours]);
            foreach (var (hour, line) in rows)
            {
                if (line.Value(column) is not { } value)
                    continue;
                if (value < 0)
                {
                    if (below.Add(line.Number))
                        unread.Add(new UnreadLine(line.Number, "a value below zero"));
                    continue;
                }
                added += usable[hour - start] ? 1 : 0;
                values[hour - start] += value;
                usable[hour - start] = true;
            }
            if (usable.Contains(true))
                series.Add(
                    NamedSeries.WithDates(
                        heading is not null
                        && column < heading.Cells.Count
                        && heading.Cells[column].Length > 0
                            ? heading.Cells[column]
                            : FormattableString.Invariant($"column {column + 1}"),
                        new HourlySeries(start, values, usable)
                    )
                );
        }
        return series.Count > 0
            ? new SeriesTable(series, [.. unread.OrderBy(u => u.Line)], added, ambiguous)
            : throw new RiskLensException(
                "No column of the table holds numbers.",
                "Give a column of numbers behind the times."
            );
    }

    private static void Refuse(List<(Hour Hour, SeriesLine Line)> rows, Hour start, int hours)
    {
        if (hours > MostHours)
        {
            throw new RiskLensException(
                $"The times of the table run from {start} to {start + (hours - 1)}.",
                "Correct the time that lies far from the others; a series may span 100 years."
            );
        }
        int[] steps = [.. rows.Select(r => r.Hour.Index).Distinct().Order().Pairwise().Order()];
        if (steps.Length > 0 && steps[steps.Length / 2] > 1)
        {
            throw new RiskLensException(
                FormattableString.Invariant(
                    $"The lines of the table lie {steps[steps.Length / 2]} hours apart."
                ),
                "Give one line an hour."
            );
        }
    }

    private static IEnumerable<int> Pairwise(this IEnumerable<int> ordered)
    {
        int? last = null;
        foreach (var value in ordered)
        {
            if (last is { } before)
                yield return value - before;
            last = value;
        }
    }
}
