using System.Text;

namespace RiskLens.App.Tests.Cli;

public sealed class PeopleCommandsTests
{
    private const string Log = """
        timestamp,contact,direction,channel,body
        2026-01-05T08:00:00Z,699000001,in,whatsapp,Un virement svp
        2026-01-05T09:00:00Z,699000001,out,whatsapp,bien
        2026-01-05T10:00:00Z,amina,in,telegram,mon solde
        never,699000001,in,whatsapp,secret
        2026-01-05T12:00:00Z,+33612345678,in,sms,rien

        """;

    [Fact]
    public async Task Rules_identities_erasure_and_undo_go_hand_in_hand()
    {
        using var folder = new TempFolder();
        folder.Write("log.csv", Encoding.UTF8.GetBytes(Log));
        folder.Write("rules.txt", "transfer: keyword virement\nbalance: keyword solde\n"u8.ToArray());
        folder.Write("map.csv", "customer,whatsapp,telegram\nK1,+237 699 00 00 01,Amina\n"u8.ToArray());
        var set = await RunAsync(folder, "company set --country CM --own +237699999999,bank.example");
        Assert.Equal(
            ["+237699999999", "bank.example"],
            set.Json.GetProperty("company")
                .GetProperty("own_addresses")
                .EnumerateArray()
                .Select(o => o.GetString())
        );

        var trial = await RunAsync(folder, "import log.csv --dry-run --rules rules.txt");
        var tried = trial.Json.GetProperty("files")[0];
        Assert.Equal(
            [("transfer: keyword virement", 1), ("balance: keyword solde", 1)],
            tried
                .GetProperty("rules")
                .EnumerateArray()
                .Select(r => (r.GetProperty("rule").GetString(), r.GetProperty("messages").GetInt32()))
        );
        Assert.Equal(2, tried.GetProperty("without_rule").GetInt32());

        await RunAsync(folder, "purposes rules rules.txt");
        var file = (await RunAsync(folder, "import log.csv")).Json.GetProperty("files")[0];
        Assert.Equal(1, file.GetProperty("import_id").GetInt32());
        Assert.All(
            (string[])["repeated_hour", "missing_hour", "local_numbers", "skipped_files"],
            field => Assert.Equal(0, file.GetProperty(field).GetInt32())
        );

        var map = (await RunAsync(folder, "identities import map.csv")).Json.GetProperty("identities");
        Assert.Equal(
            (1, 2, 2, 1),
            (Number(map, "customers"), Number(map, "addresses"), Number(map, "seen"), Number(map, "linked"))
        );

        var erased = (await RunAsync(folder, "contacts erase AMINA")).Json.GetProperty("erased");
        Assert.Equal(
            (2, 3, 1),
            (Number(erased, "contacts"), Number(erased, "messages"), Number(erased, "imports"))
        );

        var rejected = await CommandRun.InAsync(
            folder.Path,
            ["import", "rejected", "1", "--csv", "--workspace", "ws"]
        );
        Assert.StartsWith(
            "line,reason,shape\n5,\"The time cannot be read.\",",
            rejected.Out,
            StringComparison.Ordinal
        );

        var list = (await RunAsync(folder, "import list")).Json.GetProperty("imports");
        Assert.Equal("sms", Assert.Single(list.EnumerateArray()).GetProperty("channel").GetString());

        Assert.Equal(1, (await RunAsync(folder, "import undo 1")).Json.GetProperty("messages").GetInt32());
        Assert.Empty((await RunAsync(folder, "import list")).Json.GetProperty("imports").EnumerateArray());
    }

    [Theory]
    [InlineData("import undo 7", "import list")]
    [InlineData("import undo seven", "number")]
    [InlineData("import rejected 7", "import list")]
    [InlineData("import log.csv --rules rules.txt", "--dry-run")]
    [InlineData("import log.csv --dry-run --rules none.txt", "path")]
    [InlineData("contacts erase nobody", "log")]
    [InlineData("contacts erase nobody --channel fax", "sms")]
    [InlineData("identities import none.csv", "path")]
    [InlineData("purposes rules none.txt", "path")]
    [InlineData("purposes rules none.txt --clear", "--clear")]
    [InlineData("company set --own @,desk", "bank.example")]
    public async Task What_cannot_be_done_is_told_with_a_remedy(string typed, string remedy)
    {
        using var folder = new TempFolder();
        folder.Write("log.csv", Encoding.UTF8.GetBytes(Log));
        folder.Write("rules.txt", "transfer: keyword virement\n"u8.ToArray());
        await CommandRun.InAsync(folder.Path, ["company", "set", "--name", "Bank", "--workspace", "ws"]);
        var run = await CommandRun.InAsync(folder.Path, [.. typed.Split(' '), "--workspace", "ws", "--json"]);
        Assert.Equal(2, run.Code);
        Assert.Contains(remedy, run.Json.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_of_consent_are_imported_listed_erased_from_and_dropped()
    {
        using var folder = new TempFolder();
        folder.Write("log.csv", Encoding.UTF8.GetBytes(Log));
        folder.Write(
            "list.csv",
            "contact,channel,state,date\n699000001,sms,consented,2026-01-05\n+33612345678,sms,opted_out,2026-01-05\n1,pigeon,told,2026-01-05\n"u8.ToArray()
        );
        await RunAsync(folder, "company set --country CM");
        await RunAsync(folder, "import log.csv");
        var imported = (await RunAsync(folder, "contacts consent import list.csv")).Json.GetProperty(
            "import"
        );
        Assert.Equal((2, 2), (Number(imported, "lines"), Number(imported, "changed")));
        Assert.Equal(4, Number(Assert.Single(imported.GetProperty("refused").EnumerateArray()), "line"));
        var list = (await RunAsync(folder, "contacts consent list")).Json.GetProperty("lists");
        var sms = Assert.Single(list.EnumerateArray());
        Assert.Equal(
            (1, 0, 1, 2),
            (Number(sms, "consented"), Number(sms, "told"), Number(sms, "opted_out"), Number(sms, "seen"))
        );
        var erased = (await RunAsync(folder, "contacts erase 699000001")).Json.GetProperty("erased");
        Assert.Equal((2, 1), (Number(erased, "messages"), Number(erased, "listed")));
        Assert.Equal(1, Number((await RunAsync(folder, "contacts consent clear")).Json, "dropped"));
    }

    private static async Task<CommandRun> RunAsync(TempFolder folder, string typed)
    {
        var run = await CommandRun.InAsync(folder.Path, [.. typed.Split(' '), "--workspace", "ws", "--json"]);
        Assert.True(run.Code == 0, run.Out + run.Error);
        return run;
    }

    private static int Number(System.Text.Json.JsonElement of, string name) =>
        of.GetProperty(name).GetInt32();
}
