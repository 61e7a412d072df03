using System.Globalization;
using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Units;

namespace RiskLens.App.Forecasts;

/// <summary>One hourly series of a file.</summary>
/// <param name="Id">Its name in the file: first cell of a row, or heading of a column.</param>
/// <param name="Series">Values; hours that the file lacks may not be learnt from.</param>
/// <param name="Dated">False where the file gives the order of the hours only.</param>
/// <param name="ClosedHours">
/// Hours of the week (0 to 168) that the file never holds in four weeks or more: closed, read as zeros.
/// </param>
public sealed record NamedSeries(string Id, HourlySeries Series, bool Dated, int ClosedHours)
{
    /// <summary>The clock of the series and of so many hours after it.</summary>
    public LocalClock Clock(DateTimeZone zone, int hoursAfter) =>
        Dated
            ? LocalClock.Of(zone, Series.Start, Series.Hours + hoursAfter)
            : LocalClock.Undated(Series.Hours + hoursAfter);
}

/// <summary>
/// Reads hourly series from CSV: a row a series (<c>id,v1,v2,...</c>), or a row an hour with the time first and a
/// column a series (<c>timestamp,value</c>).
/// </summary>
public static class SeriesFile
{
    private const int Week = 168;

    /// <summary>Reads all series; times without an offset are read in UTC.</summary>
    /// <exception cref="RiskLensException">The file holds no hourly series, or a line cannot be read.</exception>
    public static IReadOnlyList<NamedSeries> Read(TextReader reader)
    {
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
                rows.Add(line.Split(','));
        }
        return TimeOf(rows.Count > 1 ? rows[1][0] : "") is not null ? ByHour(rows) : ByRow(rows);
    }

    private static List<NamedSeries> ByRow(List<string[]> rows) =>
        [
            .. rows.Where(r => r.Length > 1 && ValueOf(r[1]) is not null)
                .Select(r =>
                {
                    double[] values = [.. r.Skip(1).Where(v => v.Length > 0).Select(v => ValueOf(v) ?? 0)];
                    var usable = new bool[values.Length];
                    Array.Fill(usable, true);
                    return new NamedSeries(
                        r[0].Trim('"'),
                        new HourlySeries(new Hour(4 * 24), values, usable),
                        false,
                        0
                    );
                }),
        ];

    private static List<NamedSeries> ByHour(List<string[]> rows)
    {
        var heading = rows[0];
        var timed = rows.Skip(1).Select(r => (Hour: Hour.Of(TimeOf(r[0])!.Value), Cells: r)).ToList();
        var start = timed.Min(t => t.Hour);
        var hours = timed.Max(t => t.Hour) - start + 1;
        return
        [
            .. Enumerable
                .Range(1, heading.Length - 1)
                .Select(column =>
                {
                    var values = new double[hours];
                    var usable = new bool[hours];
                    foreach (var (hour, cells) in timed)
                    {
                        if (ValueOf(cells[column]) is { } value)
                            (values[hour - start], usable[hour - start]) = (value, true);
                    }
                    var closed = Closed(start, usable);
                    return new NamedSeries(
                        heading[column],
                        new HourlySeries(start, values, usable),
                        true,
                        closed
                    );
                }),
        ];
    }

    private static int Closed(Hour start, bool[] usable)
    {
        if (usable.Length < 4 * Week)
            return 0;
        var seen = new bool[Week];
        for (var h = 0; h < usable.Length; h++)
            seen[(start.Index + h) % Week] |= usable[h];
        for (var h = 0; h < usable.Length; h++)
            usable[h] |= !seen[(start.Index + h) % Week];
        return seen.Count(s => !s);
    }

    private static DateTimeOffset? TimeOf(string cell) =>
        DateTimeOffset.TryParse(
            cell,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        ) && cell.Contains('-', StringComparison.Ordinal)
            ? time
            : null;

    private static double? ValueOf(string cell) =>
        double.TryParse(cell.Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : null;
}
