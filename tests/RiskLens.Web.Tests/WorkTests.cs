using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RiskLens.App.Companies;
using RiskLens.App.Storage;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.Web.Tests;

public sealed class WorkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_study_s_stages_come_in_words_as_they_pass_and_its_end_is_told()
    {
        await using var served = await Served.StartAsync();
        var work = served.Services.GetRequiredService<Work>();
        var (inPlacebo, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        Assert.True(
            work.TryStudy(
                async (progress, _) =>
                {
                    progress.Report(new StudyProgress("mix", 0.5));
                    progress.Report(new StudyProgress("placebo", 0));
                    inPlacebo.SetResult();
                    await end.Task;
                }
            )
        );
        await inPlacebo.Task;
        using var stream = new StreamReader(await served.Client.GetStreamAsync("/progress", Cancellation));
        var first = await ReadUntilAsync(stream, "progress max");
        Assert.Contains("event: progress", first, StringComparison.Ordinal);
        Assert.Contains("Testing the method on days without an outage", first, StringComparison.Ordinal);
        Assert.Contains("value=\"29\"", first, StringComparison.Ordinal);

        end.SetResult();
        Assert.Contains("event: done", await stream.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_piece_of_work_at_a_time()
    {
        await using var served = await Served.StartAsync();
        var work = served.Services.GetRequiredService<Work>();
        var end = new TaskCompletionSource();
        Assert.True(work.TryStudy((_, _) => end.Task));
        Assert.False(work.TryStudy((_, _) => Task.CompletedTask));
        end.SetResult();
        await EndAsync(work);
        Assert.True(work.TryStudy((_, _) => Task.CompletedTask));
    }

    [Fact]
    public async Task A_failed_study_tells_why_and_a_fault_of_the_program_tells_nothing_of_the_data()
    {
        await using var served = await Served.StartAsync();
        var work = served.Services.GetRequiredService<Work>();
        work.TryStudy((_, _) => throw new RiskLensException("The moon is full.", "Wait a week."));
        await EndAsync(work);
        var told = await served.Client.GetStringAsync("/", Cancellation);
        Assert.Contains("The moon is full.", told, StringComparison.Ordinal);
        Assert.Contains("Wait a week.", told, StringComparison.Ordinal);

        work.TryStudy((_, _) => throw new InvalidOperationException("Awa Ngo +237699"));
        await EndAsync(work);
        var bug = await served.Client.GetStringAsync("/", Cancellation);
        Assert.Contains("RiskLens itself failed.", bug, StringComparison.Ordinal);
        Assert.DoesNotContain("Awa", bug, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_made_says_so_under_the_same_policy()
    {
        await using var served = await Served.StartAsync();
        await using (var db = served.Services.GetRequiredService<Workspace>().NewDb())
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Ledger\" RENAME TO \"Gone\"", Cancellation);
        using var answer = await served.Client.GetAsync("/", Cancellation);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("RiskLens itself failed.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("SQLite", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_with_the_sample_company_takes_no_logs_and_is_marked()
    {
        await using var served = await Served.StartAsync();
        await new SetCompany(served.Services.GetRequiredService<Workspace>()).RunAsync(
            new CompanyProfile("Sample", "XAF", "Africa/Douala", "CM", "en", Fictional: true),
            Cancellation
        );
        var html = await served.Client.GetStringAsync("/", Cancellation);
        Assert.Contains("Fictional company", html, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"file\"", html, StringComparison.Ordinal);

        using var form = new MultipartFormDataContent();
        using var file = new StringContent("time,contact\n");
        form.Add(file, "files", "log.csv");
        using var answer = await served.Client.PostAsync("/import", form, Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Theory]
    [InlineData("/report/en/pdf", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/report/de/pdf", HttpStatusCode.NotFound)]
    [InlineData("/report/en/exe", HttpStatusCode.NotFound)]
    public async Task A_report_that_cannot_be_had_is_told(string path, HttpStatusCode expected)
    {
        await using var served = await Served.StartAsync();
        using var answer = await served.Client.GetAsync(path, Cancellation);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Uploads_left_by_a_killed_process_are_gone_when_the_host_starts()
    {
        var folder = Directory.CreateTempSubdirectory("risklens-web-").FullName;
        var uploads = Directory.CreateDirectory(Path.Combine(folder, "uploads")).FullName;

        // The first process of a system: a name that a living process would seem to own.
        await File.WriteAllTextAsync(Path.Combine(uploads, "1-left"), "a", Cancellation);
        await using var app = await RiskLensWeb.BuildAsync(
            new WebOptions(folder, "http://127.0.0.1:0", TimeProvider.System),
            Cancellation
        );
        Assert.Empty(Directory.GetFiles(uploads));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_form_offers_every_key_and_asks_for_no_unit_since_the_key_says_it()
    {
        await using var served = await Served.StartAsync();
        var html = await served.Client.GetStringAsync("/assumptions", Cancellation);
        Assert.Contains("<option value=\"transfer.margin\">", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"transfer.tolerance_hours\">", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"switch_rate\">", html, StringComparison.Ordinal);
        Assert.Contains("name=\"value\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"unit\"", html, StringComparison.Ordinal);
    }

    private static async Task EndAsync(Work work)
    {
        await foreach (var _ in work.FollowAsync(Cancellation))
        {
            // Only its end is waited for.
        }
    }

    private static async Task<string> ReadUntilAsync(StreamReader stream, string wanted)
    {
        var text = "";
        while (
            !text.Contains(wanted, StringComparison.Ordinal)
            && await stream.ReadLineAsync(Cancellation) is { } line
        )
            text += line + "\n";
        return text;
    }
}
