using RiskLens.App.Reports;

namespace RiskLens.App.Tests.Reports;

/// <summary>
/// The sample reports are what the stored study of the fictional bank gives today; RISKLENS_UPDATE=1 writes them anew, and
/// with RISKLENS_TESTS=all the stored study before them.
/// The PDFs are compared by their text: their bytes hang on the browser's version.
/// </summary>
public sealed class SampleReportTests(FreshDemo fresh) : IClassFixture<FreshDemo>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("risklens-samples-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task The_sample_HTML_is_what_the_stored_study_gives(string language)
    {
        var report = await new WriteReport().RunAsync(
            DemoStudy.Stored,
            language,
            _folder,
            ReportKind.Html,
            Stop
        );
        var sample = Path.Combine(DemoStudy.Samples, $"sample-{language}.html");
        if (FreshDemo.Update)
            Keep(report.HtmlPath, sample);
        Assert.Equal(
            TextOf(await File.ReadAllTextAsync(sample, Stop)),
            TextOf(await File.ReadAllTextAsync(report.HtmlPath, Stop))
        );
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task The_sample_PDF_has_the_text_that_the_stored_study_gives(string language)
    {
        PdfTool.SkipWithoutBrowser();
        var report = await new WriteReport().RunAsync(
            DemoStudy.Stored,
            language,
            _folder,
            ReportKind.Pdf,
            Stop
        );
        Assert.Null(report.Problem);
        var sample = Path.Combine(DemoStudy.Samples, $"sample-{language}.pdf");
        if (FreshDemo.Update)
            Keep(report.PdfPath!, sample);
        Assert.Equal(await PdfTool.PagesAsync(sample), await PdfTool.PagesAsync(report.PdfPath!));
    }

    [Fact]
    public void The_stored_study_is_what_the_demo_gives()
    {
        Assert.SkipWhen(
            fresh.Document is null,
            "A study of the demo at full size takes a minute or more: it runs with RISKLENS_TESTS=all."
        );
        Assert.Equal(fresh.Document, DemoStudy.Json());
        Assert.Equal(fresh.Changes, DemoStudy.ChangesJson());
    }

    private static void Keep(string path, string sample)
    {
        Directory.CreateDirectory(DemoStudy.Samples);
        File.Copy(path, sample, overwrite: true);
    }

    /// <summary>The document without the fonts, which come from a package.</summary>
    private static string TextOf(string html) =>
        html[html.IndexOf("@page", StringComparison.Ordinal)..]
            .Replace("\"RiskLens Text\", ", "", StringComparison.Ordinal);
}
