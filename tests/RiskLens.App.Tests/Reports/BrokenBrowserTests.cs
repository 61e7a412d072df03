using RiskLens.App.Reports;
using RiskLens.App.Reports.Printing;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Reports;

/// <summary>Whatever becomes of the browser, the HTML is there, the remedy is told, and there is no half PDF.</summary>
public sealed class BrokenBrowserTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("risklens-broken-").FullName;
    private readonly string _tools = Directory.CreateTempSubdirectory("risklens-browsers-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_tools, recursive: true);
    }

    [Theory]
    [InlineData("exit 0", "printed no PDF")]
    [InlineData("echo 'no display' >&2; exit 7", "exit code 7, no display")]
    [InlineData("kill -SEGV $$", "exit code 139")]
    [InlineData("kill -KILL $$", "exit code 137")]
    [InlineData("printf '%%PDF-1.4 and then nothing' > \"$pdf\"", "printed no PDF")]
    [InlineData("printf '%%PDF-1.4 half' > \"$pdf\"; kill -KILL $$", "exit code 137")]
    [InlineData(": > \"$pdf\"", "printed no PDF")]
    [InlineData("mkdir \"$pdf\"", "printed no PDF")]
    public async Task A_browser_that_fails_leaves_the_HTML_alone(string script, string why)
    {
        var file = await new WriteReport(Browser(script)).RunAsync(
            SampleStudy.Make(),
            "en",
            _folder,
            ReportKind.Pdf,
            Stop
        );
        Assert.Null(file.PdfPath);
        Assert.Contains(why, file.Problem, StringComparison.Ordinal);
        Assert.Contains("open the HTML report", file.Remedy, StringComparison.Ordinal);
        Assert.Equal([file.HtmlPath], Directory.GetFiles(_folder));
        Assert.EndsWith(
            "</html>",
            (await File.ReadAllTextAsync(file.HtmlPath, Stop)).TrimEnd(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_browser_that_hangs_is_ended_with_all_it_started()
    {
        var html = Path.Combine(_folder, "report.html");
        await File.WriteAllTextAsync(html, "<p>report</p>", Stop);
        var alive = Path.Combine(_tools, "alive");
        var browser = new Browser(Browser($"(sleep 3; touch '{alive}') & sleep 600"));
        var refusal = await Assert.ThrowsAsync<RiskLensException>(() =>
            new PrintPdf(browser, TimeSpan.FromSeconds(1)).RunAsync(html, DateTimeOffset.UnixEpoch, Stop)
        );
        Assert.Contains("longer than 1 second", refusal.Problem, StringComparison.Ordinal);
        await Task.Delay(TimeSpan.FromSeconds(4), Stop);
        Assert.False(File.Exists(alive));
    }

    [Fact]
    public async Task A_report_that_is_cancelled_leaves_no_PDF()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        cancel.CancelAfter(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new WriteReport(Browser("sleep 600")).RunAsync(
                SampleStudy.Make(),
                "en",
                _folder,
                ReportKind.Pdf,
                cancel.Token
            )
        );
        Assert.DoesNotContain(
            Directory.GetFiles(_folder),
            f => !f.EndsWith(".html", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("not-there")]
    [InlineData("not-a-program")]
    public async Task A_browser_that_is_none_leaves_the_HTML_alone(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(_tools, "not-a-program"), "words", Stop);
        var file = await new WriteReport(Path.Combine(_tools, name)).RunAsync(
            SampleStudy.Make(),
            "fr",
            _folder,
            ReportKind.Pdf,
            Stop
        );
        Assert.Null(file.PdfPath);
        Assert.Contains(name, file.Problem, StringComparison.Ordinal);
        Assert.NotNull(file.Remedy);
        Assert.Equal([file.HtmlPath], Directory.GetFiles(_folder));
    }

    /// <summary>A stand-in for a browser: what it does with $pdf, the file that it is asked to print.</summary>
    private string Browser(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins for browsers are shell scripts.");
        var path = Path.Combine(_tools, "browser.sh");
        File.WriteAllText(
            path,
            $"#!/bin/sh\nfor a; do case \"$a\" in --print-to-pdf=*) pdf=\"${{a#--print-to-pdf=}}\";; esac; done\n{script}\n"
        );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        return path;
    }
}
