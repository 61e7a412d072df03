using System.CommandLine;
using System.Globalization;
using RiskLens.App.Forecasts;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Units;

namespace RiskLens.Cli;

/// <summary>What the commands on tables of hourly series share: their options, and how they print intervals.</summary>
internal static class SeriesTyped
{
    private const int MostUnreadTold = 10;

    public static Argument<string> File { get; } =
        new("FILE") { Description = "CSV of hourly series: rows id,v1,v2,... or rows timestamp,value" };

    public static Option<string?> Levels { get; } =
        new("--levels")
        {
            Description = "Levels of the intervals in percent (default 80,95)",
            HelpName = "80,95",
        };

    public static Option<string?> TimeZone { get; } =
        new("--timezone")
        {
            Description = "Zone of times without an offset, and of day and week (default UTC)",
            HelpName = "IANA",
        };

    public static Option<string?> DateOrder { get; } =
        new("--date-order") { Description = "Order of numeric dates: dmy or mdy", HelpName = "ORDER" };

    public static Option<string?> Country { get; } =
        new("--country")
        {
            Description = "Country whose holidays count, such as CM (default: none)",
            HelpName = "CC",
        };

    public static SeriesOptions Of(Call call) =>
        new(
            call.Value(TimeZone),
            Typed.DateOrderOf(call.Value(DateOrder)),
            call.Value(Country)?.ToUpperInvariant(),
            LevelsOf(call.Value(Levels) ?? "80,95")
        );

    /// <summary>Whether CSV was asked for; not beside JSON.</summary>
    public static bool CsvOnly(Call call, Option<bool> csv) =>
        call.Value(csv) && call.Output.Json
            ? throw new RiskLensException("The hours are printed once.", "Choose --csv or --json.")
            : call.Value(csv);

    public static void NoteUnread(SeriesTable table)
    {
        if (table.Unread.Count > 0)
        {
            var told = table
                .Unread.Take(MostUnreadTold)
                .Select(u => FormattableString.Invariant($"line {u.Line}: {u.Reason}"));
            Output.Note(
                $"{Counted.Of(table.Unread.Count, "line")} left out ({string.Join("; ", told)}{(table.Unread.Count > MostUnreadTold ? "; ..." : "")})"
            );
        }
        if (table.Added > 0)
            Output.Note(
                $"{Counted.Of(table.Added, "row")} fell into an hour already given and were added to it"
            );
        if (table.DateOrderAmbiguous)
            Output.Note(
                "Nothing tells day and month apart; the day was taken first. Say --date-order if not."
            );
        foreach (var series in table.Series.Where(s => s.ClosedHours > 0))
        {
            Output.Note(
                $"{series.Id}: {Counted.Of(series.ClosedHours, "hour")} of the week never appear and were taken as closed (zero)"
            );
        }
    }

    public static void AddBands(
        Dictionary<string, object?> fields,
        IReadOnlyList<double> mean,
        IReadOnlyList<HourBands> bands,
        double total,
        IReadOnlyList<TotalBand> totals
    )
    {
        fields["mean"] = mean;
        foreach (var band in bands)
        {
            fields[Name("lower_", band.Level)] = band.Lower;
            fields[Name("upper_", band.Level)] = band.Upper;
        }
        fields["total"] = total;
        foreach (var band in totals)
        {
            fields[Name("total_lower_", band.Level)] = band.Lower;
            fields[Name("total_upper_", band.Level)] = band.Upper;
        }
    }

    public static string BoundHeads(IEnumerable<int> levels) =>
        string.Concat(levels.Select(l => $",{Name("lower_", l)},{Name("upper_", l)}"));

    public static string CsvLine(IEnumerable<string> cells, IEnumerable<double> numbers) =>
        string.Join(
            ',',
            cells
                .Select(Quoted)
                .Concat(numbers.Select(n => n.ToString("0.####", CultureInfo.InvariantCulture)))
        );

    public static string Interval(TotalBand band) => $"{Number(band.Lower)} to {Number(band.Upper)}";

    /// <summary>Whole from a hundred on, else with two places.</summary>
    public static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture);

    private static string Name(string start, int level) =>
        start + level.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;

    private static int[] LevelsOf(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries).Select(LevelOf).Distinct().Order()];

    private static int LevelOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var level)
        && level is >= 1 and <= 99
            ? level
            : throw new RiskLensException(
                $"'{text}' is not a level of an interval.",
                "Give --levels whole percentages from 1 to 99, such as 80,95."
            );
}
