using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using RiskLens.App.Reports;
using RiskLens.App.Reports.Printing;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Reports;

public sealed partial class WriteReportTests : IDisposable
{
    private static readonly JsonSerializerOptions Camel = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };
    private readonly string _folder = Directory.CreateTempSubdirectory("risklens-report-").FullName;

    public static TheoryData<string, string> Extremes
    {
        get
        {
            var data = new TheoryData<string, string>();
            var pairs = ExtremeStudies.All.SelectMany(_ => ReportLanguage.Codes, (s, l) => (s.Name, l));
            foreach (var (name, language) in pairs)
                data.Add(name, language);
            return data;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task The_report_is_rendered_from_the_studys_JSON_alone(string language)
    {
        var study = SampleStudy.Make();
        var read = JsonSerializer.Deserialize<Study>(JsonSerializer.Serialize(study, Camel), Camel)!;
        var words = ReportLanguage.Of(language);
        var writer = new WriteReport("none", _folder);
        Assert.Equal(await writer.RenderAsync(study, words), await writer.RenderAsync(read, words));
    }

    [Fact]
    public async Task Page_one_says_the_loss_its_interval_and_that_it_is_extrapolated()
    {
        var html = Plain(
            await new WriteReport("none", _folder).RenderAsync(SampleStudy.Make(), ReportLanguage.Of("en"))
        );
        Assert.Contains("extrapolated beyond the longest observed 7 h", html, StringComparison.Ordinal);
        Assert.Contains("XAF\u00a0167,000", html, StringComparison.Ordinal);
        Assert.Contains("80% interval: XAF\u00a086,700 to XAF\u00a0285,000", html, StringComparison.Ordinal);
        Assert.Contains("XAF\u00a01.72 million", html, StringComparison.Ordinal);
        Assert.Contains("Enrol 8,602 contacts on Telegram now", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loss_within_what_was_observed_is_not_called_extrapolated()
    {
        var study = SampleStudy.Make();
        study = study with { Scenario = study.Scenario! with { LongestObservedHours = 24 } };
        var html = await new WriteReport("none", _folder).RenderAsync(study, ReportLanguage.Of("en"));
        Assert.DoesNotContain("extrapolated beyond", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_chart_is_a_labelled_figure_and_headings_descend_in_order()
    {
        var html = await new WriteReport("none", _folder).RenderAsync(
            SampleStudy.Make(),
            ReportLanguage.Of("en")
        );
        var charts = Chart().Matches(html);
        Assert.True(charts.Count >= 10, $"{charts.Count} charts");
        Assert.All(
            charts,
            chart =>
                Assert.Matches(
                    "role=\"img\" aria-label=\"[^\"]{20,}\".*<title>[^<]+</title><desc>[^<]+</desc>",
                    chart.Value
                )
        );
        var levels = Heading().Matches(html).Select(m => m.Groups["level"].Value[0] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.DoesNotContain(
            "style=\"",
            string.Concat(charts.Select(c => c.Value)),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Extremes))]
    public async Task An_extreme_study_renders_whole(string name, string language)
    {
        var study = ExtremeStudies.All.Single(s => s.Name == name).Study;
        var html = await new WriteReport("none", _folder).RenderAsync(study, ReportLanguage.Of(language));
        Assert.EndsWith("</html>", html.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(11, Section().Count(html));
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_name_stays_text()
    {
        var html = await new WriteReport("none", _folder).RenderAsync(
            ExtremeStudies.HostileCompany(),
            ReportLanguage.Of("en")
        );
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("onload=\"", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, StyleEnd().Count(html));
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        var file = await new WriteReport("none", _folder).RunAsync(
            ExtremeStudies.HostileCompany(),
            "en",
            _folder,
            ReportKind.Html,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(_folder, Path.GetDirectoryName(file.HtmlPath));
    }

    [Fact]
    public async Task Without_margins_the_report_speaks_in_conversations_and_says_what_to_type()
    {
        var html = Plain(
            await new WriteReport("none", _folder).RenderAsync(
                ExtremeStudies.NoMoney(),
                ReportLanguage.Of("en")
            )
        );
        Assert.Contains("Losses are in conversations, not money.", html, StringComparison.Ordinal);
        Assert.Contains("Mobile-money transfer, Balance and Account history", html, StringComparison.Ordinal);
        Assert.Contains("risklens assumptions set transfer.margin", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("XAF\u00a0[0-9]", html);
    }

    [Fact]
    public async Task A_missing_part_says_why_and_an_unknown_caveat_is_still_told()
    {
        var html = Plain(
            await new WriteReport("none", _folder).RenderAsync(
                ExtremeStudies.NothingMeasured(),
                ReportLanguage.Of("en")
            )
        );
        Assert.Contains("days covered: 1, needed: 56", html, StringComparison.Ordinal);
        Assert.Contains(
            "“not yet known code” (widgets: 3; channel: WhatsApp)",
            html,
            StringComparison.Ordinal
        );
        Assert.Contains("Not testable", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_browser_the_HTML_is_there_and_the_remedy_is_told()
    {
        var file = await new WriteReport("none").RunAsync(
            SampleStudy.Make(),
            "fr",
            _folder,
            ReportKind.Pdf,
            TestContext.Current.CancellationToken
        );
        Assert.Null(file.PdfPath);
        Assert.True(File.Exists(file.HtmlPath));
        Assert.Contains("browser", file.Problem, StringComparison.Ordinal);
        Assert.Contains("HTML report", file.Remedy, StringComparison.Ordinal);
        Assert.Equal(64, file.Sha256.Length);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_browser_that_prints_nothing_leaves_no_half_PDF()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for a crashing browser is /bin/false.");
        var file = await new WriteReport("/bin/false").RunAsync(
            SampleStudy.Make(),
            "en",
            _folder,
            ReportKind.Pdf,
            TestContext.Current.CancellationToken
        );
        Assert.Null(file.PdfPath);
        Assert.Contains("exit code 1", file.Problem, StringComparison.Ordinal);
        Assert.Equal([file.HtmlPath], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_browser_that_is_named_but_not_there_is_refused()
    {
        var refusal = Assert.Throws<RiskLensException>(() =>
            Browser.Find(Path.Combine(_folder, "no-such-browser"))
        );
        Assert.Contains("no-such-browser", refusal.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "extrapolated beyond the longest observed 7 h", "XAF 167,000", "Fictional company")]
    [InlineData(
        "fr",
        "extrapolée au-delà de la plus longue panne observée",
        "167 000 FCFA",
        "Société fictive"
    )]
    public async Task The_PDF_holds_the_figures_and_the_same_study_gives_the_same_bytes(
        string language,
        string words,
        string loss,
        string mark
    )
    {
        SkipWithoutBrowser();
        var ct = TestContext.Current.CancellationToken;
        var first = await new WriteReport().RunAsync(
            SampleStudy.Make(),
            language,
            _folder,
            ReportKind.Pdf,
            ct
        );
        Assert.Null(first.Problem);
        Assert.Equal(WriteReport.Pages, first.Pages);
        Assert.True(new FileInfo(first.PdfPath!).Length < 3_000_000);
        var second = await new WriteReport().RunAsync(
            SampleStudy.Make(),
            language,
            _folder,
            ReportKind.Pdf,
            ct
        );
        Assert.Equal(first.Sha256, second.Sha256);
        var pages = await TextAsync(first.PdfPath!, ct);
        Assert.Equal(first.Pages, pages.Count);
        Assert.Contains(words, pages[0], StringComparison.Ordinal);
        Assert.Contains(loss, pages[0], StringComparison.Ordinal);
        Assert.All(pages, page => Assert.Contains(mark, page, StringComparison.Ordinal));
    }

    private static void SkipWithoutBrowser()
    {
        try
        {
            Browser.Find();
        }
        catch (RiskLensException missing)
        {
            Assert.Skip(missing.Problem);
        }
    }

    private static async Task<IReadOnlyList<string>> TextAsync(
        string pdf,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo("pdftotext", ["-enc", "UTF-8", pdf, "-"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("pdftotext (poppler-utils) is not installed.");
        }
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return [.. text.TrimEnd('\f', '\n').Split('\f').Select(page => Blank().Replace(page, " "))];
    }

    private static string Plain(string html) => System.Net.WebUtility.HtmlDecode(Tag().Replace(html, ""));

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline, 5000)]
    private static partial Regex Chart();

    [GeneratedRegex("<h(?<level>[1-6])[ >]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("<h2><span>[0-9]+</span>", RegexOptions.None, 1000)]
    private static partial Regex Section();

    [GeneratedRegex("</style", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex StyleEnd();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blank();
}
