using System.Text;

namespace RiskLens.App.Tests.Cli;

/// <summary>import --map and --save-map with the real executable.</summary>
public sealed class ImportColumnsTests(TempFolder home) : IClassFixture<TempFolder>
{
    private const string Rows =
        "2026-01-05T08:00:00Z,2026-01-06T08:00:00Z,ann\n2026-01-05T10:00:00Z,2026-01-06T11:00:00Z,ben\n";

    [Fact]
    public async Task Columns_are_named_once_kept_and_used_again()
    {
        var first = Write("first.csv", "opened,closed,who\n" + Rows);
        var told = await CommandRun.InAsync(
            home.Path,
            [
                "import",
                first,
                "--channel",
                "sms",
                "--map",
                "time=closed,contact=3",
                "--save-map",
                "desk",
                "--json",
            ]
        );
        Assert.Equal(0, told.Code);
        var columns = told.Json.GetProperty("files")[0].GetProperty("columns").GetProperty("columns");
        Assert.Equal(
            [("time", 2, "closed", "profile"), ("contact", 3, "who", "profile")],
            columns
                .EnumerateArray()
                .Select(column =>
                    (
                        column.GetProperty("field").GetString()!,
                        column.GetProperty("column").GetInt32(),
                        column.GetProperty("header").GetString()!,
                        column.GetProperty("how").GetString()!
                    )
                )
        );
        // Another order of columns has another header: the profile is then named, and finds its columns by name.
        var second = Write(
            "second.csv",
            "who,closed,opened\ncy,2026-03-06T08:00:00Z,2026-03-05T08:00:00Z\ndan,2026-03-07T08:00:00Z,2026-03-05T08:00:00Z\n"
        );
        var named = await CommandRun.InAsync(
            home.Path,
            ["import", second, "--channel", "sms", "--map", "desk", "--dry-run"]
        );
        Assert.Equal(0, named.Code);
        Assert.Contains("2026-03-06T08:00:00Z to 2026-03-07T08:00:00Z", named.Out, StringComparison.Ordinal);
        Assert.Contains(
            "time = closed (as told), contact = who (as told)",
            named.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_profile_that_is_not_there_is_refused()
    {
        var run = await CommandRun.InAsync(
            home.Path,
            ["import", Write("a.csv", "a,b\n"), "--map", "nowhere"]
        );
        Assert.Equal(2, run.Code);
        Assert.Contains("no column profile named 'nowhere'", run.Error, StringComparison.Ordinal);
    }

    private string Write(string name, string text) => home.Write(name, Encoding.UTF8.GetBytes(text));
}
