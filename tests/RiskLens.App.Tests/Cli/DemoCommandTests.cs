namespace RiskLens.App.Tests.Cli;

public sealed class DemoCommandTests
{
    /// <summary>The bank's size in per cent; the whole one only when all counts are asked for.</summary>
    private static readonly string Size =
        Environment.GetEnvironmentVariable("RISKLENS_TESTS") == "all" ? "100" : "5";

    [Fact]
    public async Task Without_a_browser_it_writes_the_html_says_what_is_missing_and_exits_2()
    {
        using var folder = new TempFolder();
        var run = await CommandRun.WithoutBrowserAsync(
            folder.Path,
            "demo",
            "--lang",
            "fr",
            "--size",
            Size,
            "--trials",
            "1000"
        );
        Assert.Equal(2, run.Code);
        Assert.Contains("fictive", run.Out, StringComparison.Ordinal);
        Assert.Contains("FCFA", run.Out, StringComparison.Ordinal);
        Assert.Contains("Le PDF manque", run.Error, StringComparison.Ordinal);
        var demo = Path.Combine(folder.Path, ".risklens", "demo");
        Assert.Single(Directory.GetFiles(Path.Combine(demo, "reports"), "*-fr.html"));

        // Again: everything is recognised, and own logs are kept out of it.
        var again = await CommandRun.WithoutBrowserAsync(
            folder.Path,
            "demo",
            "--size",
            Size,
            "--trials",
            "1000",
            "--json"
        );
        Assert.Equal(2, again.Code);
        Assert.True(
            again.Json.GetProperty("study").GetProperty("company").GetProperty("fictional").GetBoolean()
        );
        Assert.EndsWith(
            ".html",
            again.Json.GetProperty("report").GetProperty("path").GetString(),
            StringComparison.Ordinal
        );
        Assert.NotNull(again.Json.GetProperty("report").GetProperty("remedy").GetString());
        await AssertModelAsync(folder.Path, demo);
        var history = await CommandRun.InAsync(
            folder.Path,
            "outages",
            "import",
            "x.csv",
            "--workspace",
            demo,
            "--json"
        );
        Assert.Equal(2, history.Code);
        var own = await CommandRun.InAsync(folder.Path, "import", "x.csv", "--workspace", demo, "--json");
        Assert.Equal(2, own.Code);
        Assert.Contains("fictional", own.Json.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    private static async Task AssertModelAsync(string folder, string demo)
    {
        var run = await CommandRun.InAsync(folder, "outages", "model", "--workspace", demo, "--json");
        Assert.Equal(0, run.Code);
        var used = run.Json.GetProperty("in_use").EnumerateArray().Select(channel => channel.GetString());
        Assert.Contains("whatsapp", used);
        WhatsAppOutages.AssertOrder(run.Json);
    }
}
