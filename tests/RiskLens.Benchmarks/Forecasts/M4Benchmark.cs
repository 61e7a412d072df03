using System.Diagnostics;
using System.Globalization;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Units;

namespace RiskLens.Benchmarks;

/// <summary>
/// The hourly series of the M4 competition: 48 hours of 414 series, by the competition's measures (Makridakis,
/// Spiliotis and Assimakopoulos 2020). With a cut the last hours of the train part are taken for the test, which is
/// where anything may be chosen.
/// </summary>
internal static class M4Benchmark
{
    private const int Hours = 48;
    private const double Level = 0.95;
    private const string Published = """
        | published: TiRex, zero-shot | | | 0.364 | 5.45 | | | | |
        | published: TimesFM-2.5, zero-shot | | | 0.387 | | | | | |
        | published: Chronos-2, zero-shot | | | 0.395 | | | | | |
        | published: best of 61 entries | 8.91 | 0.80 | 0.410 | 6.14 | | | | |
        | published: the competition's winner | | | 0.440 | 7.93 | | | | |
        | published: seasonal naive | 13.91 | 1.19 | 0.627 | | | | | |
        """;

    /// <summary>Prints the table; forecasts and bounds go to the folder as CSV.</summary>
    public static int Run(string? data, string? folder, string? cut)
    {
        data ??= Path.Combine("..", "shared", "data");
        folder ??= Directory.CreateTempSubdirectory("risklens-m4-").FullName;
        Directory.CreateDirectory(folder);
        var cutHours = cut is null ? 0 : int.Parse(cut, CultureInfo.InvariantCulture);
        var train = M4Scores.Read(Path.Combine(data, "m4-hourly-train.csv"));
        var tests = M4Scores.Read(Path.Combine(data, "m4-hourly-test.csv")).ToDictionary();
        var naive = M4Scores.Read(Path.Combine(data, "m4-hourly-naive2.csv")).ToDictionary();
        string[] ids = [.. train.Select(t => t.Key)];
        double[][] known = [.. train.Select(t => t.Value[..^cutHours])];
        double[][] truths =
        [
            .. train.Select(t =>
                cutHours == 0 ? tests[t.Key] : t.Value[^cutHours..][..Math.Min(Hours, cutHours)]
            ),
        ];
        var scores = new M4Scores(
            known,
            truths,
            M4Scores.Naive2(known, [.. ids.Select(id => naive[id])], [.. ids.Select(id => tests[id])], train)
        );
        HourlySeries[] series = [.. known.Select(SeriesOf)];
        LocalClock[] clocks = [.. known.Select(k => LocalClock.Undated(k.Length + Hours))];
        Console.WriteLine(
            "| forecaster | sMAPE | MASE | OWA | MSIS 95 % | inside 95 % | 48 h total, median % | mean % | CPU ms a series |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var entrant in Tournament.DaysAhead)
        {
            var (paths, seconds) = Timed(() => Paths(entrant, series, clocks));
            if (paths.Any(p => p is null))
                continue;
            Console.WriteLine(scores.Row(entrant.Name, paths!, null, null, seconds));
            M4Scores.Write(Path.Combine(folder, entrant.Name + ".csv"), ids, paths!);
        }
        Compete(series, clocks, ids, scores, folder);
        Console.WriteLine(Published);
        return 0;
    }

    private static void Compete(
        HourlySeries[] series,
        LocalClock[] clocks,
        string[] ids,
        M4Scores scores,
        string folder
    )
    {
        var clock = Stopwatch.StartNew();
        var (tournaments, seconds) = Timed(() =>
            Tournament.RunAll(series, clocks, Hours, Environment.ProcessorCount)
        );
        double[][] means = [.. tournaments.Select(t => t!.Mean)];
        var bounds = tournaments
            .Select(t => Enumerable.Range(0, Hours).Select(h => t!.Errors.Hour(t.Mean, h, Level)).ToArray())
            .ToArray();
        double[][] lower = [.. bounds.Select(b => b.Select(x => x.Lower).ToArray())];
        double[][] upper = [.. bounds.Select(b => b.Select(x => x.Upper).ToArray())];
        Console.WriteLine(scores.Row("tournament", means, lower, upper, seconds));
        M4Scores.Write(Path.Combine(folder, "tournament.csv"), ids, means);
        M4Scores.Write(Path.Combine(folder, "tournament-lower.csv"), ids, lower);
        M4Scores.Write(Path.Combine(folder, "tournament-upper.csv"), ids, upper);
        Console.WriteLine(
            Figures.Invariant(
                $"Tournament of {series.Length} series: {clock.Elapsed.TotalSeconds:0} s on {Environment.ProcessorCount} cores; winners: "
            )
                + string.Join(
                    ", ",
                    tournaments
                        .CountBy(t => t!.Winner.Name)
                        .OrderByDescending(c => c.Value)
                        .Select(c => $"{c.Key} {c.Value}")
                )
        );
    }

    private static double[]?[] Paths(IForecaster entrant, HourlySeries[] series, LocalClock[] clocks) =>
        entrant is IPooledForecaster pooled
            ? pooled.Forecast(series, clocks, Hours, Environment.ProcessorCount)
            : [.. series.Select((s, i) => entrant.Forecast(s, clocks[i], Hours))];

    private static (T Result, double CpuSeconds) Timed<T>(Func<T> work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var result = work();
        process.Refresh();
        return (result, (process.TotalProcessorTime - before).TotalSeconds);
    }

    private static HourlySeries SeriesOf(double[] values)
    {
        var usable = new bool[values.Length];
        Array.Fill(usable, true);
        return new HourlySeries(new Hour(4 * 24), values, usable);
    }
}
