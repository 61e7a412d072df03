using CsvHelper;
using NodaTime;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>A line that was left out, and why.</summary>
public sealed record UnreadLine(long Line, string Reason);

/// <summary>
/// Hourly series read from a table: a row a series (<c>id,v1,v2,...</c>), or a row an hour with its time first and a
/// column a series (<c>timestamp,value</c>). Commas, semicolons or tabs; with the last two, a comma is the decimal
/// mark. Values that fall into one hour are added up.
/// </summary>
/// <param name="Series">In the table's order.</param>
/// <param name="Unread">Lines left out.</param>
/// <param name="Added">Rows whose hour an earlier row had already given.</param>
/// <param name="DateOrderAmbiguous">Whether nothing in the table told day and month apart; then the day comes first.</param>
public sealed record SeriesTable(
    IReadOnlyList<NamedSeries> Series,
    IReadOnlyList<UnreadLine> Unread,
    long Added,
    bool DateOrderAmbiguous
)
{
    private const int LongestLine = 64 << 20;

    /// <summary>Reads a table. The zone is that of times without an offset; the order null where the table tells it.</summary>
    /// <exception cref="RiskLensException">It holds no hourly series.</exception>
    public static SeriesTable Read(string text, DateTimeZone zone, DateOrder? order)
    {
        var lines = Lines(text).ToList();
        var times = new TimeText(new LocalTimes(zone));
        // The first line may be a heading.
        var table = lines.Take(2).Any(line => TimedSeries.IsTime(times, line.Cells[0]))
            ? TimedSeries.Read(lines, times, order)
            : ByRow(lines);
        return table with { Series = Numbered(table.Series) };
    }

    /// <summary>A name that stands twice is numbered from its second time on.</summary>
    private static List<NamedSeries> Numbered(IReadOnlyList<NamedSeries> series)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. series.Select(s =>
            {
                var times = seen[s.Id] = seen.GetValueOrDefault(s.Id) + 1;
                return times == 1 ? s : s with { Id = FormattableString.Invariant($"{s.Id} ({times})") };
            }),
        ];
    }

    /// <summary>The hour that begins at a time as tables write it; null where it cannot be read or lies inside an hour.</summary>
    public static Hour? HourOf(string time, DateTimeZone zone) =>
        new TimeText(new LocalTimes(zone)).Read(time, DateOrder.DayFirst, out var milliseconds, out _)
            == TimeOutcome.Read
        && milliseconds % 3_600_000 == 0
            ? Hour.OfUnixMilliseconds(milliseconds)
            : null;

    private static SeriesTable ByRow(List<SeriesLine> lines)
    {
        var series = new List<NamedSeries>();
        var unread = new List<UnreadLine>();
        foreach (var line in lines)
        {
            double?[] values = [.. Enumerable.Range(1, line.Cells.Count - 1).Select(line.Value)];
            var length = Array.FindLastIndex(values, v => v is not null) + 1;
            if (length > 0 && Array.TrueForAll(values, v => v is null or >= 0))
                series.Add(
                    NamedSeries.Undated(
                        line.Cells[0],
                        [.. values.Take(length).Select(v => v ?? 0)],
                        [.. values.Take(length).Select(v => v is not null)]
                    )
                );
            else if (line != lines[0])
                unread.Add(new UnreadLine(line.Number, length == 0 ? "no number" : "a value below zero"));
        }
        return series.Count > 0
            ? new SeriesTable(series, unread, 0, false)
            : throw new RiskLensException(
                "The table holds no hourly series.",
                "Give a row a series (id,v1,v2,...), or a row an hour with its time first (timestamp,value)."
            );
    }

    private static IEnumerable<SeriesLine> Lines(string text)
    {
        var heading = text.AsSpan()[..Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal))];
        var separator = ',';
        foreach (var candidate in (ReadOnlySpan<char>)[';', '\t'])
            separator = heading.Contains(candidate) ? candidate : separator;
        using var reader = CsvReader.FromText(
            text.TrimStart('\uFEFF'),
            new CsvReaderOptions
            {
                Separator = separator,
                HasHeader = false,
                TrackLineNumbers = true,
                MaxRecordSize = LongestLine,
                IncludeValuesInExceptions = false,
                OnMalformedRecord = _ => { },
            }
        );
        while (TryRead(reader))
        {
            string[] cells =
            [
                .. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i).Trim()),
            ];
            if (cells.Any(c => c.Length > 0))
                yield return new SeriesLine(reader.LineNumber, cells, separator != ',');
        }
    }

    private static bool TryRead(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException broken)
        {
            throw new RiskLensException(
                "The table breaks off: " + broken.Message,
                "Close the quotation marks, or save the table as CSV anew."
            );
        }
    }
}
