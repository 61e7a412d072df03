using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using RiskLens.Engine.Numerics;

namespace RiskLens.Benchmarks.Mixes;

/// <summary>
/// One CVaR programme over simulated years of 12 channels, and the same on fewer years against SciPy's HiGHS on the direct
/// linear programme in the same run.
/// </summary>
internal static class CvarBenchmark
{
    private const int Channels = 12;
    private const int Threads = 2;
    private const double Level = 0.95;
    private const double MeanWeight = 0.5;
    private const double Cap = 0.4;

    /// <summary>Solves both; false where the optima differ by more than a millionth.</summary>
    public static async Task<bool> RunAsync(
        int trials,
        int yardstickTrials,
        CancellationToken cancellationToken
    )
    {
        // Compiled outside the clock.
        Solve(Years(2000), cancellationToken);
        Solve(Years(20_000), cancellationToken);
        Tell(Solve(Years(trials), cancellationToken), trials);

        var columns = Years(yardstickTrials);
        var (optimum, seconds) = Solve(columns, cancellationToken);
        Tell((optimum, seconds), yardstickTrials);
        if (await HighsAsync(columns, cancellationToken) is not { } told)
            return true;
        var apart = Math.Abs(optimum.Objective - told.Optimum) / Math.Abs(told.Optimum);
        Figures.Note(
            Figures.Invariant(
                $"HiGHS on the direct linear programme, {yardstickTrials} x {Channels}: {told.Seconds:0.00} s, ratio {told.Seconds / seconds:0}; optima {apart:0.0e0} apart (1e-6 allowed)"
            )
        );
        return apart <= 1e-6;
    }

    private static void Tell((CvarSolution.Optimum Optimum, double Seconds) solved, int trials) =>
        Figures.Note(
            Figures.Invariant(
                $"cutting planes, {trials} x {Channels}: {solved.Seconds:0.000} s on {Threads} threads, {solved.Optimum.Passes} passes, objective {solved.Optimum.Objective:0.000000}, relative gap {solved.Optimum.Gap / solved.Optimum.Objective:0.0e0}"
            )
        );

    private static (CvarSolution.Optimum Optimum, double Seconds) Solve(
        double[][] columns,
        CancellationToken cancellationToken
    )
    {
        var clock = Stopwatch.StartNew();
        var cuts = new CvarCuts(Level, new double[columns[0].Length], columns, null, Threads);
        var programme = new CvarProgramme
        {
            Cost = Prices,
            Lower = new double[Channels],
            Upper = [.. Enumerable.Repeat(Cap, Channels)],
            MeanWeight = MeanWeight,
            Rows = [new LinearRow([.. Enumerable.Repeat(1.0, Channels)], RowKind.Equal, 1)],
        };
        var optimum = (CvarSolution.Optimum)programme.Solve(cuts, cancellationToken);
        return (optimum, clock.Elapsed.TotalSeconds);
    }

    private static double[] Prices => [.. Enumerable.Range(0, Channels).Select(i => 0.01 * i)];

    // Outages of each channel, of three owners' four channels and of all, heavy-tailed: most years are spared most of them.
    private static double[][] Years(int trials)
    {
        var rng = new Rng(20261123);
        var columns = Enumerable.Range(0, Channels).Select(_ => new double[trials]).ToArray();
        double Shock(double chance, double sigma) =>
            rng.NextDouble() < chance ? Math.Exp(sigma * rng.NextNormal()) : 0;
        for (var t = 0; t < trials; t++)
        {
            var all = Shock(0.05, 1.3);
            double[] owners = [Shock(0.2, 1.3), Shock(0.1, 1.3), Shock(0.15, 1.3)];
            for (var i = 0; i < Channels; i++)
                columns[i][t] = (all * (1 + (i % 2))) + owners[i % 3] + (2 * Shock(0.15, 1.5));
        }
        return columns;
    }

    private static async Task<Told?> HighsAsync(double[][] columns, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("risklens-cvar-").FullName;
        try
        {
            var programme = new
            {
                channels = Channels,
                level = Level,
                meanWeight = MeanWeight,
                cap = Cap,
                prices = Prices,
            };
            await File.WriteAllTextAsync(
                Path.Combine(folder, "programme.json"),
                JsonSerializer.Serialize(programme),
                cancellationToken
            );
            await File.WriteAllBytesAsync(
                Path.Combine(folder, "columns.bin"),
                [.. columns.SelectMany(c => MemoryMarshal.AsBytes<double>(c).ToArray())],
                cancellationToken
            );
            var script = Path.Combine(AppContext.BaseDirectory, "highs.py");
            // The system's own Python first: it is where SciPy comes from a distribution.
            var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
            var ran = await Child.RunAsync(python, [script, folder], folder, cancellationToken);
            return JsonSerializer.Deserialize<Told>(ran.Output, JsonSerializerOptions.Web);
        }
        catch (InvalidOperationException)
        {
            Figures.Note("HiGHS: skipped, SciPy does not run.");
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record Told(double Seconds, double Optimum);
}
