using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RiskLens.App.Outages;
using RiskLens.App.Reports;
using RiskLens.App.Schedules;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Web;

/// <summary>The web pages over one workspace, for one machine.</summary>
public static class RiskLensWeb
{
    /// <summary>Serves until cancelled.</summary>
    /// <param name="options">What to serve and where.</param>
    /// <param name="listening">Told the addresses once they answer.</param>
    /// <param name="cancellationToken">Ends the serving.</param>
    /// <exception cref="RiskLensException">The address is not of this machine alone, or is taken.</exception>
    public static async Task RunAsync(
        WebOptions options,
        Action<IReadOnlyCollection<string>> listening,
        CancellationToken cancellationToken
    )
    {
        await using var app = await BuildAsync(options, cancellationToken);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException taken)
            when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new RiskLensException(
                $"Another program listens on {options.Urls}.",
                "End it, or choose another port, such as --urls http://127.0.0.1:5078.",
                taken
            );
        }

        listening([.. app.Urls]);
        await app.WaitForShutdownAsync(cancellationToken);
    }

    /// <summary>The pages, ready to start.</summary>
    /// <exception cref="RiskLensException">An address is not of this machine alone.</exception>
    public static async Task<WebApplication> BuildAsync(
        WebOptions options,
        CancellationToken cancellationToken
    )
    {
        Loopback.Require(options.Urls);
        var workspace = await Workspace.OpenAsync(options.Workspace, options.Time, cancellationToken);
        LeftUploads.Clear(workspace);

        // An empty builder reads no settings file and no environment variable, so nothing else can open a port.
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions
            {
                ApplicationName = options.Program,
                ContentRootPath = AppContext.BaseDirectory,
                WebRootPath = "wwwroot",
                EnvironmentName = Environments.Production,
            }
        );
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls).UseStaticWebAssets();
        builder
            .Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        AddServices(
            builder.Services,
            options,
            workspace,
            await new CompanyCatalogue(workspace).LoadAsync(cancellationToken)
        );
        var app = builder.Build();
        app.UseHostFiltering();
        app.UseMiddleware<Guard>();
        app.UseExceptionHandler(fault => fault.Run(Routes.TellAsync));
        app.UseRouting();
        app.MapStaticAssets();
        Routes.Map(app);
        return app;
    }

    private static void AddServices(
        IServiceCollection services,
        WebOptions options,
        Workspace workspace,
        Catalogue catalogue
    )
    {
        services.AddRoutingCore();
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddHostFiltering(hosts =>
        {
            // A page elsewhere whose name was pointed at this machine still sends its own name.
            hosts.AllowedHosts = [.. Loopback.Names];
            hosts.AllowEmptyHosts = false;
        });
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(tokens =>
        {
            tokens.Cookie.Name = "risklens-token";
            tokens.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddSingleton(options);
        services.AddSingleton(workspace);
        services.AddSingleton(options.Time);
        services.AddSingleton(catalogue);
        services.AddSingleton(new WriteReport(options.Browser));
        services.AddSingleton<Turn>();
        services.AddSingleton<Work>();
        services.AddSingleton<Uploads>();
        services.AddScoped(provider => PageWords.Chosen(provider.GetRequiredService<IHttpContextAccessor>()));
        services.AddSingleton(provider => new Reassess(
            workspace,
            provider.GetRequiredService<Catalogue>(),
            options.Time,
            provider.GetRequiredService<WriteReport>()
        )
        {
            Request = options.Study,
        });
        ReassessJob.AddTo(services);
    }
}
