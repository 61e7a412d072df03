using System.Text.Json;
using RiskLens.App.Storage;
using RiskLens.App.Studies;
using RiskLens.App.Studies.Inputs;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Tests.Cli;

public sealed class StudyCompareTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_study_tells_what_moved_since_the_first_in_steps_that_add_up()
    {
        var first = demo.Study.GetProperty("id").GetString()!;
        Assert.Contains("first study", await ReportAsync("first"), StringComparison.Ordinal);
        await RunAsync("assumptions", "set", "call_cost", "2000", "XAF", "--source", "test");
        var second = (await RunAsync("study", "run", "--trials", "1000", "--json")).Json;
        var id = second.GetProperty("id").GetString()!;

        var compared = (await RunAsync("study", "compare", first, id, "--json")).Json;
        Assert.Equal("compared", compared.GetProperty("status").GetString());
        var year = compared.GetProperty("waterfalls")[0];
        var steps = year.GetProperty("steps")
            .EnumerateArray()
            .ToDictionary(s => s.GetProperty("code").GetString()!, s => s.GetProperty("amount").GetDecimal());
        decimal Of(string name) => year.GetProperty(name).GetDecimal();
        Assert.Equal(Of("after"), Of("before") + steps.Values.Sum());
        Assert.Equal(MeanOf(demo.Study), Of("before"));
        Assert.Equal(MeanOf(second), Of("after"));
        // The cost of a call was 450 on average; more calls at a higher cost lose more.
        Assert.True(steps["assumptions"] > 0);
        Assert.NotEqual(0, steps["chance"]);
        Assert.All(
            ["version", "question", "calendar", "activity", "outages", "company"],
            unmoved => Assert.Equal(0, steps[unmoved])
        );

        // What was stored beside the study is the same, and no part of its document.
        var workspace = await Workspace.OpenAsync(demo.Workspace, TimeProvider.System, Stop);
        var stored = await new StudyArchive(workspace).GetAsync("latest", Stop);
        Assert.Equal(compared.GetRawText().Trim(), StudyJson.Write(stored.Changes!).Trim());
        Assert.False(second.TryGetProperty("changes", out _));
        Assert.False(second.TryGetProperty("Changes", out _));

        var itself = await RunAsync("study", "compare", id);
        Assert.Matches("Assumptions and prices +0 +0 +nothing", itself.Out);
        Assert.Contains(
            "is what it was in the study with logs to 31 December 2022",
            itself.Out,
            StringComparison.Ordinal
        );
        var report = await ReportAsync("second");
        Assert.Contains("Since the study with logs to 31 December 2022", report, StringComparison.Ordinal);
        Assert.Contains("Cost of a call to the call centre: ", report, StringComparison.Ordinal);

        await RunAgainIsTheSameAsync(workspace, second.GetProperty("id").GetString()!);
        await WithoutInputsAsync(workspace, first, id);
    }

    private static async Task RunAgainIsTheSameAsync(Workspace workspace, string id)
    {
        var kept = new InputsArchive(workspace).Find(id)!;
        Assert.Equal(kept.Fingerprints, RunStudy.FingerprintsOf(kept));
        var again = Study.Run(kept, 2, null, Stop);
        Assert.Equal(await new StudyArchive(workspace).GetJsonAsync(id, Stop), StudyJson.Write(again));
    }

    private async Task WithoutInputsAsync(Workspace workspace, string first, string second)
    {
        Directory.Delete(Path.Combine(workspace.Folder, "inputs"), recursive: true);
        var compared = await CommandRun.InAsync(
            demo.Path,
            ["study", "compare", first, second, "--workspace", demo.Workspace]
        );
        Assert.Equal(2, compared.Code);
        Assert.Contains("no longer kept", compared.Out, StringComparison.Ordinal);
        var unknown = await CommandRun.InAsync(
            demo.Path,
            ["study", "compare", "0123456789ab", "--workspace", demo.Workspace]
        );
        Assert.Equal(2, unknown.Code);
    }

    private static decimal MeanOf(JsonElement study) =>
        Math.Round(
            study.GetProperty("year").GetProperty("money").GetProperty("mean").GetDecimal(),
            MidpointRounding.AwayFromZero
        );

    private async Task<CommandRun> RunAsync(params string[] typed)
    {
        var run = await CommandRun.InAsync(demo.Path, [.. typed, "--workspace", demo.Workspace]);
        Assert.True(run.Code == 0, run.Error);
        return run;
    }

    private async Task<string> ReportAsync(string folder)
    {
        var run = await RunAsync(
            "report",
            "latest",
            "--html",
            "--lang",
            "en",
            "--output",
            Path.Combine(demo.Path, folder),
            "--json"
        );
        return await File.ReadAllTextAsync(run.Json.GetProperty("path").GetString()!, Stop);
    }
}
