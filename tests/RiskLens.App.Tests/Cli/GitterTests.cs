using System.Diagnostics;
using System.Globalization;

namespace RiskLens.App.Tests.Cli;

/// <summary>README's second example: real messages from import to report.</summary>
public sealed class GitterTests(GitterWorkspace gitter) : IClassFixture<GitterWorkspace>
{
    private string[] InIt => ["--workspace", gitter.Workspace, "--json"];

    [Fact]
    public async Task All_its_messages_and_contacts_are_counted_and_once()
    {
        Assert.Equal(0, gitter.Runs[0].Code);
        Assert.Contains("211,038 messages of 7,503 contacts", gitter.Runs[0].Out, StringComparison.Ordinal);
        var sample = Path.Combine(
            CommandRun.Checkout,
            "data",
            "samples",
            "freecodecamp",
            "gitter-freecodecamp.csv.gz"
        );
        var again = await CommandRun.InAsync(gitter.Path, ["import", sample, "--channel", "gitter", .. InIt]);
        var file = again.Json.GetProperty("files")[0];
        Assert.Equal(0, file.GetProperty("messages").GetInt32());
        Assert.Equal(211_038, file.GetProperty("duplicates").GetInt32());
        Assert.Equal(7_503, file.GetProperty("contacts").GetInt32());
    }

    [Fact]
    public void Its_study_tells_the_loss_with_an_interval_and_what_to_type_in_for_money()
    {
        Assert.Equal(0, gitter.Runs[1].Code);
        var told = gitter.Runs[1].Out;
        Assert.Contains("24 hours without Gitter", told, StringComparison.Ordinal);
        Assert.Contains("80% interval", told, StringComparison.Ordinal);
        Assert.Contains("VaR95", told, StringComparison.Ordinal);
        Assert.Contains("CVaR95", told, StringComparison.Ordinal);
        Assert.Contains("type in the margin", told, StringComparison.Ordinal);
        Assert.DoesNotContain("EUR", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_report_is_written()
    {
        var folder = Path.Combine(gitter.Path, gitter.Workspace, "reports");
        Assert.Single(Directory.GetFiles(folder, "*-en.html"));
        if (gitter.Runs[2].Code == 2)
            Assert.Skip("No browser is installed, so the PDF was not printed: " + gitter.Runs[2].Error);
        Assert.Equal(0, gitter.Runs[2].Code);
        var pdf = Assert.Single(Directory.GetFiles(folder, "*.pdf"));
        Assert.Equal("%PDF"u8.ToArray(), File.ReadAllBytes(pdf)[..4]);
    }

    [Fact]
    public async Task One_seed_gives_the_same_bytes_on_one_thread_and_on_two()
    {
        string[] run = ["study", "run", "--seed", "7", "--trials", "1000", .. InIt];
        var first = await CommandRun.InAsync(gitter.Path, run);
        Assert.Equal(0, first.Code);
        Assert.Equal(7, first.Json.GetProperty("seed").GetInt32());
        Assert.Equal(first.Out, (await CommandRun.InAsync(gitter.Path, [.. run, "--threads", "1"])).Out);
        Assert.Equal(first.Out, (await CommandRun.InAsync(gitter.Path, [.. run, "--threads", "2"])).Out);
    }

    [Theory]
    [InlineData("company show", "company")]
    [InlineData("assumptions list", "rows")]
    [InlineData("channels list", "rows")]
    [InlineData("nodes list", "rows")]
    [InlineData("purposes list", "rows")]
    [InlineData("outages list", "outages")]
    [InlineData("study list", "studies")]
    [InlineData("study show latest", "mix")]
    [InlineData("ledger", "rows")]
    [InlineData("report latest --html --lang fr", "path")]
    [InlineData("schedule list", "next")]
    [InlineData("schedule run-due", "ran")]
    public async Task Json_is_one_document_and_nothing_else(string command, string field)
    {
        var run = await CommandRun.InAsync(gitter.Path, [.. command.Split(' '), .. InIt]);
        Assert.Equal(0, run.Code);
        Assert.True(run.Json.TryGetProperty(field, out _), run.Out[..Math.Min(run.Out.Length, 200)]);
    }

    [Fact]
    public async Task The_data_of_a_report_lie_beside_it()
    {
        using var folder = new TempFolder();
        string[] report = ["report", "latest", "--html", "--data", "--output", folder.Path, "--json"];
        var run = await CommandRun.InAsync(gitter.Path, [.. report, .. InIt]);
        Assert.Equal(0, run.Code);
        var (html, data) = (
            run.Json.GetProperty("path").GetString()!,
            run.Json.GetProperty("data").GetString()!
        );
        Assert.Equal(html.Replace(".html", "-data.zip", StringComparison.Ordinal), data);
        Assert.True(File.Exists(data));
    }

    [Fact]
    public async Task The_ledger_as_csv_adds_up_to_all_messages()
    {
        var run = await CommandRun.InAsync(gitter.Path, "ledger", "--csv", "--workspace", gitter.Workspace);
        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("hour,channel,purpose,in,out,conversations,contacts,failed,value", lines[0]);
        Assert.Equal(
            211_038,
            lines.Skip(1).Sum(line => int.Parse(line.Split(',')[3], CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public async Task An_assumption_set_is_kept_with_its_source_and_brings_money()
    {
        using var folder = new TempFolder();
        string[] set = ["assumptions", "set", "general.margin", "2..3", "EUR", "--source", "my guess"];
        var run = await CommandRun.InAsync(folder.Path, [.. set, "--owner", "me", "--json"]);
        Assert.Equal(0, run.Code);
        var row = Assert.Single(run.Json.GetProperty("rows").EnumerateArray());
        Assert.Equal(2, row.GetProperty("low").GetDouble());
        Assert.Equal(3, row.GetProperty("high").GetDouble());
        Assert.Equal("my guess", row.GetProperty("source").GetString());
        Assert.Equal("me", row.GetProperty("owner").GetString());
    }

    [Fact]
    public async Task An_interrupted_study_ends_with_130()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows gives a process no interrupt signal from another one.");
        if (InterruptsAreIgnored())
            Assert.Skip("The shell that started the tests in the background lets them ignore interrupts.");
        var workspace = Path.Combine(gitter.Path, gitter.Workspace);
        using var study = CommandRun.Start(
            gitter.Path,
            null,
            ["study", "run", "--trials", "10000000", "--workspace", workspace]
        );
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", ["-INT", study.Id.ToString(CultureInfo.InvariantCulture)]);
        var run = await CommandRun.EndOfAsync(study);
        Assert.Equal(130, run.Code);
    }

    /// <summary>A child inherits it; where the system does not tell, the test is run.</summary>
    private static bool InterruptsAreIgnored()
    {
        const string Status = "/proc/self/status";
        const string Ignored = "SigIgn:";
        const ulong Interrupt = 1 << 1;
        return File.Exists(Status)
            && File.ReadLines(Status)
                .FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal))
                is { } line
            && (
                ulong.Parse(
                    line[Ignored.Length..].Trim(),
                    NumberStyles.HexNumber,
                    CultureInfo.InvariantCulture
                ) & Interrupt
            ) != 0;
    }
}
