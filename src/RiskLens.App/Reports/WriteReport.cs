using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using RiskLens.App.Reports.Charts;
using RiskLens.App.Reports.Components;
using RiskLens.App.Reports.Printing;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Reports;

/// <summary>
/// Writes a study's report: one self-contained HTML file and, where a browser is at hand, the PDF printed from it.
/// The study alone is rendered: no clock, no machine, no database, so that the same study gives the same HTML.
/// </summary>
/// <param name="browser">A browser's path, "none", or null for RISKLENS_BROWSER and then the usual places.</param>
/// <param name="fontsFolder">Where the open font's files are; null for the folder fonts beside the program.</param>
public sealed class WriteReport(string? browser = null, string? fontsFolder = null)
{
    /// <summary>One subject a page.</summary>
    public const int Pages = 12;

    /// <summary>Sizes of print that are tried until every subject has room on its page.</summary>
    public static IReadOnlyList<double> Sizes { get; } = [1, 0.95, 0.9, 0.85];

    /// <summary>How the company's reports look.</summary>
    public Branding Branding { get; init; } = Branding.None;

    /// <summary>The same writer with another look.</summary>
    public WriteReport Branded(Branding branding) => new(browser, fontsFolder) { Branding = branding };

    public async Task<ReportFile> RunAsync(
        Study study,
        string language,
        string folder,
        ReportKind kind,
        CancellationToken cancellationToken
    )
    {
        var words = ReportLanguage.Of(language);
        Directory.CreateDirectory(folder);
        var name = NameOf(study, words);
        var htmlPath = Path.Combine(folder, name + ".html");
        var html = await WriteHtmlAsync(study, words, htmlPath, Sizes[0], cancellationToken);
        if (kind == ReportKind.Html)
            return new ReportFile(null, htmlPath, 0, Hash(html), null, null);
        try
        {
            var printer = new PrintPdf(Browser.Find(browser));
            var dated = StudyWords.Utc(study.Settings.AsOf);
            var pdf = await printer.RunAsync(htmlPath, dated, cancellationToken);
            // A study with more to say than a page holds is set in smaller letters, not on more pages.
            foreach (var size in Sizes.Skip(1).TakeWhile(_ => PdfBytes.Pages(pdf) > Pages))
            {
                html = await WriteHtmlAsync(study, words, htmlPath, size, cancellationToken);
                pdf = await printer.RunAsync(htmlPath, dated, cancellationToken);
            }
            var pdfPath = Path.Combine(folder, name + ".pdf");
            await WriteWholeAsync(pdfPath, pdf, cancellationToken);
            return new ReportFile(pdfPath, htmlPath, PdfBytes.Pages(pdf), Hash(pdf), null, null);
        }
        catch (RiskLensException missing)
        {
            return new ReportFile(null, htmlPath, 0, Hash(html), missing.Problem, missing.Remedy);
        }
    }

    private async Task<byte[]> WriteHtmlAsync(
        Study study,
        ReportLanguage language,
        string path,
        double size,
        CancellationToken cancellationToken
    )
    {
        var bytes = Encoding.UTF8.GetBytes(await RenderAsync(study, language, size));
        await WriteWholeAsync(path, bytes, cancellationToken);
        return bytes;
    }

    /// <summary>The report as one HTML document, for a page that shows it.</summary>
    /// <param name="size">Size of the print beside the usual one.</param>
    /// <param name="drawn">Where its charts are remembered.</param>
    public async Task<string> RenderAsync(
        Study study,
        ReportLanguage language,
        double size = 1,
        DrawnCharts? drawn = null
    )
    {
        var words = new StudyWords(study, language);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(drawn ?? new DrawnCharts())
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(
            services,
            services.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>()
        );
        var style = new ReportStyle(fontsFolder).For(words, Branding, size);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(ReportDocument.Words)] = words,
                [nameof(ReportDocument.Style)] = style,
                [nameof(ReportDocument.Branding)] = Branding,
            };
            var root = await renderer.RenderComponentAsync<ReportDocument>(
                ParameterView.FromDictionary(parameters)
            );
            return root.ToHtmlString();
        });
    }

    /// <summary>A reader never finds half a file: the bytes go beside it first, then take its name in one step.</summary>
    internal static async Task WriteWholeAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        var part = path + ".part";
        try
        {
            await File.WriteAllBytesAsync(part, bytes, cancellationToken);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>What a report's files are called, without their ending.</summary>
    internal static string NameOf(Study study, ReportLanguage language) =>
        $"risklens-{FileName(study.Id)}-{language.Code}";

    private static string FileName(string id)
    {
        var kept = string.Concat(id.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').Take(60));
        return kept.Length > 0 ? kept : "study";
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
