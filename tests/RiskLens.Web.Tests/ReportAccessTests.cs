using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RiskLens.App.Reports;

namespace RiskLens.Web.Tests;

/// <summary>The report on a screen, judged by axe-core (WCAG 2 levels A and AA, and its best practices).</summary>
public sealed class ReportAccessTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private static readonly List<string> Rules =
    [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "best-practice",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("risklens-axe-").FullName;

    public static TheoryData<string, string, int> Cases
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var name in new[] { "demo", "draft", "nothing-measured" })
            {
                foreach (var language in new[] { "en", "fr" })
                {
                    data.Add(name, language, 1280);
                    data.Add(name, language, 360);
                }
            }
            return data;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_hostile_logo_is_shown_and_runs_and_fetches_nothing()
    {
        const string Logo =
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60 20' onload='parent.bitten=1'><script>window.top.bitten=1;document.title='bitten'</script><style>@import url(http://127.0.0.1:9/style.css);</style><image href='http://127.0.0.1:9/pixel.png' width='9' height='9'/><foreignObject width='9' height='9'><iframe xmlns='http://www.w3.org/1999/xhtml' src='http://127.0.0.1:9/'/></foreignObject><rect width='60' height='20'/></svg>";
        var html = Path.Combine(_folder, "hostile.html");
        var uri =
            "data:image/svg+xml;base64," + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Logo));
        await File.WriteAllTextAsync(
            html,
            await new WriteReport("none")
                .Branded(new Branding(uri, "#123456"))
                .RenderAsync(PrintedReport.Named("sample"), ReportLanguage.Of("en")),
            TestContext.Current.CancellationToken
        );
        var page = await chromium.OpenFileAsync(html, 1280, 900, Media.Screen);
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.ReloadAsync();
        Assert.True(
            await page.Locator("img.logo").EvaluateAsync<int>("i => i.complete ? i.naturalWidth : 0") > 0
        );
        Assert.False(
            await page.EvaluateAsync<bool>("() => 'bitten' in window || document.title === 'bitten'")
        );
        Assert.All(asked, url => Assert.Matches("^(file|data):", url));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Nothing_in_the_report_stands_in_a_readers_way(string name, string language, int width)
    {
        var page = await PrintedReport.OpenAsync(
            chromium,
            _folder,
            name,
            language,
            1,
            (width, 900),
            Media.Screen
        );
        var found = await page.RunAxe(
            new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions { Type = "tag", Values = Rules },
            }
        );
        var faults = found.Violations.SelectMany(v =>
            v.Nodes.Take(5).Select(n => $"{v.Id} ({v.Help}): {n.Html[..Math.Min(n.Html.Length, 160)]}")
        );
        Assert.True(found.Violations.Length == 0, string.Join('\n', faults));
        Assert.NotEmpty(found.Passes);
    }
}
