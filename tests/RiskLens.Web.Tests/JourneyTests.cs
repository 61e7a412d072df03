using System.Globalization;
using Microsoft.Playwright;
using RiskLens.App.Tests.Schedules;
using static Microsoft.Playwright.Assertions;

namespace RiskLens.Web.Tests;

/// <summary>What a person does with the pages, in a real browser.</summary>
public sealed class JourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 180_000 };
    private static readonly DateTimeOffset LogStart = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_log_is_uploaded_a_study_runs_and_its_pdf_is_downloaded()
    {
        await using var served = await Served.StartAsync(Chromium.Path);
        var page = await chromium.OpenAsync(served.Url, "en-GB");
        var faults = Listen(page);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No logs at hand?" }))
            .ToBeVisibleAsync();

        var log = Path.Combine(served.Folder, "log.csv");
        var messages = SmallLog.Write(log, "whatsapp", LogStart);
        await UploadAsync(page, "Import", log);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "log.csv" })).ToBeVisibleAsync(Patient);
        await Expect(page.Locator(".file .messages"))
            .ToHaveTextAsync(messages.ToString("N0", CultureInfo.InvariantCulture));
        await Expect(page.Locator(".file")).ToContainTextAsync("WhatsApp");
        Assert.Empty(Directory.GetFiles(Path.Combine(served.Folder, "workspace", "uploads")));

        await page.RunAndWaitForRequestAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Run the study" }).ClickAsync(),
            request => request.Url.EndsWith("/progress", StringComparison.Ordinal)
        );
        await Expect(
                page.GetByRole(AriaRole.Heading, new() { Name = "What 24 hours without WhatsApp would cost" })
            )
            .ToBeVisibleAsync(Patient);
        await Expect(page.Locator("#loss")).ToContainTextAsync("conversations");
        await Expect(page.Locator(".interval")).ToContainTextAsync("80% interval");
        await Expect(page.Locator("aside")).ToContainTextAsync("2027-Q1");

        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "PDF in English" }).ClickAsync()
        );
        var pdf = Path.Combine(served.Folder, "report.pdf");
        await download.SaveAsAsync(pdf);
        var bytes = await File.ReadAllBytesAsync(pdf, TestContext.Current.CancellationToken);
        Assert.Equal("%PDF-"u8.ToArray(), bytes[..5]);
        Assert.EndsWith("-en.pdf", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_wrong_file_tells_the_problem_and_the_remedy_and_the_good_one_beside_it_is_imported()
    {
        await using var served = await Served.StartAsync();
        var page = await chromium.OpenAsync(served.Url, "en-GB");
        var (wrong, good) = (
            Path.Combine(served.Folder, "wrong.csv"),
            Path.Combine(served.Folder, "good.csv")
        );
        await File.WriteAllTextAsync(
            wrong,
            "colour,shape\nred,round\n",
            TestContext.Current.CancellationToken
        );
        SmallLog.Write(good, "telegram", LogStart, weeks: 3);
        await UploadAsync(page, "Import", wrong, good);

        var fault = page.Locator(".file.refused").GetByRole(AriaRole.Alert);
        await Expect(fault).ToBeVisibleAsync(Patient);
        await Expect(page.Locator(".file.refused h3")).ToHaveTextAsync("wrong.csv");
        Assert.Equal(2, await fault.Locator("p").CountAsync());
        await Expect(page.Locator(".file:not(.refused)")).ToContainTextAsync("Telegram");
    }

    [Fact]
    public async Task A_french_browser_gets_french_pages_and_the_switch_is_kept()
    {
        await using var served = await Served.StartAsync();
        var page = await chromium.OpenAsync(served.Url, "fr-CM");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToContainTextAsync("Que vous coûteraient");
        var empty = Path.Combine(served.Folder, "vide.csv");
        await File.WriteAllTextAsync(empty, "", TestContext.Current.CancellationToken);
        await UploadAsync(page, "Importer", empty);
        await Expect(page.Locator(".file.refused"))
            .ToContainTextAsync("Le fichier est vide.", new() { Timeout = 60_000 });

        await page.GetByRole(AriaRole.Button, new() { Name = "EN", Exact = true }).ClickAsync();
        await Expect(page.Locator(".file.refused")).ToContainTextAsync("The file is empty.");
        await page.GotoAsync("/assumptions");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Fact]
    public async Task Assumptions_and_company_are_set_by_form_and_a_wrong_value_is_told_with_what_was_typed_kept()
    {
        await using var served = await Served.StartAsync();
        var page = await chromium.OpenAsync(served.Url, "en-GB");
        await page.GotoAsync("/company");
        await page.GetByLabel("Name").FillAsync("Exemple SA");
        await page.GetByLabel("Time zone").FillAsync("Africa/Nowhere");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Africa/Nowhere");
        await Expect(page.GetByLabel("Name")).ToHaveValueAsync("Exemple SA");
        await page.GetByLabel("Time zone").FillAsync("Africa/Douala");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        await Expect(page.Locator("header")).ToContainTextAsync("Exemple SA");

        await page.GotoAsync("/assumptions");
        await page.GetByLabel("Key").FillAsync("transfer.margin");
        await page.GetByLabel("Value").FillAsync("300 to 450");
        await page.GetByLabel("Source").FillAsync("management accounts 2026");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("300..450");
        await Expect(page.GetByLabel("Source")).ToHaveValueAsync("management accounts 2026");
        foreach (var value in new[] { "300,5..450", "pert(300,400,450)" })
        {
            await page.GetByLabel("Key").FillAsync("transfer.margin");
            await page.GetByLabel("Value").FillAsync(value);
            await page.GetByLabel("Source").FillAsync("management accounts 2026");
            await page.GetByRole(AriaRole.Button, new() { Name = "Set" }).ClickAsync();
            await Expect(page.Locator("tbody"))
                .ToContainTextAsync(value.Replace(",5", ".5", StringComparison.Ordinal));
        }
        await Expect(page.Locator("tbody")).ToContainTextAsync("management accounts 2026");
        await page.GetByRole(AriaRole.Link, new() { Name = "transfer.margin" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "What transfer.margin was and is" }).Last)
            .ToContainTextAsync("300.5..450");
    }

    [Fact]
    public async Task Without_a_script_a_log_is_imported_all_the_same()
    {
        await using var served = await Served.StartAsync();
        var page = await chromium.OpenAsync(served.Url, "en-GB", script: false);
        var log = Path.Combine(served.Folder, "log.csv");
        SmallLog.Write(log, "whatsapp", LogStart, weeks: 3);
        await UploadAsync(page, "Import", log);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "log.csv" })).ToBeVisibleAsync(Patient);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/assumptions")]
    [InlineData("/company")]
    public async Task At_360_pixels_nothing_is_wider_than_the_window(string path)
    {
        await using var served = await Served.StartAsync();
        var page = await chromium.OpenAsync(served.Url, "fr-FR", width: 360);
        await page.GotoAsync(path);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360);
    }

    private static async Task UploadAsync(IPage page, string button, params string[] files)
    {
        await page.Locator("input[type=file]").SetInputFilesAsync(files);
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    }

    /// <summary>What the browser complains of, such as something that the security policy forbids.</summary>
    private static List<string> Listen(IPage page)
    {
        var faults = new List<string>();
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                faults.Add(message.Text);
        };
        return faults;
    }
}
