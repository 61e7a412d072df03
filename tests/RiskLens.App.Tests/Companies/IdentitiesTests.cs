using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Companies;

public sealed class IdentitiesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Map_and_logs_may_come_in_any_order(int seed)
    {
        var lines = BankLog.Lines(seed);
        var texts = new List<string>();
        foreach (var order in (string[])["mab", "amb", "abm", "bma", "nabm"])
        {
            using var temp = await TempWorkspace.MakeAsync();
            await BankLog.SetCountryAsync(temp, "CM");
            foreach (var step in order)
            {
                if (step is 'm' or 'n')
                    await MapAsync(temp, step == 'm' ? [0, 1, 2, 5] : [1, 3]);
                else
                    await BankLog.ImportAsync(
                        temp,
                        BankLog.Write(temp, $"{step}.csv", step == 'a' ? lines[..100] : lines[60..])
                    );
            }

            texts.Add(await BankLog.TextAsync(temp));
        }

        Assert.All(texts, text => Assert.Equal(texts[0], text));

        // What one address for a customer in the log itself would have given.
        using var told = await TempWorkspace.MakeAsync();
        await BankLog.SetCountryAsync(told, "CM");
        var one = lines.ConvertAll(line => (line.Customer, OneAddress(line.Customer, line.Line)));
        await BankLog.ImportAsync(told, BankLog.Write(told, "a.csv", one));
        var expected = (await BankLog.TextAsync(told)).Split('\n');
        Assert.Equal(expected[^1], texts[0].Split('\n')[^1]);
        Assert.Equal(ReachOf(expected), ReachOf(texts[0].Split('\n')));
    }

    [Fact]
    public async Task Without_the_map_each_address_is_a_customer_again()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await BankLog.SetCountryAsync(temp, "CM");
        await BankLog.ImportAsync(temp, BankLog.Write(temp, "a.csv", BankLog.Lines(4)));
        var before = await BankLog.TextAsync(temp);
        await MapAsync(temp, [0, 1, 2, 3, 4, 5]);
        Assert.EndsWith("\n6 contacts", await BankLog.TextAsync(temp), StringComparison.Ordinal);
        await new Identities(temp.Workspace, BankLog.Catalogue).ClearAsync(Stop);
        Assert.Equal(before, await BankLog.TextAsync(temp));
        Assert.EndsWith("\n18 contacts", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_map_is_told_in_numbers()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await BankLog.SetCountryAsync(temp, "CM");
        await BankLog.ImportAsync(
            temp,
            temp.Log(
                "a.csv",
                "timestamp,contact,channel",
                "2026-01-05T08:00:00Z,699000001,whatsapp",
                "2026-01-05T10:00:00Z,amina,telegram",
                "2026-01-05T10:00:00Z,paul,telegram"
            )
        );
        var facts = await new Identities(temp.Workspace, BankLog.Catalogue).ImportAsync(
            temp.Log(
                "map.csv",
                "Customer;WhatsApp;Telegram;second phone",
                "1;+237 699 00 00 01;Amina;",
                "2;n/a;paul;677 00 00 02|677 00 00 03",
                "3;699000009;;-",
                // The same customer twice: what shares an address is one.
                "4;;;00237677000003"
            ).Path,
            Stop
        );
        Assert.Equal(new IdentityFacts(2, 5, 3, 1), facts);
        Assert.Equal(2, (await new LoadLedger(temp.Workspace).FactsAsync(Stop)).Contacts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("customer,whatsapp")]
    [InlineData("699000001,amina", "699000002,paul")]
    [InlineData("customer,whatsapp", "1,699000001")]
    [InlineData("whatsapp,telegram", "1,2,3")]
    [InlineData("whatsapp,telegram", "\"1,2")]
    public async Task A_file_that_is_no_map_is_refused_and_quotes_nobody(params string[] lines)
    {
        using var temp = await TempWorkspace.MakeAsync();
        var map = temp.Log("map.csv", lines);
        var wrong = await Assert.ThrowsAsync<RiskLensException>(() =>
            new Identities(temp.Workspace, BankLog.Catalogue).ImportAsync(map.Path, Stop)
        );
        Assert.DoesNotContain("amina", wrong.Problem + wrong.Remedy, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("69900000", wrong.Problem + wrong.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_on_many_lines_links_nobody()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var rows = Enumerable.Range(0, 11).Select(i => FormattableString.Invariant($"7770000{i:00},shop"));
        var wrong = await Assert.ThrowsAsync<RiskLensException>(() =>
            new Identities(temp.Workspace, BankLog.Catalogue).ImportAsync(
                temp.Log("map.csv", ["whatsapp,telegram", .. rows]).Path,
                Stop
            )
        );
        Assert.StartsWith("Line 12 of the identity map ", wrong.Problem, StringComparison.Ordinal);
    }

    private static async Task MapAsync(TempWorkspace temp, int[] customers) =>
        await new Identities(temp.Workspace, BankLog.Catalogue).ImportAsync(
            temp.Log("map.csv", ["customer,sms,telegram,email", .. customers.Select(Row)]).Path,
            Stop
        );

    private static string Row(int customer) =>
        string.Join(',', BankLog.Customers[customer].Skip(1).Prepend($"K{(char)('A' + customer)}"));

    /// <summary>The line with the customer's number for an address, where the map names the customer.</summary>
    private static string OneAddress(int customer, string line)
    {
        if (customer is 3 or 4)
            return line;
        var cells = line.Split(',');
        cells[1] = BankLog.Customers[customer][0];
        return string.Join(',', cells);
    }

    /// <summary>The line of contacts by reach set.</summary>
    private static string ReachOf(string[] text) =>
        text.First(line => line.StartsWith('[') && line.EndsWith(']'));
}
