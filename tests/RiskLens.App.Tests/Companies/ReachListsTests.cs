using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Companies;

public sealed class ReachListsTests
{
    private const string Header = "contact,channel,state,date";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_number_seen_on_whatsapp_and_sms_is_one_contact_and_a_list_finds_it_however_written()
    {
        using var temp = await WithLogAsync();
        Assert.Equal([(1, 1L), (2, 1L), (5, 1L)], await BySetAsync(temp));
        var imported = await ImportAsync(
            temp,
            "00237 699-00-00-01,SMS,consented,2026-01-05",
            "+237 699 00 00 01,telegram,told,2026-01-05",
            "699000001,WhatsApp,opted_out,2026-01-05",
            "Amina,telegram,consented,2026-01-06",
            "+237677000009,sms,consented,2026-01-04"
        );
        Assert.Equal((5, 5), (imported.Lines, imported.Changed));
        var reach = (await temp.LedgerAsync())!.Reach;
        // Bits: SMS 1, Telegram 2, WhatsApp 4. The number that no log shows is no contact.
        Assert.Equal(
            [
                (1, new ListedStates(0, 0, 0)),
                (2, new ListedStates(Consented: 2, Told: 0, OptedOut: 0)),
                (5, new ListedStates(Consented: 1, Told: 2, OptedOut: 4)),
            ],
            reach.ContactsByReach.Select(c => (c.Reach.Seen.Set, c.Reach.Listed)).OrderBy(c => c.Set)
        );
        Assert.Equal(
            [("sms", "2026-01-05"), ("telegram", "2026-01-06")],
            reach.ConsentLists.Select(l => (l.Key, l.Value)).Order()
        );
        Assert.Equal([(1, 1L), (2, 1L), (5, 1L)], await BySetAsync(temp));
        Assert.Equal(3, (await new LoadLedger(temp.Workspace).FactsAsync(Stop)).Contacts);
    }

    [Fact]
    public async Task What_a_list_says_of_one_address_holds_for_the_customer_whom_the_identity_map_links()
    {
        using var temp = await WithLogAsync();
        await ImportAsync(temp, "amina,telegram,opted_out,2026-01-05", "699000001,sms,consented,2026-01-05");
        await new Identities(temp.Workspace, BankLog.Catalogue).ImportAsync(
            temp.Log("map.csv", "whatsapp,telegram", "699000001,amina").Path,
            Stop
        );
        Assert.Contains(
            (await temp.LedgerAsync())!.Reach.ContactsByReach,
            c => c.Reach.Seen.Set == 7 && c.Reach.Listed == new ListedStates(1, 0, 2)
        );
    }

    [Fact]
    public async Task A_channel_that_only_lists_name_comes_after_the_ledgers()
    {
        using var temp = await WithLogAsync();
        await ImportAsync(temp, "699000001,signal,told,2026-01-05");
        var reach = (await temp.LedgerAsync())!.Reach;
        Assert.Equal(["signal"], reach.OnlyListed);
        Assert.Contains(reach.ContactsByReach, c => c.Reach.Listed.Told == 8);
        Assert.Empty(reach.ConsentLists);
    }

