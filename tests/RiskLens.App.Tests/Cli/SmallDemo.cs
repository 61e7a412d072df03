using System.Text.Json;

namespace RiskLens.App.Tests.Cli;

/// <summary>The fictional bank at a twentieth of its size with a study of 1,000 years, for all tests that ask it.</summary>
public sealed class SmallDemo : TempFolder, IAsyncLifetime
{
    /// <summary>The workspace's folder.</summary>
    public string Workspace => System.IO.Path.Combine(Path, ".risklens", "demo");

    /// <summary>The study's document.</summary>
    public JsonElement Study { get; private set; }

    /// <summary>The study's mix.</summary>
    public JsonElement Mix => Study.GetProperty("mix");

    /// <summary>Ids of the channels in use.</summary>
    public string[] Today =>
        [.. MixOf("todayId").GetProperty("channels").EnumerateArray().Select(c => c.GetString()!)];

    public async ValueTask InitializeAsync()
    {
        var run = await CommandRun.WithoutBrowserAsync(
            Path,
            "demo",
            "--size",
            "5",
            "--trials",
            "1000",
            "--json"
        );
        Assert.Equal(2, run.Code);
        var shown = await CommandRun.InAsync(
            Path,
            "study",
            "show",
            "latest",
            "--workspace",
            Workspace,
            "--json"
        );
        Study = shown.Json;
    }

    /// <summary>The study's mix of an id that stands in a field.</summary>
    public JsonElement MixOf(string field)
    {
        var mix = Study.GetProperty("mix");
        var id = mix.GetProperty(field).GetString();
        return mix.GetProperty("mixes").EnumerateArray().Single(m => m.GetProperty("id").GetString() == id);
    }

    public Task<CommandRun> WhatIfAsync(params string[] typed) =>
        CommandRun.InAsync(Path, ["mix", "what-if", .. typed, "--workspace", Workspace, "--json"]);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
