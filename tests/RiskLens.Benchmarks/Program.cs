using RiskLens.Benchmarks;
using RiskLens.Benchmarks.Forecasts;
using RiskLens.Benchmarks.Mixes;
using RiskLens.Benchmarks.Years;

// Speed as a ratio against a yardstick measured in the same run: times of one machine say nothing on another.
// usage: dotnet run -c Release --project tests/RiskLens.Benchmarks [-- demo|table|chat ... | m4 | placebo | leads | years | mixes | cvar | report] [--data DIR] [--runs N] [--folder DIR]
if (args.Contains("m4"))
    return M4Benchmark.Run(Option("--data"), Option("--folder"), Option("--cut"));
if (args.Contains("placebo"))
{
    PlaceboBenchmark.Run(Option);
    return 0;
}
if (args.Contains("leads"))
{
    LeadBenchmark.Run(Option("--data") ?? Path.Combine("..", "shared", "data"));
    return 0;
}
if (args.Contains("years"))
{
    var trials = Count("--trials", 100_000);
    return await YearsBenchmark.RunAsync(trials, Count("--yardstick", trials), CancellationToken.None)
        ? 0
        : 1;
}
if (args.Contains("mixes"))
    return MixesBenchmark.Run(Count("--trials", 100_000)) ? 0 : 1;
if (args.Contains("cvar"))
{
    var trials = Count("--trials", 100_000);
    return await CvarBenchmark.RunAsync(trials, Count("--yardstick", 16_000), CancellationToken.None) ? 0 : 1;
}
if (args.Contains("report"))
{
    Figures.Header();
    return await ReportBenchmark.RunAsync(
        Option("--data") ?? "data",
        Count("--runs", 3),
        CancellationToken.None
    )
        ? 0
        : 1;
}
var runs = int.Parse(Option("--runs") ?? "3", System.Globalization.CultureInfo.InvariantCulture);
var given = Option("--folder");
var folder = given ?? Directory.CreateTempSubdirectory("risklens-benchmarks-").FullName;
var wanted = args.Where(arg => arg is "demo" or "table" or "chat").ToList();
try
{
    Figures.Header();
    if (wanted.Count == 0 || wanted.Contains("demo"))
        await DemoBenchmark.RunAsync(folder, CancellationToken.None);
    if (wanted.Count == 0 || wanted.Contains("table"))
        await ImportBenchmarks.TableAsync(folder, runs, CancellationToken.None);
    if (wanted.Count == 0 || wanted.Contains("chat"))
        await ImportBenchmarks.ChatAsync(folder, runs, CancellationToken.None);
    return 0;
}
finally
{
    // What was made in a folder of the caller's stays for the next run.
    if (given is null)
        Directory.Delete(folder, recursive: true);
}

string? Option(string name) =>
    Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

int Count(string name, int otherwise) =>
    Option(name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;
