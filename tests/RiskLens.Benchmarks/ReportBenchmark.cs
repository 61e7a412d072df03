using System.Diagnostics;
using System.IO.Compression;
using RiskLens.App.Reports;
using RiskLens.App.Reports.Printing;
using RiskLens.App.Storage;
using RiskLens.App.Studies;
using RiskLens.Engine.Studies;

namespace RiskLens.Benchmarks;

/// <summary>The report of the stored demo study, against the browser's printing of an empty page.</summary>
internal static class ReportBenchmark
{
    // What a reader waits for, in seconds on two cores that do nothing else.
    private const double HtmlLimit = 0.5;
    private const double ReportLimit = 6;

    /// <summary>Prints the figures; false where one is over its limit.</summary>
    public static async Task<bool> RunAsync(string data, int runs, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("risklens-report-benchmark-").FullName;
        try
        {
            var study = await StudyAsync(data, cancellationToken);
            var language = ReportLanguage.Of("en");
            var cold = await SecondsAsync(() => new WriteReport("none").RenderAsync(study, language));
            var warm = await MedianAsync(runs, () => new WriteReport("none").RenderAsync(study, language));
            var empty = await EmptyPageAsync(folder, runs, cancellationToken);
            var whole = await WholeAsync(study, folder, runs, cancellationToken);
            const string Yardstick = "the browser prints an empty page";
            Figures.Row("HTML of the report, first in the process", cold, Yardstick, empty);
            Figures.Row("HTML of the report, after that", warm, Yardstick, empty);
            Figures.Row("risklens report, start to end", whole, Yardstick, empty);
            Figures.Note(
                Figures.Invariant(
                    $"HTML {cold * 1000:0} ms cold and {warm * 1000:0} ms warm (limit {HtmlLimit * 1000:0}), report {whole:0.0} s (limit {ReportLimit:0})"
                )
            );
            return cold <= HtmlLimit && whole <= ReportLimit;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Study> StudyAsync(string data, CancellationToken cancellationToken)
    {
        var path = Path.Combine(data, "samples", "report", "study.json.gz");
        await using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        return StudyJson.Read(await reader.ReadToEndAsync(cancellationToken));
    }

    private static async Task<double> EmptyPageAsync(
        string folder,
        int runs,
        CancellationToken cancellationToken
    )
    {
        var html = Path.Combine(folder, "empty.html");
        await File.WriteAllTextAsync(html, "<!DOCTYPE html><title>empty</title>", cancellationToken);
        var printer = new PrintPdf(Browser.Find());
        return await MedianAsync(
            runs,
            () => printer.RunAsync(html, DateTimeOffset.UnixEpoch, cancellationToken)
        );
    }

    private static async Task<double> WholeAsync(
        Study study,
        string folder,
        int runs,
        CancellationToken cancellationToken
    )
    {
        var home = Path.Combine(folder, "workspace");
        var workspace = await Workspace.OpenAsync(home, TimeProvider.System, cancellationToken);
        await new StudyArchive(workspace).StoreAsync(study, cancellationToken);
        var program = Path.Combine(AppContext.BaseDirectory, "risklens.dll");
        return await MedianAsync(
            runs,
            () =>
                Child.RunAsync(
                    "dotnet",
                    [program, "report", "--workspace", home, "--output", folder],
                    folder,
                    cancellationToken
                )
        );
    }

    private static async Task<double> MedianAsync(int runs, Func<Task> work)
    {
        var seconds = new List<double>();
        for (var run = 0; run < runs; run++)
            seconds.Add(await SecondsAsync(work));
        return seconds.Order().ElementAt(runs / 2);
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalSeconds;
    }
}
