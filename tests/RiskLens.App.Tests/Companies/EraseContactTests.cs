using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Companies;

public sealed class EraseContactTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_person_erased_leaves_the_ledger_as_if_they_had_never_come(int seed)
    {
        var lines = BankLog.Lines(seed);
        // The log's first and last messages are this person's: what it watched begins later and ends earlier.
        var person = lines[0].Customer;
        lines =
        [
            .. lines,
            (person, $"2026-01-09T23:00:00Z,{BankLog.Customers[person][0]},in,whatsapp,,,,,end"),
        ];
        using var erased = await TempWorkspace.MakeAsync();
        using var without = await TempWorkspace.MakeAsync();
        foreach (
            var (temp, kept) in new[]
            {
                (erased, lines),
                (without, lines.Where(l => l.Customer != person).ToList()),
            }
        )
        {
            await BankLog.SetCountryAsync(temp, "CM");
            await BankLog.ImportAsync(temp, BankLog.Write(temp, "a.csv", kept.Where(l => Day(l.Line) < 7)));
            await BankLog.ImportAsync(temp, BankLog.Write(temp, "b.csv", kept.Where(l => Day(l.Line) > 5)));
        }

        var erase = new EraseContact(erased.Workspace, BankLog.Catalogue);
        var done = 0L;
        foreach (var address in BankLog.Customers[person].Skip(1))
            done += (await erase.RunAsync(address, null, Stop)).Messages;
        Assert.Equal(
            lines
                .Where(l => l.Customer == person)
                .Sum(l => (Day(l.Line) < 7 ? 1 : 0) + (Day(l.Line) > 5 ? 1 : 0)),
            done
        );
        Assert.Equal(await BankLog.TextAsync(without), await BankLog.TextAsync(erased));
    }

    [Fact]
    public async Task The_identity_map_takes_all_of_a_persons_addresses_along()
    {
        using var temp = await TempWorkspace.MakeAsync();
        using var without = await TempWorkspace.MakeAsync();
        var lines = BankLog.Lines(5);
        foreach (
            var (place, kept) in new[]
            {
                (temp, lines),
                (without, lines.Where(l => l.Customer != 2).ToList()),
            }
        )
        {
            await BankLog.SetCountryAsync(place, "CM");
            await BankLog.ImportAsync(place, BankLog.Write(place, "a.csv", kept));
        }

        await new Identities(temp.Workspace, BankLog.Catalogue).ImportAsync(
            temp.Log("map.csv", "whatsapp,telegram,email", string.Join(',', Addresses(2))).Path,
            Stop
        );
        var erased = await new EraseContact(temp.Workspace, BankLog.Catalogue).RunAsync("user3", null, Stop);
        Assert.Equal(3, erased.Contacts);
        Assert.Equal(lines.Count(l => l.Customer == 2), erased.Messages);
        Assert.Equal(await BankLog.TextAsync(without), await BankLog.TextAsync(temp));
        Assert.Equal(
            new IdentityFacts(0, 0, 0, 0),
            await new Identities(temp.Workspace, BankLog.Catalogue).ListAsync(Stop)
        );
    }

    [Fact]
    public async Task Erased_on_one_channel_they_stay_on_the_others()
    {
        using var temp = await TempWorkspace.MakeAsync();
        using var without = await TempWorkspace.MakeAsync();
        var lines = BankLog.Lines(6);
        var kept = lines
            .Where(l => l.Customer != 0 || !l.Line.Contains(",sms,", StringComparison.Ordinal))
            .ToList();
        foreach (var (place, log) in new[] { (temp, lines), (without, kept) })
        {
            await BankLog.SetCountryAsync(place, "CM");
            await BankLog.ImportAsync(place, BankLog.Write(place, "a.csv", log));
        }

        await new EraseContact(temp.Workspace, BankLog.Catalogue).RunAsync("+237 699 00 00 01", "SMS", Stop);
        Assert.Equal(await BankLog.TextAsync(without), await BankLog.TextAsync(temp));
    }

    [Fact]
    public async Task An_import_that_held_nobody_else_goes_with_them()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var lines = BankLog
            .Lines(7)
            .Where(l => l.Customer == 1 && l.Line.Contains(",telegram,", StringComparison.Ordinal));
        await BankLog.ImportAsync(temp, BankLog.Write(temp, "a.csv", lines));
        await new EraseContact(temp.Workspace, BankLog.Catalogue).RunAsync("USER2", null, Stop);
        Assert.Equal("nothing\n0 contacts", await BankLog.TextAsync(temp));
        Assert.Empty(await new ListImports(temp.Workspace).RunAsync(Stop));
    }

    [Fact]
    public async Task The_pseudonym_is_overwritten_on_the_disk()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await BankLog.ImportAsync(temp, BankLog.Write(temp, "a.csv", BankLog.Lines(8)));
        byte[][] before;
        await using (var db = temp.Workspace.NewDb())
            before = [.. db.Contacts.Select(contact => contact.Pseudonym)];
        await new EraseContact(temp.Workspace, BankLog.Catalogue).RunAsync("user1", null, Stop);
        byte[][] after;
        await using (var db = temp.Workspace.NewDb())
            after = [.. db.Contacts.Select(contact => contact.Pseudonym)];
        var gone = Assert.Single(before, one => !after.Any(one.SequenceEqual));
        foreach (var path in Directory.GetFiles(temp.Folder, "risklens.db*"))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, Stop);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(gone));
        }
    }

    [Fact]
    public async Task Somebody_unknown_is_told_and_nothing_changes()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await BankLog.ImportAsync(temp, BankLog.Write(temp, "a.csv", BankLog.Lines(1)));
        var before = await BankLog.TextAsync(temp);
        var erase = new EraseContact(temp.Workspace, BankLog.Catalogue);
        var unknown = await Assert.ThrowsAsync<RiskLensException>(() => erase.RunAsync("nobody", null, Stop));
        Assert.DoesNotContain("nobody", unknown.Problem, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RiskLensException>(() => erase.RunAsync("user1", "fax", Stop));
        File.Delete(Path.Combine(temp.Folder, "contacts.key"));
        await Assert.ThrowsAsync<RiskLensException>(() => erase.RunAsync("user1", null, Stop));
        Assert.Equal(before, await BankLog.TextAsync(temp));
    }

    private static IEnumerable<string> Addresses(int customer) =>
        BankLog.Customers[customer].Where((_, channel) => channel != 1);

    private static int Day(string line) =>
        int.Parse(line.AsSpan(8, 2), System.Globalization.CultureInfo.InvariantCulture);
}
