using System.Globalization;
using NodaTime;
using RiskLens.App.Companies;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Units;

namespace RiskLens.App.Forecasts;

/// <summary>A window of a series to be filled: hours from the series' first one on.</summary>
internal sealed record SeriesWindow(NamedSeries Named, int From, int Hours);

/// <summary>
/// A CSV of windows: <c>series,start,hours</c>. The start is a time, or hours after the first value (0 is the first);
/// an empty series means the only one.
/// </summary>
internal static class WindowFile
{
    private const int MostHours = 720;
    private static readonly string[] Lengths = ["hours", "heures", "h"];

    /// <summary>Reads all windows; each must lie inside its series.</summary>
    /// <exception cref="RiskLensException">A line cannot be read, or names what the table lacks.</exception>
    public static async Task<IReadOnlyList<SeriesWindow>> ReadAsync(
        string path,
        SeriesTable table,
        DateTimeZone zone,
        CancellationToken cancellationToken
    )
    {
        if (!File.Exists(path))
            throw new RiskLensException($"There is no file {path}.", "Name a CSV of windows with --windows.");
        var text = await TextFile.ReadAsync(path, cancellationToken);
        var lines = CsvLines.Read(text, text.Contains(';', StringComparison.Ordinal) ? ';' : ',');
        var heading = lines.Take(1).FirstOrDefault(l => l.Fields.Count > 2 && IsHeading(l));
        if (heading is not null && !Lengths.Contains(heading.Fields[2], StringComparer.OrdinalIgnoreCase))
        {
            throw new RiskLensException(
                $"The third column of the windows is headed '{heading.Fields[2]}'.",
                "Give the length in hours there, headed hours."
            );
        }
        var windows = lines.Skip(heading is null ? 0 : 1).Select(l => Of(l, table, zone)).ToList();
        return windows.Count > 0
            ? windows
            : throw new RiskLensException(
                $"{path} names no window.",
                "Write one line a window: series,start,hours."
            );
    }

    // A heading has a word where a length stands.
    private static bool IsHeading(CsvLine line) =>
        line.Fields[2].Length > 0 && line.Fields[2].All(char.IsLetter);

    private static SeriesWindow Of(CsvLine line, SeriesTable table, DateTimeZone zone)
    {
        RiskLensException Fault(string what, string remedy) =>
            new(FormattableString.Invariant($"Line {line.Number} of the windows {what}."), remedy);
        if (line.Fields.Count < 3)
            throw Fault("has fewer than three fields", "Write series,start,hours.");
        var named =
            line.Fields[0].Length == 0 && table.Series is [var only]
                ? only
                : table.Series.FirstOrDefault(s =>
                    string.Equals(s.Id, line.Fields[0], StringComparison.OrdinalIgnoreCase)
                )
                    ?? throw Fault(
                        $"names a series '{line.Fields[0]}' that the table lacks",
                        "The table holds: " + string.Join(", ", table.Series.Take(10).Select(s => s.Id)) + "."
                    );
        if (
            !int.TryParse(line.Fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || hours is < 1 or > MostHours
        )
            throw Fault("has no length that can be filled", "Give whole hours, 1 to 720 (30 days).");
        var from =
            StartOf(line.Fields[1], named, zone)
            ?? throw Fault(
                $"has no start that can be read ('{line.Fields[1]}')",
                "Write a whole hour like 2024-01-31T13:00, or hours after the first value."
            );
        return from >= 0 && from + hours <= named.Series.Hours
            ? new SeriesWindow(named, from, hours)
            : throw Fault("lies outside its series", "Choose hours between its first and its last.");
    }

    private static int? StartOf(string cell, NamedSeries named, DateTimeZone zone)
    {
        if (int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return index;
        return named.Dated && SeriesTable.HourOf(cell, zone) is { } hour ? hour - named.Series.Start : null;
    }
}
