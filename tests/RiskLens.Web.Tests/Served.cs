using Microsoft.AspNetCore.Builder;
using RiskLens.App.Studies;
using RiskLens.App.Tests.Schedules;

namespace RiskLens.Web.Tests;

/// <summary>The real pages on a free port of this machine, over a workspace that is deleted afterwards.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Served(WebApplication app, string folder)
    {
        (_app, Folder) = (app, folder);
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(Url),
        };
    }

    /// <summary>The workspace's folder.</summary>
    public string Folder { get; }

    /// <summary>The address, such as http://127.0.0.1:40123.</summary>
    public string Url => _app.Urls.Single();

    /// <summary>What the pages are made of.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>A client without cookies that follows no redirect.</summary>
    public HttpClient Client { get; }

    public static async Task<Served> StartAsync(string? browser = "none")
    {
        var folder = Directory.CreateTempSubdirectory("risklens-web-").FullName;
        var clock = new HandClock(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
        var app = await RiskLensWeb.BuildAsync(
            new WebOptions(Path.Combine(folder, "workspace"), "http://127.0.0.1:0", clock)
            {
                Study = new StudyRequest(Trials: 1000),
                Browser = browser,
            },
            TestContext.Current.CancellationToken
        );
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Served(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
