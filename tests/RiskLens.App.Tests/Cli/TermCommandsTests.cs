using System.Text.Json;
using RiskLens.App.Studies;

namespace RiskLens.App.Tests.Cli;

/// <summary>What channels can do and cost, as the command line tells it, and the register of a study.</summary>
public sealed class TermCommandsTests
{
    [Theory]
    [InlineData("CM", false)]
    [InlineData("CA", true)]
    public async Task Channels_list_tells_what_they_can_do_in_a_country(string country, bool takesRequests)
    {
        using var folder = new TempFolder();
        var run = await CommandRun.InAsync(folder.Path, "channels", "list", "--country", country, "--json");
        var sms = run
            .Json.GetProperty("terms")
            .EnumerateArray()
            .Single(t => Text(t, "channel") == "sms" && Text(t, "direction") == "in");
        Assert.Equal(takesRequests, sms.GetProperty("offered").GetBoolean());
        var told = await CommandRun.InAsync(folder.Path, "channels", "list", "--country", country);
        Assert.Contains($"What they can do in {country}", told.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task The_companys_own_prices_take_the_place_of_a_channels_shipped_ones_until_they_are_cleared()
    {
        using var folder = new TempFolder();
        var shipped = await PricesAsync(folder, "list", "--country", "CM", "--json");
        Assert.Contains("sms 20", shipped);
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "prices.csv"),
            "channel,countries,kind,price,currency,per,from,source\nsms,CM,sms,14.5,XAF,message,2026-01-01,contract\n",
            TestContext.Current.CancellationToken
        );
        await PricesAsync(folder, "import", "prices.csv", "--json");
        var own = await PricesAsync(folder, "list", "--country", "CM", "--json");
        Assert.Contains("sms 14.5", own);
        Assert.DoesNotContain("sms 20", own);
        Assert.Equal(shipped.Count, own.Count);
        await PricesAsync(folder, "clear", "--json");
        Assert.Equal(shipped, await PricesAsync(folder, "list", "--country", "CM", "--json"));
    }

    [Fact]
    public async Task The_register_of_a_study_is_written_where_it_was_asked_for()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "log.csv"),
            string.Join(
                '\n',
                Enumerable
                    .Range(0, 24 * 40)
                    .Select(h => new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(h))
                    .Select(t =>
                        FormattableString.Invariant($"{t:yyyy-MM-dd'T'HH:mm:ss'Z'},c{t.Hour},in,telegram")
                    )
                    .Prepend("timestamp,contact,direction,channel")
            ),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0, (await CommandRun.InAsync(folder.Path, "import", "log.csv")).Code);
        Assert.Equal(0, (await CommandRun.InAsync(folder.Path, "study", "run", "--trials", "1000")).Code);
        var run = await CommandRun.InAsync(
            folder.Path,
            "study",
            "register",
            "--out",
            "providers.csv",
            "--json"
        );
        Assert.Equal(0, run.Code);
        var row = Assert.Single(run.Json.GetProperty("rows").EnumerateArray());
        Assert.Equal(
            ("Telegram", "not substitutable"),
            (Text(row, "provider"), Text(row, "substitutability"))
        );
        var lines = await File.ReadAllLinesAsync(
            Path.Combine(folder.Path, "providers.csv"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(string.Join(',', RegisterRow.Columns), lines[0]);
        Assert.StartsWith("Telegram,telegram,Telegram,yes,", lines[1], StringComparison.Ordinal);
    }

    private static async Task<List<string>> PricesAsync(TempFolder folder, params string[] typed)
    {
        var run = await CommandRun.InAsync(folder.Path, ["prices", .. typed]);
        Assert.True(run.Code == 0, run.Error);
        return
        [
            .. run
                .Json.GetProperty("rows")
                .EnumerateArray()
                .Select(p => $"{Text(p, "channel")} {p.GetProperty("price").GetRawText()}"),
        ];
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
