using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Numerics;
using static System.FormattableString;

namespace RiskLens.Benchmarks.Forecasts;

/// <summary>
/// Totals of hidden windows on the public series, against rules that a spreadsheet could follow. Forecasts see only
/// what came before the window; fills from both sides see all but the window.
/// </summary>
internal static class PlaceboBenchmark
{
    private const int Windows = 100;

    private sealed record Method(
        string Name,
        bool TwoSided,
        Func<PublicSeries, int, int, PlaceboWindow?> Fill
    );

    private static readonly Method[] Methods =
    [
        new("forecast: tournament", false, ByTournament),
        new("forecast: fill from the left", false, ByLeftOnly),
        new("two-sided", true, ByBothSides),
        new("two-sided windows, from the left only", true, ByLeftOnly),
    ];

    /// <summary>Runs all; options: --series PART-OF-NAME, --method PART-OF-NAME, --hours N, --seed N.</summary>
    public static void Run(Func<string, string?> option)
    {
        var seed = ulong.Parse(
            option("--seed") ?? "20261122",
            System.Globalization.CultureInfo.InvariantCulture
        );
        var all = PublicSeries
            .All(option("--data") ?? DefaultFolder())
            .Where(s => s.Name.Contains(option("--series") ?? "", StringComparison.Ordinal))
            .ToList();
        foreach (
            var hours in option("--hours") is { } h
                ? [int.Parse(h, System.Globalization.CultureInfo.InvariantCulture)]
                : new[] { 24, 48 }
        )
        {
            foreach (
                var method in Methods.Where(m =>
                    m.Name.Contains(option("--method") ?? "", StringComparison.Ordinal)
                )
            )
            {
                var table = new PlaceboTable(Invariant($"{method.Name}, windows of {hours} h"));
                foreach (var series in all)
                    table.Add(series.Name, OfSeries(series, method, hours, new Rng(seed)));
                table.Print(new Rng(seed).Fork("bootstrap"));
            }
        }
    }

    private static List<PlaceboCase> OfSeries(PublicSeries series, Method method, int hours, Rng rng)
    {
        var starts = Starts(series, method.TwoSided, hours, rng.Fork(series.Name, hours));
        var windows = new PlaceboWindow?[starts.Count];
        Parallel.For(0, starts.Count, i => windows[i] = method.Fill(series, starts[i], hours));
        var cases = new List<PlaceboCase>();
        for (var i = 0; i < starts.Count; i++)
        {
            if (windows[i] is not { } window)
                continue;
            var rule = method.TwoSided
                ? PlaceboRules.TwoSided(series.Series, starts[i], hours)
                : PlaceboRules.Forecast(series.Series, starts[i], hours);
            cases.Add(new PlaceboCase(series.Clock.Day[starts[i]], window, rule));
        }
        return cases;
    }

    // Where the rule knows all of its weeks. Windows lie apart where that leaves enough of them, else they overlap.
    private static List<int> Starts(PublicSeries series, bool twoSided, int hours, Rng rng)
    {
        var (first, last) = twoSided
            ? (2 * 168, series.Series.Hours - (2 * 168) - hours)
            : (4 * 168, series.Series.Hours - hours);
        var candidates = new List<int>();
        for (var at = first; at <= last; at++)
        {
            var ordinary = true;
            for (var i = at; i < at + hours && ordinary; i++)
                ordinary =
                    series.Series.Usable[i] && series.Clock.Occasions.On(series.Clock.Day[i]).Count == 0;
            if (ordinary)
                candidates.Add(at);
        }
        for (var i = candidates.Count - 1; i > 0; i--)
        {
            var j = rng.NextInt(i + 1);
            (candidates[i], candidates[j]) = (candidates[j], candidates[i]);
        }
        var starts = new List<int>();
        foreach (var apart in new[] { hours, 1 })
        {
            foreach (var at in candidates)
            {
                if (starts.Count < Windows && starts.TrueForAll(s => Math.Abs(s - at) >= apart))
                    starts.Add(at);
            }
        }
        return starts;
    }

    private static PlaceboWindow? ByBothSides(PublicSeries series, int start, int hours)
    {
        var from = series.Series.Start + start;
        return
            WindowFill.Of(series.Series.Without([(from, from + hours)]), series.Clock)?.Fill(start, hours, 0)
                is { } fill
            ? PlaceboWindow.Of(Truth(series, start, hours), fill.Window.Values)
            : null;
    }

    private static PlaceboWindow? ByLeftOnly(PublicSeries series, int start, int hours)
    {
        var from = series.Series.Start + start;
        var before = series.Series.Without([(from, from + hours)]).Until(from + hours);
        return WindowFill.Of(before, series.Clock, leftOnly: true)?.Fill(start, hours, 0) is { } fill
            ? PlaceboWindow.Of(Truth(series, start, hours), fill.Window.Values)
            : null;
    }

    private static PlaceboWindow? ByTournament(PublicSeries series, int start, int hours)
    {
        var history = series.Series.Until(series.Series.Start + start);
        if (Tournament.Run(history, series.Clock, hours) is not { } tournament)
            return null;
        var expected = tournament.Mean.AsSpan(0, hours).ToArray().Sum();
        // The interval's ends at many levels are the draws.
        var draws = new List<double>();
        for (var level = 0.005; level < 1; level += 0.01)
        {
            var (lower, upper) = tournament.Errors.Total(tournament.Mean, 0, hours, level);
            draws.Add(lower);
            draws.Add(upper);
        }
        return PlaceboWindow.Of(Truth(series, start, hours), draws) with { Expected = expected };
    }

    private static double Truth(PublicSeries series, int start, int hours) =>
        series.Series.Values.AsSpan(start, hours).ToArray().Sum();

    private static string DefaultFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RiskLens.sln")))
            folder =
                folder.Parent ?? throw new InvalidOperationException("No RiskLens.sln above the program.");
        return Path.Combine(folder.FullName, "..", "shared", "data", "series");
    }
}
