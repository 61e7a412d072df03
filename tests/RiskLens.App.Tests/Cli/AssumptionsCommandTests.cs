using System.Text.Json;

namespace RiskLens.App.Tests.Cli;

public sealed class AssumptionsCommandTests
{
    [Fact]
    public async Task A_law_is_set_without_its_unit_listed_and_kept_in_the_history()
    {
        using var folder = new TempFolder();
        await RunAsync(folder, "company set --currency XAF");
        await RunAsync(folder, "assumptions set transfer.margin 300..450 --source accounts");
        var rows = await RunAsync(folder, "assumptions set transfer.margin pert(200,350,500) --source audit");
        var held = Assert.Single(rows.GetProperty("rows").EnumerateArray());
        Assert.Equal("pert(200,350,500)", held.GetProperty("value").GetString());
        Assert.Equal("XAF", held.GetProperty("unit").GetString());
        Assert.Equal("typed", held.GetProperty("origin").GetString());
        Assert.Equal(350, held.GetProperty("mean").GetDouble(), 1e-9);

        var versions = (await RunAsync(folder, "assumptions history transfer.margin")).GetProperty(
            "versions"
        );
        Assert.Equal(
            ["pert(200,350,500)", "300..450"],
            versions
                .EnumerateArray()
                .Select(v => v.GetProperty("assumption").GetProperty("value").GetString())
        );
        var table = await CommandRun.InAsync(folder.Path, "assumptions", "list", "--workspace", "ws");
        Assert.Contains("pert(200,350,500)  XAF", table.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_study_nothing_is_proposed_and_all_of_nothing_is_adopted()
    {
        using var folder = new TempFolder();
        await RunAsync(folder, "company set --currency XAF");
        Assert.Empty(
            (await RunAsync(folder, "assumptions propose")).GetProperty("proposed").EnumerateArray()
        );
        Assert.Empty(
            (await RunAsync(folder, "assumptions accept --all")).GetProperty("rows").EnumerateArray()
        );
    }

    [Fact]
    public async Task Rates_are_imported_set_and_listed()
    {
        using var folder = new TempFolder();
        folder.Write("rates.csv", "date,from,to,rate,source\n2026-05-01,EUR,USD,1.08,bank\n"u8.ToArray());
        await RunAsync(folder, "rates import rates.csv");
        var rates = (await RunAsync(folder, "rates set 2026-05-02 EUR USD 1.09 --source bank")).GetProperty(
            "rates"
        );
        Assert.Equal(
            [("2026-05-01", 1.08), ("2026-05-02", 1.09)],
            rates
                .EnumerateArray()
                .Select(r => (r.GetProperty("date").GetString(), r.GetProperty("rate").GetDouble()))
        );
    }

    private static async Task<JsonElement> RunAsync(TempFolder folder, string typed)
    {
        var run = await CommandRun.InAsync(folder.Path, [.. typed.Split(' '), "--workspace", "ws", "--json"]);
        Assert.True(run.Code == 0, run.Error);
        return run.Json;
    }
}
