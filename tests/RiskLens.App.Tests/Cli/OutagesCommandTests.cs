using System.Text;
using System.Text.Json;
using RiskLens.App.Tests.Outages;

namespace RiskLens.App.Tests.Cli;

public sealed class OutagesCommandTests
{
    private const string ChannelHeader =
        "id,name_en,name_fr,owner,inbound,outbound,phone_numbered,carries_money,note\n";
    private const string NodeHeader = "id,name_en,name_fr,kind,regime,place,channels,note\n";

    private static readonly string[] Sections =
    [
        "nodes",
        "families",
        "lengths",
        "arrivals",
        "channels",
        "pairs",
    ];

    [Fact]
    public async Task A_history_is_imported_listed_judged_and_recognised()
    {
        using var folder = new TempFolder();
        var table = Write(folder, "ours.csv", Histories.Table);
        var run = await RunAsync(
            folder,
            2,
            "import",
            Write(folder, "bad.json", "{\"page\": {"),
            table,
            "--json"
        );
        var files = run.Json.GetProperty("files");
        Assert.EndsWith(
            ".",
            files[0].GetProperty("refused").GetProperty("problem").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(3, files[1].GetProperty("outages").GetInt32());

        await RunAsync(folder, 0, "confirm", "OWN-2", "--function", "0.2..0.8", "--end", "2026-04-02T10:00Z");
        await RunAsync(folder, 0, "reject", "OWN-1", "--note", "a drill");
        var none = await RunAsync(folder, 2, "confirm", "OWN-9", "--json");
        Assert.Contains("OWN-9", none.Json.GetProperty("problem").GetString(), StringComparison.Ordinal);
        await RunAsync(folder, 2, "detect");

        var rows = (await RunAsync(folder, 0, "list", "--own", "--json"))
            .Json.GetProperty("outages")
            .EnumerateArray()
            .ToList();
        Assert.Equal(["rejected", "confirmed", "confirmed"], rows.Select(o => Text(o, "status")));
        Assert.Equal(["a drill", "", ""], rows.Select(o => Text(o, "note")));
        Assert.Equal("2026-04-02T10:00Z", Text(rows[1], "end_utc"));
        Assert.Equal(
            (0.2, 0.8),
            (
                rows[1].GetProperty("function_stopped").GetProperty("webchat").GetProperty("low").GetDouble(),
                rows[1].GetProperty("function_stopped").GetProperty("webchat").GetProperty("high").GetDouble()
            )
        );
        Assert.Equal(JsonValueKind.Null, rows[2].GetProperty("end_utc").ValueKind);

        var again = await RunAsync(folder, 0, "import", table);
        Assert.Contains("nothing is counted twice", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_model_tells_what_stays_up_and_links_what_the_catalogue_knows()
    {
        using var folder = new TempFolder();
        await CommandRun.InAsync(folder.Path, "company", "set", "--country", "CM");
        var shipped = Path.Combine(AppContext.BaseDirectory, "data", "outages", "outages.csv");
        var before = (await RunAsync(folder, 0, "model", "--json")).Json;
        await RunAsync(folder, 0, "import", shipped);
        var after = (await RunAsync(folder, 0, "model", "--json")).Json;

        foreach (var section in Sections)
        {
            Assert.True(before.GetProperty(section).GetArrayLength() > 0, section);
            Assert.Equal(before.GetProperty(section).GetRawText(), after.GetProperty(section).GetRawText());
        }

        WhatsAppOutages.AssertOrder(before);
        Assert.Equal(0, before.GetProperty("own").GetProperty("linked").GetArrayLength());
        Assert.Contains(
            after.GetProperty("own").GetProperty("linked").EnumerateArray(),
            l => Text(l, "other_id") == "OUT-032" && l.GetProperty("starts_later_hours").GetDouble() == 0
        );
        var words = await RunAsync(folder, 0, "model", "--channel", "SMS");
        Assert.Contains("\nsms: ", words.Out, StringComparison.Ordinal);
        Assert.Contains("When it falls, what stays up", words.Out, StringComparison.Ordinal);
        Assert.Contains("told by the catalogue too and counted once", words.Out, StringComparison.Ordinal);

        var orders = await RunAsync(folder, 0, "list", "--node", "government-CM", "--json");
        Assert.Contains(orders.Json.GetProperty("outages").EnumerateArray(), o => Text(o, "id") == "OUT-002");
    }

    [Fact]
    public async Task Weeks_channels_and_nodes_are_added_and_dropped()
    {
        using var folder = new TempFolder();
        await RunAsync(folder, 2, "weeks", "add", "2027-10-17", "2027-10-04", "--what", "election");
        var weeks = await RunAsync(
            folder,
            0,
            "weeks",
            "add",
            "2027-10-04",
            "2027-10-17",
            "--what",
            "election",
            "--json"
        );
        Assert.Equal("2027-10-17", Text(weeks.Json.GetProperty("weeks")[0], "to"));
        await RunAsync(folder, 0, "weeks", "clear");
        Assert.Equal(
            0,
            (await RunAsync(folder, 0, "weeks", "list", "--json")).Json.GetProperty("weeks").GetArrayLength()
        );

        var channels = Write(folder, "channels.csv", ChannelHeader + "kiosk,Kiosk,Borne,us,yes,no,no,no,\n");
        var own = await CommandRun.InAsync(folder.Path, "channels", "import", channels, "--json");
        Assert.Contains(own.Json.GetProperty("rows").EnumerateArray(), c => Text(c, "id") == "kiosk");
        var list = await CommandRun.InAsync(folder.Path, "nodes", "list");
        Assert.Contains("No node takes the channel kiosk", list.Error, StringComparison.Ordinal);

        var bad = Write(folder, "nodes.csv", NodeHeader + "relay,Relay,Relais,host,fault,Cameroon,kiosk,\n");
        var refused = await CommandRun.InAsync(folder.Path, "nodes", "import", bad, "--json");
        Assert.Equal(2, refused.Code);
        Assert.Contains(
            "line 2: 'Cameroon' in column 'place'",
            Text(refused.Json, "problem"),
            StringComparison.Ordinal
        );

        var cleared = await CommandRun.InAsync(folder.Path, "channels", "clear", "--json");
        Assert.Equal(0, cleared.Code);
        Assert.DoesNotContain(
            cleared.Json.GetProperty("rows").EnumerateArray(),
            c => Text(c, "id") == "kiosk"
        );
    }

    private static async Task<CommandRun> RunAsync(TempFolder folder, int code, params string[] arguments)
    {
        var run = await CommandRun.InAsync(folder.Path, ["outages", .. arguments]);
        Assert.True(run.Code == code, $"{run.Code}: {run.Error}");
        return run;
    }

    private static string Write(TempFolder folder, string name, string text) =>
        folder.Write(name, Encoding.UTF8.GetBytes(text));

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
