using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Logs;

public sealed class ImportLogsTests
{
    private const string Header = "timestamp,contact,direction,channel,purpose,status,amount,body";

    private static readonly string[] TwoHours =
    [
        Header,
        "2026-01-05T08:00:00Z,+237 699 00 00 01,in,whatsapp,balance,delivered,,hello",
        "2026-01-05T08:05:00Z,+237699000001,out,whatsapp,balance,failed,,good morning",
        "2026-01-05T08:59:00Z,+237 699 00 00 02,in,sms,,,,hi",
        "2026-01-05T10:00:00Z,+237 699 00 00 01,in,whatsapp,balance,,12500.50,send",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_becomes_hours()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var file = Assert.Single((await temp.ImportAsync(temp.Log("a.csv", TwoHours))).Files);
        Assert.Null(file.Refused);
        Assert.Equal(
            ("csv", "sms, whatsapp", 4L, 0L, 0L, 2L, "2026-01-05T08:00:00Z", "2026-01-05T10:00:00Z"),
            (
                file.Format,
                file.Channel,
                file.Messages,
                file.Duplicates,
                file.Rejected,
                file.Contacts,
                file.FirstUtc,
                file.LastUtc
            )
        );
        var ledger = (await temp.LedgerAsync())!;
        Assert.Equal(("2026-01-05T08:00Z", 3), (ledger.Start.ToString(), ledger.Hours));
        Assert.Equal(["sms", "whatsapp"], ledger.Channels);
        Assert.Equal(
            ["sms/general", "whatsapp/balance"],
            ledger.Activities.Select(a => $"{a.Channel}/{a.Purpose}")
        );
        var balance = ledger.Activities[1];
        Assert.Equal([1, 0, 1], balance.MessagesIn);
        Assert.Equal([1, 0, 0], balance.MessagesOut);
        Assert.Equal([1, 0, 1], balance.ConversationsIn);
        Assert.Equal([0, 0, 0], balance.ConversationsOut);
        Assert.Equal([1, 0, 1], balance.Contacts);
        Assert.Equal([1, 0, 0], balance.Failed);
        Assert.Equal([0m, 0m, 12500.50m], balance.Value);
    }

