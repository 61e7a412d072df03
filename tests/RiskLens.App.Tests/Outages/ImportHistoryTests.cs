using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Outages;
using RiskLens.App.Tests.Companies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Outages;

public sealed class ImportHistoryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_that_a_person_keeps_counts_from_its_import_on()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var file = await Histories.ImportAsync(temp, "ours.csv", Histories.Table);
        Assert.Equal(("outages-csv", 3, 0, 0), (file.Format, file.Outages, file.Renewed, file.Unchanged));
        Assert.Equal(
            (Histories.Utc("2026-03-01T10:00"), Histories.Utc("2026-05-30T06:00")),
            (file.First, file.Last)
        );

        var rows = await Histories.ListAsync(temp);
        Assert.Equal(["OWN-1", "OWN-2", "OWN-3"], rows.Select(o => o.Id));
        Assert.All(rows, o => Assert.Equal("confirmed", o.Status));
        Assert.Equal("Line down, says Müller", rows[1].Title);
        Assert.Equal(new ShareRange(0.4, 0.4), rows[1].FunctionStopped);
        Assert.Null(rows[2].End);

        var own = (await Histories.LoadAsync(temp)).Outages;
        Assert.Equal(["own-host", "own-host", "sms-aggregator"], own.Select(o => o.Node));
        Assert.Equal((2.5, 2.5), (own[0].Shortest, own[0].Longest));
        Assert.Equal(double.PositiveInfinity, own[2].Longest);
        Assert.Equal(new ShareRange(0.4, 0.4), own[1].FunctionStopped["webchat"]);
    }

    [Fact]
    public async Task A_status_page_is_told_by_its_name_and_an_incident_by_its_words()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var page = Histories.Page(
            "Signal",
            Histories.Incident("a", "Sending fails", "2026-02-03T04:00:00Z", "2026-02-03T06:00:00Z"),
            Histories.Incident(
                "b",
                "Planned work",
                "2026-02-10T04:00:00Z",
                "2026-02-10T05:00:00Z",
                "maintenance"
            ),
            Histories.Incident("c", "Slow", "2026-03-03T04:00:00Z", "2026-03-03T05:00:00Z", "minor")
        );
        var file = await Histories.ImportAsync(temp, "signal.json", page);
        Assert.Equal(("statuspage", 2, 1), (file.Format, file.Outages, file.Maintenance));
        var rows = await Histories.ListAsync(temp);
        Assert.Equal(["signal", "signal"], rows.Select(o => o.Node));
        Assert.Equal(["Sending fails", "Slow"], rows.Select(o => o.Title));
        Assert.Equal(ReportedSeverity.Minor, rows[1].FunctionStopped);
        Assert.Equal("https://stspg.example/a", rows[0].Url);
    }

    [Fact]
    public async Task A_second_import_changes_nothing()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await Histories.ImportAsync(temp, "ours.csv", Histories.Table);
        var before = await Histories.TextAsync(temp);
        var file = await Histories.ImportAsync(temp, "ours.csv", Histories.Table);
        Assert.Equal((0, 0, 3), (file.Outages, file.Renewed, file.Unchanged));
        Assert.Equal(before, await Histories.TextAsync(temp));
    }

    [Fact]
    public async Task An_incident_that_has_ended_since_is_renewed()
    {
        using var temp = await TempWorkspace.MakeAsync();
        string PageUntil(string? end) =>
            Histories.Page("Signal", Histories.Incident("a", "Sending fails", "2026-05-30T04:00:00Z", end));
        await Histories.ImportAsync(temp, "signal.json", PageUntil(null));
        Assert.Null(Assert.Single(await Histories.ListAsync(temp)).End);

        var file = await Histories.ImportAsync(temp, "later.json", PageUntil("2026-05-30T07:00:00Z"));
        Assert.Equal((0, 1, 0), (file.Outages, file.Renewed, file.Unchanged));
        var own = Assert.Single((await Histories.LoadAsync(temp)).Outages);
        Assert.Equal((3, 3), (own.Shortest, own.Longest));
    }

    [Fact]
    public async Task What_a_person_has_judged_is_left_alone()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await Histories.ImportAsync(temp, "ours.csv", Histories.Table);
        await Histories.RejectAsync(temp, "OWN-1", "a drill");
        await Histories.ConfirmAsync(temp, "OWN-2", new Judgement(End: Histories.Utc("2026-04-02T11:00")));
        var before = await Histories.TextAsync(temp);
        var changed = Histories
            .Table.Replace("12:30Z", "13:30Z", StringComparison.Ordinal)
            .Replace("09:00Z", "10:00Z", StringComparison.Ordinal);
        var file = await Histories.ImportAsync(temp, "ours.csv", changed);
        Assert.Equal((0, 0, 3), (file.Outages, file.Renewed, file.Unchanged));
        Assert.Equal(before, await Histories.TextAsync(temp));
    }

    [Fact]
    public async Task A_row_that_a_person_gave_another_node_is_found_again()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await Histories.ImportAsync(temp, "ours.csv", Histories.Table);
        await Histories.ConfirmAsync(temp, "OWN-1", new Judgement(Node: "cloudflare"));
        await Histories.ConfirmAsync(temp, "OWN-1", new Judgement(Node: "sms-aggregator"));
        var file = await Histories.ImportAsync(temp, "ours.csv", Histories.Table);
        Assert.Equal((0, 3), (file.Outages, file.Unchanged));
        Assert.Equal(
            ["sms-aggregator", "own-host", "sms-aggregator"],
            (await Histories.ListAsync(temp)).Select(o => o.Node)
        );
    }

    [Fact]
    public async Task Components_that_are_no_node_here_are_left_out_and_named()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var page = Histories.Page(
            "Cloudflare",
            Histories.Incident(
                "a",
                "x",
                "2026-02-03T04:00:00Z",
                "2026-02-03T06:00:00Z",
                component: "CDN/Cache"
            ),
            Histories.Incident("b", "y", "2026-02-04T04:00:00Z", "2026-02-04T06:00:00Z", component: "Hamburg")
        );
        var file = await Histories.ImportAsync(temp, "cloudflare.json", page);
        Assert.Equal((1, 1), (file.Outages, file.UnplacedEntries));
        Assert.Equal(["Cloudflare: Hamburg"], file.Unplaced);

        var named = await Histories.ImportAsync(
            temp,
            "cloudflare.json",
            page,
            new HistoryOptions("own-host")
        );
        Assert.Equal((2, 0), (named.Outages, named.UnplacedEntries));
    }

    [Fact]
    public async Task A_page_that_nobody_knows_is_refused_with_the_way_out()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var page = Histories.Page(
            "Ours",
            Histories.Incident("a", "x", "2026-02-03T04:00:00Z", "2026-02-03T06:00:00Z")
        );
        var refused = await Histories.RefusedAsync(temp, "page.json", page);
        Assert.Contains("Ours: Messages", refused.Problem, StringComparison.Ordinal);
        Assert.Contains("--node", refused.Remedy, StringComparison.Ordinal);
        Assert.Empty(await Histories.ListAsync(temp));
    }

    [Theory]
    [InlineData(
        "ours.csv",
        "node,start,end\nwhatever,2026-03-01T10:00Z,2026-03-01T11:00Z\n",
        "2026-03-01T10:00Z names the node whatever"
    )]
    [InlineData(
        "ours.csv",
        "node,start,end,channels\nmeta,2026-03-01T10:00Z,2026-03-01T11:00Z,telex\n",
        "names the channel telex"
    )]
    [InlineData(
        "ours.csv",
        "node,start,end,severity\nmeta,2026-03-01T10:00Z,2026-03-01T11:00Z,wha|tsapp:0.4\n",
        "names the channel wha|tsapp"
    )]
    [InlineData(
        "ours.csv",
        "node,start,end\nmeta,some day,\nmeta,2136-01-01T00:00Z,\n",
        "None of the 2 entries can be read; entry 1"
    )]
    [InlineData("ours.csv", "", "The file is empty.")]
    [InlineData("letter.txt", "Dear customer,\nthank you for your letter.\n", "no outage history")]
    [InlineData("page.json", """{"page": {"name": "Signal"}, "incidents": [{"id": "a", "na""", "damaged")]
    public async Task A_file_that_cannot_be_right_is_refused_whole(string name, string text, string problem)
    {
        using var temp = await TempWorkspace.MakeAsync();
        var refused = await Histories.RefusedAsync(temp, name, text);
        Assert.Contains(problem, refused.Problem, StringComparison.Ordinal);
        Assert.Empty(await Histories.ListAsync(temp));
    }

    [Fact]
    public async Task A_broken_file_does_not_keep_the_others_out()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var files = await Histories.RunAsync(
            temp,
            null,
            Path.Combine(temp.Root, "none.csv"),
            temp.Root,
            Histories.Write(temp, "bad.json", "{\"page\": {"),
            Histories.Write(temp, "ours.csv", Histories.Table)
        );
        Assert.Equal([true, true, true, false], files.Select(file => file.Refused is not null));
        Assert.Contains("no such file", files[0].Refused!.Problem, StringComparison.Ordinal);
        Assert.Contains("folder", files[1].Refused!.Problem, StringComparison.Ordinal);
        Assert.Equal(3, (await Histories.ListAsync(temp)).Count);
    }

    [Fact]
    public async Task A_kind_of_node_means_the_node_of_each_place()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await BankLog.SetCountryAsync(temp, "CM");
        const string Table = """
            node,start,end,places
            gateway,2026-03-01T10:00Z,2026-03-01T12:30Z,CM;NG
            operator,2026-04-01T10:00Z,2026-04-01T12:30Z,

            """;
        var file = await Histories.ImportAsync(temp, "ours.csv", Table);
        Assert.Equal(3, file.Outages);
        Assert.Equal(
            ["gateway-CM", "gateway-NG", "operator-CM"],
            (await Histories.ListAsync(temp)).Select(o => o.Node)
        );
    }

    [Fact]
    public async Task A_channel_that_a_table_does_not_name_went_on()
    {
        using var temp = await TempWorkspace.MakeAsync();
        const string Table = """
            node,start,end,channels,severity
            meta,2026-03-01T10:00Z,2026-03-01T12:30Z,WhatsApp;instagram,whatsapp:0.4;*:1

            """;
        await Histories.ImportAsync(temp, "ours.csv", Table);
        var own = Assert.Single((await Histories.LoadAsync(temp)).Outages);
        var meta = Histories.Catalogue.Nodes.Single(n => n.Id == "meta");
        Assert.Equal(["whatsapp", "instagram"], own.StruckOf(meta));
        Assert.Equal(new ShareRange(0.4, 0.4), own.FunctionStopped["whatsapp"]);
        Assert.Equal(ShareRange.All, own.FunctionStopped["instagram"]);
    }

    [Fact]
    public async Task Quiet_time_is_that_of_the_page_or_of_the_node_named()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var watched = new HistoryOptions(
            WatchedFrom: Histories.Utc("2024-01-01T00:00"),
            WatchedTo: Histories.Utc("2026-01-01T00:00")
        );
        await Histories.ImportAsync(temp, "signal.json", Histories.Page("Signal"), watched);
        await Histories.ImportAsync(temp, "signal.json", Histories.Page("Signal"), watched);
        await Histories.ImportAsync(
            temp,
            "page.json",
            Histories.Page("Ours"),
            watched with
            {
                Node = "own-host",
            }
        );
        var watches = (await Histories.LoadAsync(temp)).Watches;
        Assert.Equal(["own-host", "signal"], watches.Select(w => w.Node));
        Assert.All(
            watches,
            w =>
                Assert.Equal(
                    (watched.WatchedFrom!.Value, watched.WatchedTo!.Value, 1d),
                    (w.From, w.To, w.Noticed)
                )
        );

        var refused = await Histories.RefusedAsync(temp, "page.json", Histories.Page("Theirs"), watched);
        Assert.Contains("--node", refused.Remedy, StringComparison.Ordinal);
        Assert.Equal(2, (await Histories.LoadAsync(temp)).Watches.Count);
    }

    [Theory]
    [InlineData("whatever", null, null, "no node whatever")]
    [InlineData(null, "2024-01-01T00:00", null, "one end")]
    [InlineData(null, "2024-01-01T00:00", "2023-01-01T00:00", "before it begins")]
    [InlineData(null, "2024-01-01T00:00", "2026-06-02T00:00", "in the future")]
    public async Task Options_that_cannot_be_right_are_refused_before_any_file(
        string? node,
        string? from,
        string? to,
        string problem
    )
    {
        using var temp = await TempWorkspace.MakeAsync();
        var options = new HistoryOptions(
            node,
            WatchedFrom: from is null ? null : Histories.Utc(from),
            WatchedTo: to is null ? null : Histories.Utc(to)
        );
        var path = Histories.Write(temp, "ours.csv", Histories.Table);
        var fault = await Assert.ThrowsAsync<RiskLensException>(() =>
            Histories.RunAsync(temp, options, path)
        );
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.Empty(await Histories.ListAsync(temp));
    }

    [Fact]
    public async Task Times_without_a_zone_are_the_companys_or_the_one_named()
    {
        using var temp = await TempWorkspace.MakeAsync();
        const string Table = "node,start,end\nown-host,2026-03-01 10:00,2026-03-01 12:00\n";
        await Histories.ImportAsync(temp, "ours.csv", Table, new HistoryOptions(Zone: "Africa/Nairobi"));
        Assert.Equal(Histories.Utc("2026-03-01T07:00"), Assert.Single(await Histories.ListAsync(temp)).Start);
        await Assert.ThrowsAsync<RiskLensException>(() =>
            Histories.RunAsync(temp, new HistoryOptions(Zone: "Africa/Atlantis"), "none.csv")
        );
    }

    [Fact]
    public async Task Histories_in_an_archive_are_taken_beside_what_is_none()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var path = Path.Combine(temp.Root, "export.zip");
        await using (var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, Stop))
        {
            await AddAsync(zip, "readme.txt", "Dear customer,\nthank you for your letter.\n");
            await AddAsync(zip, "ours.csv", Histories.Table);
            await AddAsync(
                zip,
                "signal.json",
                Histories.Page(
                    "Signal",
                    Histories.Incident("a", "x", "2026-02-03T04:00:00Z", "2026-02-03T06:00:00Z")
                )
            );
        }

        var file = Assert.Single(await Histories.RunAsync(temp, null, path));
        Assert.Null(file.Refused);
        Assert.Equal(("outages-csv, statuspage", 4), (file.Format, file.Outages));
        var again = Assert.Single(
            await Histories.RunAsync(temp, null, Histories.Write(temp, "ours.csv", Histories.Table))
        );
        Assert.Equal((0, 3), (again.Outages, again.Unchanged));
    }

    [Fact]
    public async Task A_fault_in_the_midst_leaves_all_as_before()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await Histories.ImportAsync(temp, "ours.csv", Histories.Table);
        var before = await Histories.TextAsync(temp);
        await using (var db = temp.Workspace.NewDb())
        {
            await db.Database.ExecuteSqlAsync(
                $"CREATE TRIGGER Fails BEFORE INSERT ON OutageWatches BEGIN SELECT RAISE(ABORT, 'no'); END",
                Stop
            );
        }

        var page = Histories.Page(
            "Signal",
            Histories.Incident("a", "x", "2026-02-03T04:00:00Z", "2026-02-03T06:00:00Z")
        );
        var path = Histories.Write(temp, "signal.json", page);
        var watched = new HistoryOptions(
            WatchedFrom: Histories.Utc("2024-01-01T00:00"),
            WatchedTo: Histories.Utc("2026-01-01T00:00")
        );
        await Assert.ThrowsAsync<DbUpdateException>(() => Histories.RunAsync(temp, watched, path));
        Assert.Equal(before, await Histories.TextAsync(temp));
        Assert.Empty((await Histories.LoadAsync(temp)).Watches);
    }

    private static async Task AddAsync(ZipArchive zip, string name, string text)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(Stop);
        await using var writer = new StreamWriter(entry);
        await writer.WriteAsync(text);
    }
}
