using System.Diagnostics;
using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.App.Demo;
using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Storage;
using RiskLens.App.Studies;

// Speed as a ratio against a yardstick measured in the same run: times of one machine say nothing on another.
var folder = Directory.CreateTempSubdirectory("risklens-benchmarks-").FullName;
try
{
    var cancel = CancellationToken.None;
    var catalogue = ReferenceData.Load();
    var workspace = await Workspace.OpenAsync(Path.Combine(folder, "workspace"), TimeProvider.System, cancel);
    await new SetCompany(workspace).RunAsync(
        new CompanyProfile(
            FictionalBank.Name,
            FictionalBank.Currency,
            FictionalBank.Zone,
            FictionalBank.Country,
            "en",
            true
        ),
        cancel
    );
    var logs = await new PrepareDemo().RunAsync(folder, cancel);

    var reading = Stopwatch.StartNew();
    var contacts = new HashSet<string>(StringComparer.Ordinal);
    var rows = 0;
    foreach (var line in logs.SelectMany(File.ReadLines))
    {
        rows++;
        contacts.Add(line.Split(',') is [_, _, _, _, var contact, ..] ? contact : line);
    }
    reading.Stop();

    var importing = Stopwatch.StartNew();
    var files = logs.Select(path => new LogFile(path, Path.GetFileName(path))).ToArray();
    var imported = await new ImportLogs(workspace, catalogue).RunAsync(
        files,
        new ImportOptions(null, null, null, DryRun: false, null),
        progress: null,
        cancel
    );
    importing.Stop();

    var studying = Stopwatch.StartNew();
    await new RunStudy(workspace, catalogue).RunAsync(new StudyRequest(Seed: 1), progress: null, cancel);
    studying.Stop();

    Console.WriteLine("| figure | seconds | yardstick | ratio |");
    Console.WriteLine("|---|---|---|---|");
    Row(
        "import of the demo bank, whole",
        importing.Elapsed,
        "split its lines, count contacts",
        reading.Elapsed
    );
    Row("study of it, 100,000 trials", studying.Elapsed, "the same", reading.Elapsed);
    var messages = imported.Files.Sum(f => f.Messages);
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{messages} messages, {contacts.Count} contacts in {rows} lines; peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"
        )
    );
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static void Row(string figure, TimeSpan time, string yardstick, TimeSpan against) =>
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {figure} | {time.TotalSeconds:0.0} | {yardstick}: {against.TotalSeconds:0.0} s | {time / against:0.0} |"
        )
    );