    [Fact]
    public async Task The_latest_date_holds_and_on_one_day_an_opt_out_in_whatever_order_lists_come()
    {
        string[] lines =
        [
            "699000001,sms,consented,2026-01-01",
            "699000001,sms,opted_out,2026-02-01",
            "699000001,sms,consented,2026-02-01",
            "699000001,sms,told,2025-01-01",
            "amina,telegram,opted_out,2026-01-01",
            "amina,telegram,consented,2026-03-01",
        ];
        foreach (var order in new[] { lines, [.. lines.Reverse()] })
        {
            using var temp = await WithLogAsync();
            foreach (var line in order)
                await ImportAsync(temp, line);
            Assert.Equal(
                [
                    new ReachListFacts("sms", 0, 1, 1, 2, "2026-02-01"),
                    new ReachListFacts("telegram", 1, 0, 0, 1, "2026-03-01"),
                ],
                await new ReachLists(temp.Workspace, BankLog.Catalogue).ListAsync(Stop)
            );
            Assert.Equal(0, (await ImportAsync(temp, lines)).Changed);
            Assert.Equal(3, await new ReachLists(temp.Workspace, BankLog.Catalogue).ClearAsync(Stop));
            Assert.Empty(await new ReachLists(temp.Workspace, BankLog.Catalogue).ListAsync(Stop));
        }
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_told_by_number_and_quote_nobody()
    {
        using var temp = await WithLogAsync();
        var imported = await ImportAsync(
            temp,
            "699000001,sms,consented,2026-01-05",
            "699000001,pigeon,consented,2026-01-05",
            "699000001,sms,yes,2026-01-05",
            "699000001,sms,consented,5/1/2026",
            " ,sms,consented,2026-01-05",
            "699000001",
            "699000001,sms,consented,2126-01-05"
        );
        Assert.Equal(
            [
                (3, "the channel is none of 'channels list'"),
                (4, "the state is none of consented, told and opted_out"),
                (5, "the date is none such as 2026-11-05"),
                (6, "it names no contact"),
                (7, "the channel is none of 'channels list'"),
                (8, "the date lies in the future"),
            ],
            imported.Refused.Select(r => (r.Line, r.Reason))
        );
        Assert.Equal(1, imported.Lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Header)]
    [InlineData("contact,channel,date", "655443322,sms,2026-01-05")]
    [InlineData(Header, "655443322,pigeon,consented,2026-01-05")]
    public async Task A_file_that_is_no_list_is_refused_and_quotes_nobody(params string[] lines)
    {
        using var temp = await TempWorkspace.MakeAsync();
        var wrong = await Assert.ThrowsAsync<RiskLensException>(() =>
            new ReachLists(temp.Workspace, BankLog.Catalogue).ImportAsync(
                temp.Log("list.csv", lines).Path,
                Stop
            )
        );
        Assert.DoesNotContain("655443322", wrong.Problem + wrong.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_in_french_is_read()
    {
        using var temp = await WithLogAsync();
        await new ReachLists(temp.Workspace, BankLog.Catalogue).ImportAsync(
            temp.Log(
                "liste.csv",
                "Numéro;Nom;Canal;État;Depuis",
                "699000001;x;SMS;consenti;2026-01-05",
                "699000001;x;Voix et SVI;informé;2026-01-05",
                "677000002;x;sms;Refusé;2026-01-05"
            ).Path,
            Stop
        );
        Assert.Equal(
            [
                new ReachListFacts("sms", 1, 0, 1, 2, "2026-01-05"),
                new ReachListFacts("voice", 0, 1, 0, 1, "2026-01-05"),
            ],
            await new ReachLists(temp.Workspace, BankLog.Catalogue).ListAsync(Stop)
        );
    }

    [Fact]
    public async Task Erasing_a_person_takes_them_off_the_lists_seen_or_not()
    {
        using var temp = await WithLogAsync();
        await ImportAsync(
            temp,
            "699000001,sms,consented,2026-01-05",
            "+237699000001,telegram,told,2026-01-05",
            "688000007,sms,consented,2026-01-05",
            "677000002,sms,consented,2026-01-05"
        );
        var erase = new EraseContact(temp.Workspace, BankLog.Catalogue);
        Assert.Equal(1, (await erase.RunAsync("699000001", "sms", Stop)).Listed);
        Assert.Equal(1, (await erase.RunAsync("699000001", null, Stop)).Listed);
        // Known from the list alone.
        Assert.Equal(new Erasure(0, 0, 0, 1), await erase.RunAsync("+237 688 00 00 07", null, Stop));
        Assert.Equal(
            [new ReachListFacts("sms", 1, 0, 0, 1, "2026-01-05")],
            await new ReachLists(temp.Workspace, BankLog.Catalogue).ListAsync(Stop)
        );
        await Assert.ThrowsAsync<RiskLensException>(() => erase.RunAsync("688000007", null, Stop));
    }

    [Fact]
    public async Task No_address_of_a_list_reaches_the_disk()
    {
        using var temp = await WithLogAsync();
        await ImportAsync(temp, "688000007,sms,consented,2026-01-05", "bob,telegram,told,2026-01-05");
        var bytes = Directory
            .EnumerateFiles(temp.Folder, "*", SearchOption.AllDirectories)
            .Select(path =>
            {
                using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
                return reader.ReadToEnd();
            });
        Assert.All(
            bytes,
            text =>
            {
                Assert.DoesNotContain("688000007", text, StringComparison.Ordinal);
                Assert.DoesNotContain("bob", text, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    [Fact]
    public async Task A_list_finds_a_number_kept_before_the_country_was_known()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await BankLog.ImportAsync(temp, Log(temp));
        await BankLog.SetCountryAsync(temp, "CM");
        await ImportAsync(temp, "+237677000002,sms,consented,2026-01-05");
        Assert.Contains(
            (await temp.LedgerAsync())!.Reach.ContactsByReach,
            c => c.Reach.Listed == new ListedStates(1, 0, 0) && c.Reach.Seen.Set == 1
        );
    }

    [Fact]
    public async Task The_ledger_tells_how_long_ago_a_contact_was_last_seen()
    {
        using var temp = await WithLogAsync();
        var ages = (await temp.LedgerAsync())!
            .Reach.ContactsByReach.Select(c => c.Reach.Seen)
            .OrderBy(a => a.Set)
            .ToArray();
        // The log ends on 5 January 2026: 10 June 2025 is 209 days before, 1 January 2025 369.
        Assert.Equal([180, 360], [ages[0].DaysSince(0), ages[1].DaysSince(1)]);
        Assert.Equal([0, null, 0], [ages[2].DaysSince(0), ages[2].DaysSince(1), ages[2].DaysSince(2)]);
    }

    /// <summary>One customer on SMS and WhatsApp, one on Telegram, one on SMS.</summary>
    private static async Task<TempWorkspace> WithLogAsync()
    {
        var temp = await TempWorkspace.MakeAsync();
        await BankLog.SetCountryAsync(temp, "CM");
        await BankLog.ImportAsync(temp, Log(temp));
        return temp;
    }

    private static LogFile Log(TempWorkspace temp) =>
        temp.Log(
            "a.csv",
            "timestamp,contact,channel",
            "2025-01-01T08:00:00Z,amina,telegram",
            "2025-06-10T08:00:00Z,677000002,sms",
            "2025-06-10T08:00:00Z,+237 699 00 00 01,whatsapp",
            "2026-01-05T08:00:00Z,+237699000001,whatsapp",
            "2026-01-05T09:00:00Z,699000001,sms"
        );

    private static Task<ReachListImport> ImportAsync(TempWorkspace temp, params string[] lines) =>
        new ReachLists(temp.Workspace, BankLog.Catalogue).ImportAsync(
            temp.Log("list.csv", [Header, .. lines]).Path,
            Stop
        );

    private static async Task<IEnumerable<(int, long)>> BySetAsync(TempWorkspace temp) =>
        (await temp.LedgerAsync())!.Reach.Contacts.Select(c => (c.Key, c.Value));
}
