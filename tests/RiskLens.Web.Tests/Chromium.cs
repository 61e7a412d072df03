using Microsoft.Playwright;

namespace RiskLens.Web.Tests;

/// <summary>A real browser, started once; where there is none, tests that need it are skipped and say why.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names =
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "microsoft-edge",
    ];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _missing;

    /// <summary>The browser's path, or null.</summary>
    public static string? Path { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Path is null)
        {
            _missing = "no Chromium, Chrome or Edge on the PATH";
            return;
        }

        try
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions
                {
                    ExecutablePath = Path,
                    Args = Environment.UserName == "root" ? ["--no-sandbox"] : [],
                }
            );
        }
        catch (PlaywrightException fault)
        {
            _missing = "the browser cannot be driven: " + fault.Message.Split('\n')[0];
        }
    }

    /// <summary>A fresh window in a language; skips the test where there is no browser.</summary>
    public async Task<IPage> OpenAsync(string url, string locale, int width = 1200, bool script = true)
    {
        Assert.SkipWhen(_missing is not null, _missing ?? "");
        var context = await _browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = url,
                Locale = locale,
                JavaScriptEnabled = script,
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
                AcceptDownloads = true,
            }
        );
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync("/");
        return page;
    }

    /// <summary>A fresh window of a size on a file of this machine; skips the test where there is no browser.</summary>
    public async Task<IPage> OpenFileAsync(string path, int width, int height, Media media)
    {
        Assert.SkipWhen(_missing is not null, _missing ?? "");
        var context = await _browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = height },
            }
        );
        var page = await context.NewPageAsync();
        await page.EmulateMediaAsync(
            new PageEmulateMediaOptions { Media = media, ColorScheme = ColorScheme.Light }
        );
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
