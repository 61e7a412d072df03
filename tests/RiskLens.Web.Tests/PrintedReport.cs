using Microsoft.Playwright;
using RiskLens.App.Reports;
using RiskLens.App.Tests.Reports;
using RiskLens.Engine.Studies;

namespace RiskLens.Web.Tests;

/// <summary>A report's HTML in the browser: the sample study, the stored demo, and the extreme ones.</summary>
internal static class PrintedReport
{
    /// <summary>Every study whose layout must hold, in both languages.</summary>
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in ExtremeStudies.All.Select(s => s.Name).Prepend("demo").Prepend("sample"))
            {
                foreach (var language in ReportLanguage.Codes)
                    data.Add(name, language);
            }
            return data;
        }
    }

    public static Study Named(string name) =>
        name switch
        {
            "sample" => SampleStudy.Make(),
            "demo" => DemoStudy.Stored,
            _ => ExtremeStudies.All.Single(s => s.Name == name).Study,
        };

    /// <summary>Writes the HTML and opens it in a window of a size, as on a screen or as on paper.</summary>
    public static async Task<IPage> OpenAsync(
        Chromium chromium,
        string folder,
        string name,
        string language,
        double size,
        (int Width, int Height) window,
        Media media
    )
    {
        var html = Path.Combine(folder, "report.html");
        await File.WriteAllTextAsync(
            html,
            await new WriteReport("none").RenderAsync(Named(name), ReportLanguage.Of(language), size),
            TestContext.Current.CancellationToken
        );
        return await chromium.OpenFileAsync(html, window.Width, window.Height, media);
    }
}
