using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task<ReportFile> RunAsync(
        Study study,
        string language,
        string folder,
        ReportKind kind,
        CancellationToken cancellationToken
    )
    {
        var words = ReportLanguage.Of(language);
        var html = await RenderAsync(study, words);
        Directory.CreateDirectory(folder);
        var name = $"risklens-{FileName(study.Id)}-{words.Code}";
        var htmlPath = Path.Combine(folder, name + ".html");
        var bytes = Encoding.UTF8.GetBytes(html);
        await WriteWholeAsync(htmlPath, bytes, cancellationToken);
        if (kind == ReportKind.Html)
            return new ReportFile(null, htmlPath, 0, Hash(bytes), null, null);
        try
        {
            var printer = Browser.Find(browser);
            var pdf = await new PrintPdf(printer).RunAsync(
                htmlPath,
                StudyWords.Utc(study.Settings.AsOf),
                cancellationToken
            );
            var pdfPath = Path.Combine(folder, name + ".pdf");
            await WriteWholeAsync(pdfPath, pdf, cancellationToken);
            return new ReportFile(pdfPath, htmlPath, PdfBytes.Pages(pdf), Hash(pdf), null, null);
        }
        catch (RiskLensException missing)
        {
            return new ReportFile(null, htmlPath, 0, Hash(bytes), missing.Problem, missing.Remedy);
        }
    }

    /// <summary>The report as one HTML document, for a page that shows it.</summary>
    public async Task<string> RenderAsync(Study study, ReportLanguage language)
    {
        var words = new StudyWords(study, language);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(
            services,
            services.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>()
        );
        var style = new ReportStyle(fontsFolder).For(words);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(ReportDocument.Words)] = words,
                [nameof(ReportDocument.Style)] = style,
            };
            var root = await renderer.RenderComponentAsync<ReportDocument>(
                ParameterView.FromDictionary(parameters)
            );
            return root.ToHtmlString();
        });
    }

    /// <summary>A reader never finds half a file: the bytes go beside it first, then take its name in one step.</summary>
    private static async Task WriteWholeAsync(string path, byte[] bytes, CancellationToken cancellationToken)
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

    private static string FileName(string id)
    {
        var kept = string.Concat(id.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').Take(60));
        return kept.Length > 0 ? kept : "study";
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
