using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;

namespace RiskLens.App.Tests.Logs;

/// <summary>Logs that tell how many messages there were, and not which.</summary>
public sealed class CountedHoursTests
{
    private static readonly string[] HalfHours =
    [
        "count 2026-01-05T08:00:00Z out balance 10 4",
        "count 2026-01-05T08:30:00Z out balance 5 1",
        "count 2026-01-05T09:00:00Z out balance 0 0",
        "count 2026-01-05T10:00:00Z in balance 7 7",
        "count 2026-01-05T11:30:00Z in balance 0 0",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Half_hours_add_up_to_hours_that_were_watched()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var file = await ImportAsync(temp, HalfHours);
        Assert.Equal((22L, 0L, 0L, 0L), (file.Messages, file.Duplicates, file.Contacts, file.System));
        Assert.Equal(("2026-01-05T08:00:00Z", "2026-01-05T11:30:00Z"), (file.FirstUtc, file.LastUtc));
        var ledger = (await temp.LedgerAsync())!;
        var balance = Assert.Single(ledger.Activities);
        Assert.Equal([15, 0, 0], balance.MessagesOut);
        Assert.Equal([0, 0, 7], balance.MessagesIn);
        Assert.Equal([5, 0, 0], balance.ConversationsOut);
        Assert.Equal([0, 0, 7], balance.ConversationsIn);
        Assert.Equal([0, 0, 0], balance.Contacts);
        Assert.Equal([true, true, true], Assert.Single(ledger.Observed));
        Assert.Empty(ledger.Reach.Contacts);
        Assert.Empty(ledger.Reach.Demand);
        var facts = await new LoadLedger(temp.Workspace).FactsAsync(Stop);
        Assert.Equal((22L, 0L), (facts.Messages, facts.Contacts));
        Assert.Equal(["whatsapp"], facts.Channels);
    }

    [Fact]
    public async Task Over_logs_the_larger_count_of_an_hour_holds_in_whatever_order_they_come()
    {
        string[] other =
        [
            "count 2026-01-05T08:00:00Z out balance 12 12",
            "count 2026-01-05T09:00:00Z out balance 3 3",
        ];
        using var forth = await TempWorkspace.MakeAsync();
        await ImportAsync(forth, HalfHours);
        var second = await ImportAsync(forth, other);
        Assert.Equal((3L, 12L), (second.Messages, second.Duplicates));
        var balance = Assert.Single((await forth.LedgerAsync())!.Activities);
        Assert.Equal([15, 3, 0], balance.MessagesOut);
        Assert.Equal([5, 3, 0], balance.ConversationsOut);
        using var back = await TempWorkspace.MakeAsync();
        await ImportAsync(back, other);
        await ImportAsync(back, HalfHours);
        Assert.Equal(await LedgerText.OfAsync(forth), await LedgerText.OfAsync(back));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_events_tell_of_an_hour_and_direction_no_count_does(bool countsFirst)
    {
        string[] events = ["each 2026-01-05T08:10:00Z out a -1", "each 2026-01-05T10:10:00Z out a -2"];
        using var temp = await TempWorkspace.MakeAsync();
        await ImportAsync(temp, countsFirst ? HalfHours : events);
        await ImportAsync(temp, countsFirst ? events : HalfHours);
        var ledger = (await temp.LedgerAsync())!;
        Assert.Equal(["balance", "general"], ledger.Activities.Select(a => a.Purpose));
        Assert.Equal([0, 0, 0], ledger.Activities[0].MessagesOut);
        Assert.Equal([0, 0, 7], ledger.Activities[0].MessagesIn);
        Assert.Equal([1, 0, 1], ledger.Activities[1].MessagesOut);
    }

    [Fact]
    public async Task A_count_read_again_with_another_channel_moves_there()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await ImportAsync(temp, HalfHours);
        await new ImportLogs(temp.Workspace, TempWorkspace.Catalogue)
        {
            Formats = [new ToldFormat { DefaultChannel = null }],
        }.RunAsync([temp.Log("again", HalfHours)], new ImportOptions(Channel: "sms"), null, Stop);
        var ledger = (await temp.LedgerAsync())!;
        Assert.Equal(["sms"], ledger.Channels);
        Assert.Equal(22, ledger.Activities.Sum(a => a.MessagesIn.Sum() + a.MessagesOut.Sum()));
        await using var db = temp.Workspace.NewDb();
        Assert.Equal(1, await db.Imports.CountAsync(Stop));
    }

    [Fact]
    public async Task A_count_that_cannot_be_is_refused()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var file = await ImportAsync(
            temp,
            [
                .. HalfHours,
                "count 2026-01-05T08:00:00Z out balance -1 0",
                "count 2026-01-05T08:00:00Z out balance 2147483640 0",
                "count 2026-01-05T08:00:00Z out balance 9223372036854775807 0",
            ]
        );
        Assert.Equal((22L, 3L), (file.Messages, file.Rejected));
        Assert.All(
            file.RejectedLines,
            line => Assert.Equal("The number of messages is negative or too large.", line.Reason)
        );
    }

    private static async Task<ImportedFile> ImportAsync(TempWorkspace temp, string[] lines)
    {
        var name = lines.Length.ToString(CultureInfo.InvariantCulture);
        return Assert.Single((await ToldFormat.ImportAsync(temp, temp.Log(name, lines))).Files);
    }
}
