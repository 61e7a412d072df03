using System.Text;
using System.Text.Json;

namespace RiskLens.App.Tests.Cli;

public sealed class CampaignsCommandTests
{
    [Fact]
    public async Task Campaigns_are_imported_listed_and_dropped()
    {
        using var folder = new TempFolder();
        folder.Write("plan.csv", "start,name,channel\n2026-12-01 10:00,Savings,whatsapp\n"u8.ToArray());
        folder.Write("bad.csv", Encoding.UTF8.GetBytes("start,name\nsoon,Savings\n2026-12-01,\n"));

        var bad = await RunAsync(folder, 2, "campaigns import bad.csv");
        Assert.StartsWith(
            "2 of 2 lines cannot be read: line 2: ",
            bad.GetProperty("problem").GetString(),
            StringComparison.Ordinal
        );
        var imported = (await RunAsync(folder, 0, "campaigns import plan.csv")).GetProperty("import");
        Assert.Equal(1, imported.GetProperty("added").GetInt32());

        var campaigns = (await RunAsync(folder, 0, "campaigns list")).GetProperty("campaigns");
        Assert.Equal("2026-12-01T10:00", campaigns[0].GetProperty("start").GetString());
        Assert.Equal("Savings", campaigns[0].GetProperty("name").GetString());
        Assert.Equal("whatsapp", campaigns[0].GetProperty("channel").GetString());
        Assert.Equal(JsonValueKind.Null, campaigns[0].GetProperty("end").ValueKind);

        Assert.Equal(1, (await RunAsync(folder, 0, "campaigns clear")).GetProperty("dropped").GetInt32());
        var table = await CommandRun.InAsync(folder.Path, "campaigns", "list", "--workspace", "ws");
        Assert.StartsWith("No campaigns are known", table.Out, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> RunAsync(TempFolder folder, int code, string typed)
    {
        var run = await CommandRun.InAsync(folder.Path, [.. typed.Split(' '), "--workspace", "ws", "--json"]);
        Assert.Equal(code, run.Code);
        return run.Json;
    }
}
