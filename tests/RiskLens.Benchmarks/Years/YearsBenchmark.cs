using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Benchmarks.Years;

/// <summary>
/// Simulated years of a large company under some sixty mixes, against a vectorised NumPy simulation of the same model in
/// the same run: seconds of each core, and whether the mean years agree.
/// </summary>
internal static class YearsBenchmark
{
    private const int Threads = 2;

    /// <summary>Simulates, then has the yardstick do so; false where their means differ by more than four errors.</summary>
    public static async Task<bool> RunAsync(
        int trials,
        int yardstickTrials,
        CancellationToken cancellationToken
    )
    {
        var company = new MadeUpCompany(MadeUpCompany.Channels);
        var mixes = company.Search.Candidates();
        var routings = mixes.Select(company.Search.RoutingOf).ToArray();
        var years = new YearSimulation(
            company.Model,
            company.Inputs,
            company.LogRatios,
            MadeUpCompany.Channels
        );
        YearDraws[] Run(int count) =>
            years.Run(routings, LossUnit.Money, count, new Rng(1), Threads, null, cancellationToken);
        // Compiled and its tables made outside the clock, as the yardstick's are.
        Run(Math.Min(trials, 2000));

        var (clock, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        var draws = Run(trials);
        var seconds = clock.Elapsed.TotalSeconds;
        var core = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        var shape = Figures.Invariant(
            $"{company.Cells.Count} cells, {company.Model.Nodes.Count} nodes, {mixes.Count} mixes"
        );
        Figures.Note(
            Figures.Invariant(
                $"{trials} trials ({shape}): {seconds:0.00} s on {Threads} threads, {core:0.00} s of processor, {trials / core:0} trials a second and core, peak {peak:0} MiB"
            )
        );
        var nested = Stopwatch.StartNew();
        years.RunNested(
            [new Valued(routings[0], LossUnit.Money)],
            200,
            trials / 20,
            [0.99],
            new Rng(1),
            Threads,
            null,
            cancellationToken
        );
        Figures.Note(
            Figures.Invariant($"nested run, 200 x {trials / 20}: {nested.Elapsed.TotalSeconds:0.00} s")
        );
        if (!Child.Has("python3"))
        {
            Figures.Note("NumPy: skipped, there is no python3.");
            return true;
        }
        return await CompareAsync(
            company,
            routings,
            draws,
            trials / core,
            yardstickTrials,
            cancellationToken
        );
    }

    private static async Task<bool> CompareAsync(
        MadeUpCompany company,
        Routing[] routings,
        YearDraws[] draws,
        double perCore,
        int trials,
        CancellationToken cancellationToken
    )
    {
        var folder = Directory.CreateTempSubdirectory("risklens-years-").FullName;
        try
        {
            await WriteAsync(company, routings.Length, trials, folder, cancellationToken);
            var script = Path.Combine(AppContext.BaseDirectory, "yardstick.py");
            // The system's own Python first: it is where NumPy comes from a distribution.
            var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
            Ran ran;
            try
            {
                ran = await Child.RunAsync(python, [script, folder], folder, cancellationToken);
            }
            catch (InvalidOperationException)
            {
                Figures.Note("NumPy: skipped, it does not run.");
                return true;
            }
            var told = JsonSerializer.Deserialize<Told>(ran.Output, JsonSerializerOptions.Web)!;
            var theirs = told.Trials / told.Seconds;
            Figures.Note(
                Figures.Invariant(
                    $"NumPy, one core, {told.Trials} trials: {told.Seconds:0.0} s, {theirs:0} trials a second and core, peak {ran.PeakMiB} MiB"
                )
            );
            Figures.Note(Figures.Invariant($"ratio per core: {perCore / theirs:0.0}"));
            return Agree(draws, told);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Agree(YearDraws[] draws, Told told)
    {
        var worst = 0.0;
        for (var m = 0; m < draws.Length; m++)
        {
            var mean = draws[m].Total.Average();
            var variance = draws[m].Total.Sum(x => (x - mean) * (x - mean)) / draws[m].Total.Length;
            var error = Math.Sqrt((variance / draws[m].Total.Length) + (told.Error[m] * told.Error[m]));
            var apart = error > 0 ? Math.Abs(mean - told.Mean[m]) / error : 0;
            worst = Math.Max(worst, apart);
            if (m < 3)
                Figures.Note(
                    Figures.Invariant(
                        $"mix {m}: mean year {mean:0}, NumPy {told.Mean[m]:0}, {apart:0.0} errors apart"
                    )
                );
        }
        Figures.Note(
            Figures.Invariant($"all {draws.Length} mixes: at most {worst:0.0} errors apart (4 allowed)")
        );
        return worst <= 4;
    }

    private static async Task WriteAsync(
        MadeUpCompany company,
        int mixes,
        int trials,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var cells = company.Cells;
        var hours = cells[0].Path.Length;
        var regimes = company.Model.Durations.Keys.Order().ToArray();
        var model = new
        {
            trials,
            hours,
            mixes,
            channels = MadeUpCompany.Channels,
            cap = DurationLaw.DefaultCapHours,
            regimes = regimes.Length,
            purposes = cells.Select(MadeUpCompany.PurposeOf),
            nodes = company.Model.Nodes.Select(n => new
            {
                mask = n.ChannelMask,
                alpha = n.Rate.Alpha,
                beta = n.Rate.Beta,
                regime = Array.IndexOf(regimes, n.Node.Regime),
            }),
            entries = company.Search.Candidates().SelectMany((mix, m) => EntriesOf(company, mix, m)),
        };
        await File.WriteAllTextAsync(
            Path.Combine(folder, "model.json"),
            JsonSerializer.Serialize(model),
            cancellationToken
        );
        double[] paths = [.. Enumerable.Range(0, hours).SelectMany(h => cells.Select(c => c.Path[h]))];
        await WriteAsync(Path.Combine(folder, "paths.bin"), paths, cancellationToken);
        var rng = new Rng(2);
        var parameters = Enumerable
            .Range(0, trials)
            .SelectMany(t => ParametersOf(company, regimes, rng.Fork("trial", t)));
        await WriteAsync(Path.Combine(folder, "parameters.bin"), [.. parameters], cancellationToken);
    }

    private static Task WriteAsync(string path, double[] values, CancellationToken cancellationToken) =>
        File.WriteAllBytesAsync(path, MemoryMarshal.AsBytes<double>(values).ToArray(), cancellationToken);

    // The laws of lengths, level, behaviour, and by purpose what a conversation that is neither rerouted nor recovered costs.
    private static double[] ParametersOf(MadeUpCompany company, Regime[] regimes, Rng rng)
    {
        var draw = company.Inputs.Draw(rng, company.LogRatios);
        var laws = regimes.Select(r => company.Model.Durations[r].DrawLaw(rng.Fork("duration", (int)r)).Body);
        var worth = Enumerable
            .Range(0, company.Cells.Count)
            .DistinctBy(k => MadeUpCompany.PurposeOf(company.Cells[k]))
            .OrderBy(k => MadeUpCompany.PurposeOf(company.Cells[k]))
            .Select(k => draw.Money!.Margin[k] * (1 - draw.ServedElsewhere[k]));
        return
        [
            .. laws.SelectMany(l => new[] { l.Mu, l.Sigma }),
            draw.Level,
            draw.SwitchRate,
            draw.RecoveredNow,
            draw.RecoveryHours,
            .. worth,
        ];
    }

    // By reach set: the share that a mix carries over a channel. The rule of the engine's routing, written out again.
    private static IEnumerable<double[]> EntriesOf(MadeUpCompany company, Mix mix, int m)
    {
        var cells = company.Cells;
        for (var k = 0; k < cells.Count; k++)
        {
            foreach (var (set, share) in Enrolled(cells[k], mix))
            {
                var carrier =
                    (mix.Active >> cells[k].Channel & 1) != 0
                        ? cells[k].Channel
                        : Busiest(company, cells[k].Purpose, set & mix.Active);
                if (carrier >= 0)
                    yield return [m, k, carrier, set, mix.Active, share];
            }
        }
    }

    private static IEnumerable<(int Set, double Share)> Enrolled(DemandCell cell, Mix mix)
    {
        foreach (var (set, share) in cell.ShareBySet)
        {
            var lonely = mix.Standby >= 0 && int.PopCount(set) == 1 && (set >> mix.Standby & 1) == 0;
            yield return (set, lonely ? share * (1 - mix.StandbyShare) : share);
            if (lonely)
                yield return (set | (1 << mix.Standby), share * mix.StandbyShare);
        }
    }

    private static int Busiest(MadeUpCompany company, string purpose, int among) =>
        Enumerable
            .Range(0, MadeUpCompany.Channels)
            .Where(c => (among >> c & 1) != 0)
            .OrderByDescending(c =>
                company
                    .Cells.Where(cell =>
                        cell.Channel == c && string.Equals(cell.Purpose, purpose, StringComparison.Ordinal)
                    )
                    .Sum(cell => cell.Path.Sum())
            )
            .FirstOrDefault(-1);

    private sealed record Told(double Seconds, int Trials, double[] Mean, double[] Error);
}
