using System.Text.Json;
using System.Text.RegularExpressions;
using RiskLens.App.Reports;
using RiskLens.App.Reports.Printing;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Tests.Reports;

/// <summary>What a printer, a screen reader and an archive ask of the PDF, judged by other programs than its maker.</summary>
public sealed partial class PrintedPdfTests : IDisposable
{
    private const int MostBytes = 3_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("risklens-pdf-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("en", "Page {0} of 12", "Data to 31 December 2022")]
    [InlineData("fr", "Page {0} sur 12", "Données arrêtées au 31 décembre 2022")]
    public async Task The_demos_report_is_whole_tagged_bookmarked_and_the_same_twice(
        string language,
        string number,
        string footer
    )
    {
        var report = await PrintAsync(DemoStudy.Stored, language);
        Assert.Equal(WriteReport.Pages, report.Pages);
        Assert.InRange(new FileInfo(report.PdfPath!).Length, 1, MostBytes);
        Assert.Contains(
            "No syntax or stream encoding errors",
            await PdfTool.RunAsync("qpdf", "--check", report.PdfPath!),
            StringComparison.Ordinal
        );
        var html = await File.ReadAllTextAsync(report.HtmlPath, Stop);
        await IsDescribedAsync(report.PdfPath!, html, language);
        await HasStructureOfAsync(report.PdfPath!, html);
        var images = await PdfTool.RunAsync("pdfimages", "-list", report.PdfPath!);
        Assert.Equal(2, images.TrimEnd().Split('\n').Length);
        await HoldsItsFontsAsync(report.PdfPath!);
        var pages = await PdfTool.PagesAsync(report.PdfPath!);
        Assert.Equal(WriteReport.Pages, pages.Count);
        for (var i = 0; i < pages.Count; i++)
        {
            Assert.Contains(string.Format(null, number, i + 1), pages[i], StringComparison.Ordinal);
            Assert.Contains(footer, pages[i], StringComparison.Ordinal);
            Assert.Contains(DemoStudy.Stored.Company.Name, pages[i], StringComparison.Ordinal);
        }
        var first = report.Sha256;
        Assert.Equal(first, (await PrintAsync(DemoStudy.Stored, language)).Sha256);
    }

    [Fact]
    public async Task A_name_in_two_scripts_of_200_letters_is_printed_and_breaks_nothing()
    {
        var study = SampleStudy.Make();
        var name = ("\"Crédit\" <b>Mer & Forêt</b> 🏦 مصرف المحيط " + new string('W', 200))[..200];
        var report = await PrintAsync(study with { Company = study.Company with { Name = name } }, "fr");
        Assert.Equal(WriteReport.Pages, report.Pages);
        var pages = await PdfTool.PagesAsync(report.PdfPath!);
        Assert.Contains("\"Crédit\" <b>Mer & Forêt</b>", pages[0], StringComparison.Ordinal);
        Assert.Contains("WWWWWWWW", pages[0], StringComparison.Ordinal);
        Assert.All(
            pages.Skip(1),
            page => Assert.Contains("\"Crédit\" <b>Mer", page, StringComparison.Ordinal)
        );
        await HoldsItsFontsAsync(report.PdfPath!);
    }

    [Fact]
    public async Task The_head_of_a_table_is_repeated_on_each_of_its_pages()
    {
        PdfTool.SkipWithoutBrowser();
        var style = new ReportStyle().For(
            new StudyWords(SampleStudy.Make(), ReportLanguage.Of("en")),
            Branding.None,
            1
        );
        var rows = string.Concat(Enumerable.Repeat("<tr><td>a row</td></tr>", 200));
        var html = Path.Combine(_folder, "table.html");
        await File.WriteAllTextAsync(
            html,
            $"<!DOCTYPE html><style>{style}</style><table><thead><tr><th>Its head</th></tr></thead><tbody>{rows}</tbody></table>",
            Stop
        );
        var pdf = Path.Combine(_folder, "table.pdf");
        await File.WriteAllBytesAsync(
            pdf,
            await new PrintPdf(Browser.Find()).RunAsync(html, DateTimeOffset.UnixEpoch, Stop),
            Stop
        );
        var pages = await PdfTool.PagesAsync(pdf);
        Assert.True(pages.Count > 2);
        Assert.All(pages, page => Assert.Contains("Its head", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_draft_has_its_word_on_each_page_and_not_in_what_a_screen_reader_reads()
    {
        var report = await PrintAsync(ExtremeStudies.Draft(), "en");
        Assert.Equal(WriteReport.Pages, report.Pages);
        var drawn = await PdfTool.RunAsync("pdftotext", "-raw", report.PdfPath!, "-");
        Assert.Equal(
            WriteReport.Pages,
            drawn.Split('\f').Count(p => Letters().Replace(p, "").Contains("DRAFT", StringComparison.Ordinal))
        );
        Assert.DoesNotContain(
            "DRAFT",
            await PdfTool.RunAsync("pdfinfo", "-struct-text", report.PdfPath!),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_logo_is_the_only_picture_and_a_hostile_one_only_a_picture()
    {
        const string Hostile =
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60 20' onload='document.title=1'><script>document.title=1</script><image href='file:///etc/hostname' width='9' height='9'/><text y='15'>BITE</text></svg>";
        var report = await PrintAsync(
            SampleStudy.Make(),
            "en",
            new Branding(
                "data:image/svg+xml;base64,"
                    + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Hostile)),
                "#123456"
            )
        );
        Assert.Equal(WriteReport.Pages, report.Pages);
        Assert.Contains(
            "\"/Alt\": \"u:Banque Littoral du Wouri\"",
            await PdfTool.RunAsync("qpdf", "--json", "--json-key=qpdf", report.PdfPath!),
            StringComparison.Ordinal
        );
        Assert.Contains("BITE", (await PdfTool.PagesAsync(report.PdfPath!))[0], StringComparison.Ordinal);
        Assert.Contains(
            "Banque Littoral du Wouri",
            await PdfTool.RunAsync("pdfinfo", report.PdfPath!),
            StringComparison.Ordinal
        );
    }

    private async Task<ReportFile> PrintAsync(Study study, string language, Branding? branding = null)
    {
        PdfTool.SkipWithoutBrowser();
        var report = await new WriteReport()
            .Branded(branding ?? Branding.None)
            .RunAsync(study, language, _folder, ReportKind.Pdf, Stop);
        Assert.Null(report.Problem);
        return report;
    }

    private static async Task IsDescribedAsync(string pdf, string html, string language)
    {
        var told = await PdfTool.RunAsync("pdfinfo", pdf);
        Assert.Matches(@"Tagged:\s+yes", told);
        Assert.Matches(@"JavaScript:\s+no", told);
        Assert.Matches(@"Page size:\s+59[45]\.\d+ x 84[12]\.\d+ pts \(A4\)", told);
        Assert.Contains(
            System.Net.WebUtility.HtmlDecode(Title().Match(html).Groups["text"].Value),
            told,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"\"/Lang\": \"u:{language}",
            await PdfTool.RunAsync("qpdf", "--json", "--json-key=qpdf", pdf),
            StringComparison.Ordinal
        );
    }

    /// <summary>Headings, tables and figures of the HTML are in the PDF's structure and its outline, with their words.</summary>
    private static async Task HasStructureOfAsync(string pdf, string html)
    {
        using var read = JsonDocument.Parse(await PdfTool.RunAsync("qpdf", "--json", pdf));
        var headings = Heading().Matches(html).Select(m => Words(m.Groups["text"].Value)).ToList();
        Assert.Equal(
            headings,
            [.. read.RootElement.GetProperty("outlines").EnumerateArray().SelectMany(Titles)]
        );
        var elements = read
            .RootElement.GetProperty("qpdf")[1]
            .EnumerateObject()
            .Where(o => o.Value.TryGetProperty("value", out var v) && v.ValueKind == JsonValueKind.Object)
            .Select(o => o.Value.GetProperty("value"))
            .Where(v =>
                v.TryGetProperty("/S", out var s)
                && s.ValueKind == JsonValueKind.String
                && v.TryGetProperty("/P", out _)
            )
            .ToList();
        int Count(string kind) => elements.Count(e => e.GetProperty("/S").GetString() == kind);
        Assert.Equal(1, Count("/H1"));
        Assert.True(Count("/H2") >= WriteReport.Pages - 1);
        Assert.Equal(headings.Count, Count("/H1") + Count("/H2") + Count("/H3"));
        Assert.Equal(TableOpens().Count(html), Count("/Table"));
        Assert.True(Count("/TH") > Count("/Table"));
        var pictures = elements
            .Where(e => e.TryGetProperty("/Alt", out _))
            .Select(e => e.GetProperty("/Alt").GetString()![2..])
            .ToList();
        Assert.Equal(
            Label().Matches(html).Select(m => Words(m.Groups["text"].Value)).Order(StringComparer.Ordinal),
            pictures.Select(Words).Order(StringComparer.Ordinal)
        );
    }

    private static async Task HoldsItsFontsAsync(string pdf)
    {
        var fonts = (await PdfTool.RunAsync("pdffonts", pdf)).TrimEnd().Split('\n').Skip(2).ToList();
        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Matches(@" yes (yes|no)  ?(yes|no)\s+\d+\s+\d+$", font));
    }

    private static IEnumerable<string> Titles(JsonElement entry) =>
        entry
            .GetProperty("kids")
            .EnumerateArray()
            .SelectMany(Titles)
            .Prepend(Words(entry.GetProperty("title").GetString()!));

    private static string Words(string html) =>
        string.Join(
            ' ',
            System
                .Net.WebUtility.HtmlDecode(Tag().Replace(html, ""))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    [GeneratedRegex("<title>(?<text>[^<]+)</title>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Title();

    [GeneratedRegex(
        "<h[123][^>]*>(?<text>.*?)</h[123]>",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        5000
    )]
    private static partial Regex Heading();

    [GeneratedRegex("<table", RegexOptions.None, 1000)]
    private static partial Regex TableOpens();

    [GeneratedRegex("role=\"img\" aria-label=\"(?<text>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("[^A-Z]", RegexOptions.None, 1000)]
    private static partial Regex Letters();
}