    [Fact]
    public async Task An_hour_is_observed_when_it_lies_between_a_logs_first_and_last_message()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await temp.ImportAsync(temp.Log("a.csv", TwoHours));
        var ledger = (await temp.LedgerAsync())!;
        Assert.Equal([false, false, false], ledger.Observed[0]);
        Assert.Equal([true, true, false], ledger.Observed[1]);
    }

    [Fact]
    public async Task One_number_on_two_channels_is_one_contact()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await temp.ImportAsync(
            temp.Log("a.csv", [.. TwoHours, "2026-01-05T12:00:00Z,00237699000001,out,sms,,,,notice"])
        );
        var reach = (await temp.LedgerAsync())!.Reach;
        Assert.Equal([(1, 1L), (3, 1L)], reach.Contacts.OrderBy(r => r.Key).Select(r => (r.Key, r.Value)));
        var balance = Assert.Single(reach.Demand, demand => demand.Channel == "whatsapp");
        Assert.Equal([(3, 2L)], balance.ConversationsBySet.Select(r => (r.Key, r.Value)));
    }

    [Fact]
    public async Task A_file_given_again_counts_nothing_and_says_so()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await temp.ImportAsync(temp.Log("a.csv", TwoHours));
        var before = await LedgerText.OfAsync(temp);
        var again = Assert.Single((await temp.ImportAsync(temp.Log("b.csv", TwoHours))).Files);
        Assert.Equal((0L, 4L, 2L), (again.Messages, again.Duplicates, again.Contacts));
        Assert.Equal("sms, whatsapp", again.Channel);
        await using var db = temp.Workspace.NewDb();
        Assert.Equal(1, await db.Imports.CountAsync(Stop));
        Assert.Equal(before, await LedgerText.OfAsync(temp));
    }

    [Fact]
    public async Task An_overlapping_file_counts_only_what_is_new()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await temp.ImportAsync(temp.Log("a.csv", [Header, TwoHours[1], TwoHours[4]]));
        var second = await temp.ImportAsync(temp.Log("b.csv", [Header, .. TwoHours[2..]]));
        Assert.Equal((2L, 1L), (second.Files[0].Messages, second.Files[0].Duplicates));
    }

    [Fact]
    public async Task A_file_read_again_with_other_settings_replaces_its_first_reading()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var log = temp.Log(
            "a.csv",
            "timestamp,contact,direction",
            "2026-01-05T08:00:00,+237699000001,in",
            "2026-01-05T23:30:00,+237699000001,in"
        );
        var importer = new ImportLogs(temp.Workspace, TempWorkspace.Catalogue);
        await importer.RunAsync([log], new ImportOptions(Channel: "sms"), null, Stop);
        var again = new ImportOptions(Channel: "whatsapp", TimeZone: "Africa/Douala");
        var second = await importer.RunAsync([log], again, null, Stop);
        Assert.Equal((2L, 0L), (second.Files[0].Messages, second.Files[0].Duplicates));
        var ledger = (await temp.LedgerAsync())!;
        Assert.Equal(["whatsapp"], ledger.Channels);
        Assert.Equal(("2026-01-05T07:00Z", 16), (ledger.Start.ToString(), ledger.Hours));
        Assert.Equal(1, (await new LoadLedger(temp.Workspace).FactsAsync(Stop)).Imports);
    }

    [Fact]
    public async Task Logs_of_one_archive_that_overlap_count_once()
    {
        using var temp = await TempWorkspace.MakeAsync();
        temp.Log("a.csv", TwoHours[..4]);
        temp.Log("b.csv", [TwoHours[0], .. TwoHours[2..]]);
        var path = Path.Combine(temp.Root, "both.zip");
        await using (var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, Stop))
        {
            await zip.CreateEntryFromFileAsync(Path.Combine(temp.Root, "a.csv"), "a.csv", Stop);
            await zip.CreateEntryFromFileAsync(Path.Combine(temp.Root, "b.csv"), "b.csv", Stop);
        }

        var file = Assert.Single((await temp.ImportAsync(new LogFile(path, "both.zip"))).Files);
        Assert.Equal((4L, 2L), (file.Messages, file.Duplicates));
    }

    [Fact]
    public async Task A_dry_run_counts_and_keeps_nothing()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var result = await new ImportLogs(temp.Workspace, TempWorkspace.Catalogue).RunAsync(
            [temp.Log("a.csv", TwoHours)],
            new ImportOptions(DryRun: true),
            null,
            Stop
        );
        Assert.Equal(4, result.Files[0].Messages);
        Assert.Null(await temp.LedgerAsync());
        Assert.Equal(0, (await new LoadLedger(temp.Workspace).FactsAsync(Stop)).Contacts);
    }

    [Fact]
    public async Task A_refused_file_leaves_the_others_alone()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var result = await temp.ImportAsync(
            temp.Log("bad.csv", Header, "yesterday,1,in,whatsapp,,,,"),
            temp.Log("good.csv", TwoHours)
        );
        Assert.NotNull(result.Files[0].Refused);
        Assert.Equal(4, result.Files[1].Messages);
    }

    [Fact]
    public async Task Facts_are_few_and_right()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await temp.ImportAsync(temp.Log("a.csv", [.. TwoHours, "yesterday,1,in,whatsapp,,,,"]));
        var facts = await new LoadLedger(temp.Workspace).FactsAsync(Stop);
        Assert.Equal(
            (4L, 2L, 1L, "2026-01-05T08:00Z", "2026-01-05T10:00Z", 1),
            (
                facts.Messages,
                facts.Contacts,
                facts.Rejected,
                facts.First.ToString(),
                facts.Last.ToString(),
                facts.Imports
            )
        );
        Assert.Equal(["sms", "whatsapp"], facts.Channels);
    }

    [Fact]
    public async Task The_ledgers_lines_are_the_hours_with_messages()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await temp.ImportAsync(temp.Log("a.csv", TwoHours));
        var lines = new List<LedgerLine>();
        await foreach (var line in new ExportLedgerRows(temp.Workspace).RunAsync(Stop))
            lines.Add(line);
        Assert.Equal(
            [
                new LedgerLine("2026-01-05T08:00Z", "sms", "general", 1, 0, 1, 1, 0, 0m),
                new LedgerLine("2026-01-05T08:00Z", "whatsapp", "balance", 1, 1, 1, 1, 1, 0m),
                new LedgerLine("2026-01-05T10:00Z", "whatsapp", "balance", 1, 0, 1, 1, 0, 12500.5m),
            ],
            lines
        );
    }

    [Fact]
    public async Task A_lost_key_refuses_imports_and_not_reading()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await temp.ImportAsync(temp.Log("a.csv", TwoHours));
        File.Delete(Path.Combine(temp.Folder, "contacts.key"));
        var reopened = await temp.OpenAgainAsync();
        Assert.Equal(4, (await new LoadLedger(reopened).FactsAsync(Stop)).Messages);
        await Assert.ThrowsAsync<RiskLensException>(() => temp.ImportAsync(temp.Log("b.csv", TwoHours[..4])));
        await File.WriteAllBytesAsync(Path.Combine(temp.Folder, "contacts.key"), new byte[32], Stop);
        await Assert.ThrowsAsync<RiskLensException>(() => temp.ImportAsync(temp.Log("b.csv", TwoHours[..4])));
    }

    [Fact]
    public async Task An_unknown_channel_names_the_near_ones()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var refused = await Assert.ThrowsAsync<RiskLensException>(() =>
            new ImportLogs(temp.Workspace, TempWorkspace.Catalogue).RunAsync(
                [temp.Log("a.csv", TwoHours)],
                new ImportOptions(Channel: "WhatsAp"),
                null,
                Stop
            )
        );
        Assert.Contains("whatsapp", refused.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("gitter", refused.Remedy, StringComparison.Ordinal);
    }
}
