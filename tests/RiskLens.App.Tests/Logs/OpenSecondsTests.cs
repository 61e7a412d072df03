using System.Globalization;
using RiskLens.App.Demo;
using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Studies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Tests.Logs;

/// <summary>For how long conversations were open, of imported logs.</summary>
public sealed class OpenSecondsTests
{
    // 5 January, from 8 h: a balance of 08:10:00 to 09:05:30 by a (in); a transfer of the same customer, 08:20:00 to
    // 08:21:00, begun by the company; b writes once; c from 23:50:00 to 00:10:40 of the next day.
    private static readonly string[] Lines =
    [
        "2026-01-05T08:10:00Z,in,+237600000001,balance",
        "2026-01-05T08:59:59Z,out,+237600000001,balance",
        "2026-01-05T09:05:30Z,in,+237600000001,balance",
        "2026-01-05T08:20:00Z,out,+237600000001,account_history",
        "2026-01-05T08:21:00Z,in,+237600000001,account_history",
        "2026-01-05T09:30:00Z,in,+237600000002,balance",
        "2026-01-05T23:50:00Z,in,+237600000003,balance",
        "2026-01-06T00:10:40Z,out,+237600000003,balance",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Planted_conversations_are_open_for_the_seconds_counted_by_hand()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await temp.ImportAsync(Table(temp, "all", Lines));
        AssertPlanted((await temp.LedgerAsync())!);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Cut_into_files_in_any_order_they_are_the_same(int seed)
    {
        var chance = new Chance(seed);
        using var temp = await TempWorkspace.MakeAsync();
        foreach (var (i, cut) in chance.Shuffled(Lines).Chunk(3).Index())
            await temp.ImportAsync(Table(temp, i.ToString(CultureInfo.InvariantCulture), cut));
        AssertPlanted((await temp.LedgerAsync())!);
    }

    [Fact]
    public async Task A_channel_of_which_hours_are_only_counted_does_not_tell()
    {
        using var temp = await TempWorkspace.MakeAsync();
        string[] counts =
        [
            "count 2026-01-05T08:00:00Z in balance 7 5",
            "count 2026-01-05T10:00:00Z in balance 3 3",
            "each 2026-01-05T09:10:00Z in a -1",
            "each 2026-01-05T09:20:00Z out a -2",
        ];
        await ToldFormat.ImportAsync(temp, temp.Log("counted", counts));
        await temp.ImportAsync(Table(temp, "all", Lines, "sms"));
        var ledger = (await temp.LedgerAsync())!;
        Assert.Equal(
            [("sms", true), ("sms", true), ("whatsapp", false), ("whatsapp", false)],
            ledger.Activities.Select(a => (a.Channel, a.OpenSecondsIn is not null))
        );
        Assert.All(ledger.Activities, a => Assert.Equal(a.OpenSecondsIn is null, a.OpenSecondsOut is null));
    }

    [Fact]
    public async Task A_study_knows_ledgers_apart_that_differ_in_them_alone()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await temp.ImportAsync(Table(temp, "all", Lines));
        using var later = await TempWorkspace.MakeAsync();
        await later.ImportAsync(
            Table(
                later,
                "all",
                Lines.Select(l => l.Replace("09:05:30", "09:05:31", StringComparison.Ordinal))
            )
        );
        Assert.Equal(await LedgerText.OfAsync(temp), await LedgerText.OfAsync(later));
        Assert.NotEqual(await FingerprintAsync(temp), await FingerprintAsync(later));
    }

    private static async Task<string> FingerprintAsync(TempWorkspace temp)
    {
        var run = new RunStudy(temp.Workspace, ReferenceData.Load());
        var study = await run.RunAsync(new StudyRequest(Trials: 1000), null, Stop);
        return study.Inputs.Single(input => input.Name == "ledger").Sha256;
    }

    [Fact]
    public async Task The_banks_imported_logs_and_its_own_draws_tell_the_same()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var options = new BankOptions(11, 0.05);
        new BankGenerator(options).Write(temp.Root, Stop);
        var import = new ImportLogs(temp.Workspace, ReferenceData.Load());
        var logs = BankGenerator
            .LogNames.Take(BankFlow.Channels.Count)
            .Select(name => File(temp, name))
            .ToArray();
        Assert.All(
            (await import.RunAsync(logs, new ImportOptions(), null, Stop)).Files,
            file => Assert.Null(file.Refused)
        );
        var imported = (await temp.LedgerAsync())!;
        var drawn = BankLedger.Of(BankWorld.Create(options, Stop));
        foreach (var activity in drawn.Activities)
        {
            var same = imported.Activities.Single(a =>
                (a.Channel, a.Purpose) == (activity.Channel, activity.Purpose)
            );
            var at = imported.Start - drawn.Start;
            Assert.Equal(activity.OpenSecondsIn![at..][..imported.Hours], same.OpenSecondsIn);
            Assert.Equal(activity.OpenSecondsOut![at..][..imported.Hours], same.OpenSecondsOut);
        }
        Assert.True(imported.Activities.Sum(a => a.OpenSecondsIn!.Sum()) > 100_000);
    }

    private static void AssertPlanted(Ledger ledger)
    {
        var history = ledger.Activities.Single(a => a.Purpose == "account_history");
        var balance = ledger.Activities.Single(a => a.Purpose == "balance");
        Assert.Equal(17, ledger.Hours);
        Assert.Equal([(0, 60L)], Some(history.OpenSecondsOut!));
        Assert.Empty(Some(history.OpenSecondsIn!));
        Assert.Equal([(0, 3000L), (1, 330L), (15, 600L), (16, 640L)], Some(balance.OpenSecondsIn!));
        Assert.Empty(Some(balance.OpenSecondsOut!));
    }

    private static IEnumerable<(int Hour, long Seconds)> Some(long[] seconds) =>
        seconds.Index().Where(s => s.Item > 0).Select(s => (s.Index, s.Item));

    private static LogFile Table(
        TempWorkspace temp,
        string name,
        IEnumerable<string> lines,
        string channel = "whatsapp"
    ) =>
        temp.Log(
            name + ".csv",
            lines.Select(line => $"{line},{channel}").Prepend("timestamp,direction,contact,purpose,channel")
        );

    private static LogFile File(TempWorkspace temp, string name) => new(Path.Combine(temp.Root, name), name);
}
