using System.IO.Compression;
using System.Text;

namespace RiskLens.App.Tests.Cli;

/// <summary>Files that cannot be imported: one sentence, a remedy, exit code 2, and the workspace as before.</summary>
public sealed class BadInputTests(ImportedWorkspace imported) : IClassFixture<ImportedWorkspace>
{
    private const string Header = ImportedWorkspace.Header;

    public static TheoryData<string, byte[]> Files =>
        new()
        {
            { "empty.csv", [] },
            { "binary.csv", [.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 37 % 251))] },
            { "picture.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] },
            { "half.csv.gz", HalfOfAnArchive() },
            { "letter.txt", Encoding.UTF8.GetBytes("Dear customer,\nthank you for your letter.\n") },
            { "no-line.csv", Encoding.UTF8.GetBytes(Header + "some day,1,in,sms\n") },
            {
                "future.csv",
                Encoding.UTF8.GetBytes(
                    Header + "2136-01-05T08:00:00Z,1,in,sms\n2136-01-06T08:00:00Z,1,in,sms\n"
                )
            },
            {
                "pigeon.csv",
                Encoding.UTF8.GetBytes(
                    Header + "2026-01-05T08:00:00Z,1,in,pigeon\n2026-01-06T08:30:00Z,1,in,pigeon\n"
                )
            },
        };

    [Theory]
    [MemberData(nameof(Files))]
    public Task A_bad_file_is_refused_and_leaves_the_workspace_as_before(string name, byte[] bytes) =>
        AssertRefusedAsync(imported.Write(name, bytes));

    [Fact]
    public Task A_missing_file_is_refused_and_leaves_the_workspace_as_before() =>
        AssertRefusedAsync(Path.Combine(imported.Path, "none.csv"));

    [Fact]
    public async Task One_hour_of_data_alone_is_refused()
    {
        using var folder = new TempFolder();
        const string OneHour = Header + "2026-01-05T08:00:00Z,1,in,sms\n2026-01-05T08:30:00Z,1,in,sms\n";
        var file = folder.Write("one-hour.csv", Encoding.UTF8.GetBytes(OneHour));
        var run = await CommandRun.InAsync(folder.Path, "import", file);
        Assert.Equal(2, run.Code);
        Assert.Contains("within one hour", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_file_does_not_keep_the_others_out()
    {
        using var folder = new TempFolder();
        var run = await CommandRun.InAsync(
            folder.Path,
            "import",
            folder.Write("empty.csv", []),
            folder.Write("good.csv", Encoding.UTF8.GetBytes(ImportedWorkspace.Good)),
            "--json"
        );
        Assert.Equal(2, run.Code);
        var files = run.Json.GetProperty("files").EnumerateArray().ToArray();
        Assert.Contains(
            "empty",
            files[0].GetProperty("refused").GetProperty("problem").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(2, files[1].GetProperty("messages").GetInt32());
        Assert.Equal(imported.Ledger, await ImportedWorkspace.LedgerOfAsync(folder.Path));
    }

    [Fact]
    public async Task A_dry_run_counts_and_keeps_nothing()
    {
        using var folder = new TempFolder();
        var good = folder.Write("good.csv", Encoding.UTF8.GetBytes(ImportedWorkspace.Good));
        var run = await CommandRun.InAsync(folder.Path, "import", good, "--dry-run", "--json");
        Assert.Equal(0, run.Code);
        Assert.Equal(2, run.Json.GetProperty("files")[0].GetProperty("messages").GetInt32());
        Assert.Empty(await ImportedWorkspace.LedgerOfAsync(folder.Path));
    }

    [Fact]
    public async Task A_workspace_with_own_data_takes_no_demo()
    {
        using var folder = new TempFolder();
        await CommandRun.InAsync(folder.Path, "company", "set", "--name", "Real Ltd", "--workspace", "own");
        var demo = await CommandRun.InAsync(folder.Path, "demo", "--workspace", "own", "--json");
        Assert.Equal(2, demo.Code);
        Assert.Contains("own data", demo.Json.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_little_data_is_a_caveat_and_not_a_number()
    {
        using var folder = new TempFolder();
        var good = folder.Write("good.csv", Encoding.UTF8.GetBytes(ImportedWorkspace.Good));
        await CommandRun.InAsync(folder.Path, "import", good);
        var run = await CommandRun.InAsync(folder.Path, "study", "run", "--trials", "1000", "--json");
        Assert.Equal(0, run.Code);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, run.Json.GetProperty("scenario").ValueKind);
        Assert.Contains(
            run.Json.GetProperty("caveats").EnumerateArray(),
            caveat => caveat.GetProperty("code").GetString() == "too_little_history"
        );
    }

    [Fact]
    public async Task The_first_ten_rejected_lines_are_shown_and_the_rest_counted()
    {
        using var folder = new TempFolder();
        var lines = string.Concat(Enumerable.Repeat("some day,1,in,sms\n", 12));
        var log = folder.Write("log.csv", Encoding.UTF8.GetBytes(ImportedWorkspace.Good + lines));
        var run = await CommandRun.InAsync(folder.Path, "import", log);
        Assert.Equal(0, run.Code);
        Assert.Contains("12 lines rejected", run.Out, StringComparison.Ordinal);
        Assert.Equal(11, run.Out.Split("    line ").Length);
        Assert.Contains("and 2 more (all with --json)", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_where_it_should_is_told_with_a_remedy()
    {
        using var folder = new TempFolder();
        var good = folder.Write("good.csv", Encoding.UTF8.GetBytes(ImportedWorkspace.Good));
        await CommandRun.InAsync(folder.Path, "import", good);
        await CommandRun.InAsync(folder.Path, "study", "run", "--trials", "1000");
        var run = await CommandRun.InAsync(folder.Path, "report", "--html", "--output", good, "--json");
        Assert.Equal(2, run.Code);
        Assert.Contains("--output", run.Json.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        var none = await CommandRun.WithoutBrowserAsync(folder.Path, "report", "--output", "out", "--json");
        Assert.Equal(2, none.Code);
        Assert.Contains(
            "Unset RISKLENS_BROWSER",
            none.Json.GetProperty("remedy").GetString(),
            StringComparison.Ordinal
        );
    }

    private async Task AssertRefusedAsync(string bad)
    {
        var run = await CommandRun.InAsync(imported.Path, "import", bad, "--json");
        Assert.Equal(2, run.Code);
        var refused = run.Json.GetProperty("files")[0].GetProperty("refused");
        Assert.EndsWith(".", refused.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(".", refused.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal(imported.Ledger, await ImportedWorkspace.LedgerOfAsync(imported.Path));
    }

    private static byte[] HalfOfAnArchive()
    {
        using var whole = new MemoryStream();
        using (var gzip = new GZipStream(whole, CompressionLevel.Fastest, leaveOpen: true))
        {
            var lines = Enumerable
                .Range(0, 20_000)
                .Select(i =>
                    FormattableString.Invariant(
                        $"2026-01-{(i % 28) + 1:00}T{i % 24:00}:00:00Z,{(i * 7919) % 1009},in,sms\n"
                    )
                );
            gzip.Write(Encoding.UTF8.GetBytes(Header + string.Concat(lines)));
        }

        return whole.ToArray()[..(int)(whole.Length / 2)];
    }
}
