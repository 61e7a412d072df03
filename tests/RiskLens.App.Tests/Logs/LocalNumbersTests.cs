using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Companies;
using RiskLens.App.Tests.Storage;

namespace RiskLens.App.Tests.Logs;

public sealed class LocalNumbersTests
{
    private const string Header = "timestamp,contact,direction,channel";

    private static readonly string[] First =
    [
        Header,
        "2026-01-05T08:00:00Z,699 00 00 01,in,whatsapp",
        "2026-01-05T09:00:00Z,237699000002,in,whatsapp",
        "2026-01-05T10:00:00Z,699000003,in,sms",
        "2026-01-05T12:00:00Z,699000003,in,telegram",
    ];

    private static readonly string[] Second =
    [
        Header,
        "2026-01-06T08:00:00Z,+237699000001,in,sms",
        "2026-01-06T09:00:00Z,699000002,in,sms",
        "2026-01-06T11:00:00Z,+237699000003,in,sms",
        "2026-01-06T12:00:00Z,699000004,in,whatsapp",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_number_is_one_contact_on_all_channels_that_have_numbers()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await BankLog.SetCountryAsync(temp, "CM");
        var first = await BankLog.ImportAsync(temp, temp.Log("a.csv", First));
        await BankLog.ImportAsync(temp, temp.Log("b.csv", Second));
        Assert.Equal((4L, 0L), (first.Contacts, first.LocalNumbers));

        // sms 1, telegram 2, whatsapp 4: customers 1 and 2 on sms and whatsapp, 3 on sms, 4 on whatsapp; Telegram's
        // digits are no telephone number.
        Assert.Equal("[1, 1] [2, 1] [4, 1] [5, 2]", await ReachAsync(temp));
    }

    [Fact]
    public async Task What_cannot_be_written_internationally_stays_and_is_counted()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var file = await BankLog.ImportAsync(temp, temp.Log("a.csv", First));
        Assert.Equal((3L, 3L), (file.Contacts, file.LocalNumbers));
        await BankLog.SetCountryAsync(temp, "CM");
        var old = await BankLog.ImportAsync(
            temp,
            temp.Log(
                "b.csv",
                Header,
                "2026-01-05T08:00:00Z,99123456,in,sms",
                "2026-01-06T08:00:00Z,99123456,in,sms"
            )
        );
        Assert.Equal((1L, 1L), (old.Contacts, old.LocalNumbers));
    }

    [Fact]
    public async Task A_country_set_later_joins_the_numbers_that_come_again_in_any_form()
    {
        using var later = await TempWorkspace.MakeAsync();
        await BankLog.ImportAsync(later, later.Log("a.csv", First));
        await BankLog.SetCountryAsync(later, "CM");
        await BankLog.ImportAsync(later, later.Log("b.csv", Second));
        using var first = await TempWorkspace.MakeAsync();
        await BankLog.SetCountryAsync(first, "CM");
        await BankLog.ImportAsync(first, first.Log("a.csv", First));
        await BankLog.ImportAsync(first, first.Log("b.csv", Second));
        Assert.Equal(await BankLog.TextAsync(first), await BankLog.TextAsync(later));
    }

    [Fact]
    public async Task A_log_given_again_with_the_country_counts_nothing_twice()
    {
        using var later = await TempWorkspace.MakeAsync();
        await BankLog.ImportAsync(later, later.Log("a.csv", First));
        await BankLog.SetCountryAsync(later, "CM");
        // The same messages in a file of other bytes, and then the same file.
        var longer = await BankLog.ImportAsync(
            later,
            later.Log("b.csv", [.. First, "2026-01-05T13:00:00Z,699000003,in,sms"])
        );
        Assert.Equal((1L, 4L), (longer.Messages, longer.Duplicates));
        await BankLog.ImportAsync(later, later.Log("a.csv", First));
        Assert.Equal(5, (await new LoadLedger(later.Workspace).FactsAsync(Stop)).Messages);
        Assert.Equal(4, (await new LoadLedger(later.Workspace).FactsAsync(Stop)).Contacts);
    }

    [Fact]
    public async Task An_identity_map_survives_a_join()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await BankLog.ImportAsync(
            temp,
            temp.Log("a.csv", [.. First[..4], "2026-01-05T12:00:00Z,Amina,in,telegram"])
        );
        await new Identities(temp.Workspace, BankLog.Catalogue).ImportAsync(
            temp.Log("map.csv", "whatsapp,telegram", "699 00 00 01,amina").Path,
            Stop
        );
        await BankLog.SetCountryAsync(temp, "CM");
        await BankLog.ImportAsync(temp, temp.Log("b.csv", Second));

        // Customer 1 now on sms and whatsapp, and by the map on Telegram; 2 on sms and whatsapp, 3 on sms, 4 on whatsapp.
        Assert.Equal("[1, 1] [4, 1] [5, 1] [7, 1]", await ReachAsync(temp));
    }

    private static async Task<string> ReachAsync(TempWorkspace temp) =>
        string.Join(' ', (await temp.LedgerAsync())!.Reach.Contacts);
}
