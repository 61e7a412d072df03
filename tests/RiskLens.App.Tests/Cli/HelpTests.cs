using System.Text.RegularExpressions;

namespace RiskLens.App.Tests.Cli;

public sealed partial class HelpTests(TempFolder home) : IClassFixture<TempFolder>
{
    [Fact]
    public async Task Every_command_tells_its_use_and_takes_json_and_a_workspace()
    {
        using var folder = new TempFolder();
        var todo = new Queue<string[]>([
            [],
        ]);
        var seen = 0;
        while (todo.TryDequeue(out var path))
        {
            var help = await CommandRun.InAsync(folder.Path, [.. path, "--help"]);
            Assert.Equal(0, help.Code);
            Assert.Contains("--json", help.Out, StringComparison.Ordinal);
            Assert.Contains("--workspace", help.Out, StringComparison.Ordinal);
            var commands = help.Out.Split("Commands:");
            if (commands.Length > 1)
            {
                foreach (Match name in CommandName().Matches(commands[1]))
                    todo.Enqueue([.. path, name.Groups["name"].Value]);
            }

            seen++;
        }

        Assert.True(seen > 20, "The commands were not found in the help.");
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("stduy")]
    [InlineData("study walk")]
    [InlineData("study")]
    [InlineData("import")]
    [InlineData("import --chanel sms a.csv")]
    [InlineData("study run --bogus 1")]
    [InlineData("channels list extra")]
    public async Task What_is_not_a_command_is_told_in_a_sentence_with_where_to_look(string typed)
    {
        var run = await CommandRun.InAsync(home.Path, [.. typed.Split(' '), "--json"]);
        Assert.Equal(2, run.Code);
        Assert.EndsWith(".", run.Json.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Contains("--help", run.Json.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("study run --seed -1", "--seed")]
    [InlineData("study run --seed x", "--seed")]
    [InlineData("study run --as-of yesterday", "--as-of")]
    [InlineData("study run --as-of 2022-02-30", "--as-of")]
    [InlineData("study run --threads two", "--threads")]
    [InlineData("study run --trials 1e5", "--trials")]
    [InlineData("study run --trials 10", "1,000")]
    [InlineData("study run --scenario whatsapp", "24h@whatsapp")]
    [InlineData("study run --scenario 24h@", "24h@whatsapp")]
    [InlineData("study run --scenario 0h", "720")]
    [InlineData("study run", "Import")]
    [InlineData("study show nothing", "study list")]
    [InlineData("report", "study run")]
    [InlineData("import a.csv --date-order up", "--date-order")]
    [InlineData("import a.csv --channel whatsap", "whatsapp")]
    [InlineData("import a.csv --timezone Moon/Sea", "IANA")]
    [InlineData("import a.csv --map when=sent", "FIELD=COLUMN")]
    [InlineData("assumptions set transfer.margin much XAF --source x", "300..450")]
    [InlineData("assumptions set transfer.margin 3..2 XAF --source x", "smaller")]
    [InlineData("assumptions set margin 3 XAF --source x", ".margin")]
    [InlineData("assumptions set transfer.margin pert(3,2,1) --source x", "the most likely")]
    [InlineData("assumptions set transfer.margin_rate gamma(0.2,0.1) --source x", "between 0 and 1")]
    [InlineData("assumptions set transfer.tolerance_hours 4 EUR --source x", "unit h")]
    [InlineData("assumptions accept", "--all")]
    [InlineData("assumptions accept switch_rate", "assumptions propose")]
    [InlineData("rates set 2026-11-30 EUR USD one --source x", "1.0823")]
    [InlineData("rates import none.csv", "path")]
    [InlineData("assumptions set transfer.margin 3 XAF", "source")]
    [InlineData("assumptions import none.csv", "path")]
    [InlineData("assumptions set transfer.margin 3 USD --source x", "company set --currency USD")]
    [InlineData("assumptions set switch_rate 0.3 EUR --source x", "unit share")]
    [InlineData("assumptions set whatsap.yearly_cost 3 EUR --source x", "whatsapp")]
    [InlineData("assumptions remove switch_rate", "assumptions list")]
    [InlineData("company set", "--name")]
    [InlineData("company set --currency BTC", "XAF")]
    [InlineData("demo --lang xx", "en")]
    public async Task A_value_that_cannot_be_right_gets_a_remedy(string typed, string remedy)
    {
        var run = await CommandRun.InAsync(home.Path, [.. typed.Split(' '), "--json"]);
        Assert.Equal(2, run.Code);
        Assert.Contains(remedy, run.Json.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ledger")]
    [InlineData("study list")]
    [InlineData("study show latest")]
    [InlineData("report")]
    [InlineData("assumptions list")]
    [InlineData("schedule list")]
    [InlineData("company show")]
    public async Task A_workspace_that_is_not_there_is_told_and_not_made(string typed)
    {
        using var folder = new TempFolder();
        var run = await CommandRun.InAsync(
            folder.Path,
            [.. typed.Split(' '), "--workspace", "typo", "--json"]
        );
        Assert.Equal(2, run.Code);
        Assert.Contains(
            "no workspace at",
            run.Json.GetProperty("problem").GetString(),
            StringComparison.Ordinal
        );
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("ledger", "--workspace", "")]
    [InlineData("report", "--output", "")]
    [InlineData("import", "")]
    [InlineData("assumptions", "import", "")]
    public async Task An_empty_name_is_refused_in_a_sentence(params string[] typed)
    {
        var run = await CommandRun.InAsync(home.Path, typed);
        Assert.Equal(2, run.Code);
        Assert.Contains("empty", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ledger")]
    [InlineData("company set --name A")]
    [InlineData("doctor")]
    public async Task A_damaged_database_is_told_with_a_remedy(string typed)
    {
        using var folder = new TempFolder();
        await CommandRun.InAsync(folder.Path, "company", "set", "--name", "A", "--workspace", "own");
        await File.WriteAllBytesAsync(
            Path.Combine(folder.Path, "own", "risklens.db"),
            [.. Enumerable.Repeat((byte)'x', 10_000)],
            TestContext.Current.CancellationToken
        );
        var run = await CommandRun.InAsync(folder.Path, [.. typed.Split(' '), "--workspace", "own"]);
        Assert.Equal(2, run.Code);
        Assert.Contains("is damaged", run.Out + run.Error, StringComparison.Ordinal);
        Assert.Contains("backup", run.Out + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_and_version_are_text_with_json_too()
    {
        var version = await CommandRun.InAsync(home.Path, "--version");
        Assert.Equal(0, version.Code);
        Assert.Equal(version, await CommandRun.InAsync(home.Path, "--version", "--json"));
        var help = await CommandRun.InAsync(home.Path, "--help");
        Assert.Equal(help, await CommandRun.InAsync(home.Path, "--help", "--json"));
    }

    [GeneratedRegex(@"^  (?<name>[a-z-]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandName();
}
