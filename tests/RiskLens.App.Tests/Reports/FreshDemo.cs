using RiskLens.App.Studies;
using RiskLens.App.Tests.Cli;

namespace RiskLens.App.Tests.Reports;

/// <summary>The demo's study run anew at full size, where all slow tests are asked for.</summary>
public sealed class FreshDemo : IAsyncLifetime
{
    private const string QuarterBefore = "2022-09-30T23:00:00Z";

    /// <summary>Whether what is stored is written anew.</summary>
    public static bool Update { get; } = Environment.GetEnvironmentVariable("RISKLENS_UPDATE") == "1";

    /// <summary>Its document; null where it was not asked for.</summary>
    public string? Document { get; private set; }

    /// <summary>What changed since a study that knows no more than the quarter before did; null likewise.</summary>
    public string? Changes { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("RISKLENS_TESTS") != "all")
            return;
        using var folder = new TempFolder();
        var run = await CommandRun.WithoutBrowserAsync(folder.Path, "demo", "--workspace", "ws");
        Assert.True(run.Code is 0 or 2, run.Error);
        var latest = StudyJson.Read(await JsonAsync(folder, "study", "show", "latest"));
        var earlier = StudyJson.Read(await JsonAsync(folder, "study", "run", "--as-of", QuarterBefore));
        var compared = await JsonAsync(folder, "study", "compare", earlier.Id, latest.Id);
        Document = StudyJson.Write(latest);
        Changes = StudyJson.Write(StudyJson.ReadChanges(compared));
        if (Update)
            DemoStudy.Keep(Document, Changes);
    }

    private static async Task<string> JsonAsync(TempFolder folder, params string[] command)
    {
        var run = await CommandRun.InAsync(folder.Path, [.. command, "--workspace", "ws", "--json"]);
        Assert.True(run.Code == 0, run.Error);
        return run.Out;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
