using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RiskLens.App.Logs;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;

namespace RiskLens.Web.Tests;

public sealed partial class ImportedFilesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_shows_what_it_had_to_settle_and_can_be_undone()
    {
        await using var served = await Served.StartAsync();
        await ImportAsync(
            served,
            "timestamp,contact,direction,channel",
            "2026-01-05T08:00:00Z,699000001,in,sms",
            "2026-01-05T10:00:00Z,Aminata,in,telegram"
        );
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(served.Url),
        };
        var page = await client.GetStringAsync("/", Cancellation);
        Assert.Contains(
            "could not be written internationally and stay as they came: 1.",
            WebUtility.HtmlDecode(page),
            StringComparison.Ordinal
        );
        var token = Token().Match(page).Groups["token"].Value;
        using var form = new FormUrlEncodedContent([
            new("__RequestVerificationToken", token),
            new("import", "1"),
        ]);
        using var answer = await client.PostAsync("/undo", form, Cancellation);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Null(
            await new LoadLedger(served.Services.GetRequiredService<Workspace>()).RunAsync(Cancellation)
        );
        Assert.DoesNotContain(
            "/undo",
            await client.GetStringAsync("/", Cancellation),
            StringComparison.Ordinal
        );

        using var again = await client.PostAsync("/undo", form, Cancellation);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains(
            "There is no import 1.",
            await again.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal
        );
    }

    private static async Task ImportAsync(Served served, params string[] lines)
    {
        var path = Path.Combine(served.Folder, "log.csv");
        await File.WriteAllLinesAsync(path, lines, Cancellation);
        var import = new ImportLogs(
            served.Services.GetRequiredService<Workspace>(),
            served.Services.GetRequiredService<Catalogue>()
        );
        var work = served.Services.GetRequiredService<Work>();
        Assert.True(
            work.TryImport(
                (progress, cancellationToken) =>
                    import.RunAsync(
                        [new LogFile(path, "log.csv")],
                        new ImportOptions(),
                        progress,
                        cancellationToken
                    ),
                new FileInfo(path).Length
            )
        );
        while (work.Now is not null)
            await Task.Delay(20, Cancellation);
    }

    [GeneratedRegex(
        """name="__RequestVerificationToken"[^>]*value="(?<token>[^"]+)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Token();
}
