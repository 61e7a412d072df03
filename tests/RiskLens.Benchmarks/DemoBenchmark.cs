using System.Diagnostics;
using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.App.Demo;
using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Storage;
using RiskLens.App.Studies;

namespace RiskLens.Benchmarks;

/// <summary>The demo bank's logs imported and studied, against splitting their lines.</summary>
internal static class DemoBenchmark
{
    public static async Task RunAsync(string folder, CancellationToken cancellationToken)
    {
        var catalogue = ReferenceData.Load();
        var workspace = await Workspace.OpenAsync(
            Path.Combine(folder, "demo"),
            TimeProvider.System,
            cancellationToken
        );
        await new SetCompany(workspace).RunAsync(
            new CompanyProfile(
                FictionalBank.Name,
                FictionalBank.Currency,
                FictionalBank.Zone,
                FictionalBank.Country,
                "en",
                true
            ),
            cancellationToken
        );
        var logs = await new PrepareDemo().RunAsync(folder, cancellationToken);

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
            new ImportOptions(),
            progress: null,
            cancellationToken
        );
        importing.Stop();
        var studying = Stopwatch.StartNew();
        await new RunStudy(workspace, catalogue).RunAsync(
            new StudyRequest(Seed: 1),
            progress: null,
            cancellationToken
        );
        studying.Stop();

        const string yardstick = "split its lines, count contacts";
        Figures.Row(
            "import of the demo bank, whole",
            importing.Elapsed.TotalSeconds,
            yardstick,
            reading.Elapsed.TotalSeconds
        );
        Figures.Row(
            "study of it, 100,000 trials",
            studying.Elapsed.TotalSeconds,
            yardstick,
            reading.Elapsed.TotalSeconds
        );
        var messages = imported.Files.Sum(f => f.Messages);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{messages} messages, {contacts.Count} contacts in {rows} lines; peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"
            )
        );
    }
}
