using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Reports;
using RiskLens.App.Storage;
using RiskLens.App.Studies;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;
using RiskLens.Web.Components;
using RiskLens.Web.Pages;

namespace RiskLens.Web;

/// <summary>
/// The addresses: pages, what they change, progress and downloads. A change answers with a redirect to its page, or
/// with the page itself and what was wrong, so that all of it works without a script.
/// </summary>
internal static class Routes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => Page<HomePage>());
        app.MapGet("/assumptions", () => Page<AssumptionsPage>());
        app.MapGet("/company", () => Page<CompanyPage>());
        app.MapGet("/progress", Progress);
        app.MapGet("/report/{language}/{kind}", ReportAsync);

        var changes = app.MapGroup("").AddEndpointFilter(RequireTokenAsync);
        changes.MapPost("/study", Study);
        changes.MapPost("/dismiss", Dismiss);
        changes.MapPost("/undo", UndoAsync);
        changes.MapPost("/assumptions", Forms.SetAssumptionAsync);
        changes.MapPost("/company", Forms.SetCompanyAsync);
        changes.MapPost("/language", Forms.SetLanguageAsync);

        // Its token is the first part of a body that may hold gigabytes: Uploads asks for it before the rest.
        app.MapPost("/import", ImportAsync);
    }

    /// <summary>Answers a page's failure: problem and remedy where the user can put it right.</summary>
    public static Task TellAsync(HttpContext context)
    {
        var words = context.RequestServices.GetRequiredService<PageWords>();
        var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var known = fault as RiskLensException ?? (fault is null ? null : Workspace.FaultOf(fault));
        return Wrong<FaultPage>(
                known ?? new RiskLensException(words["work.bug"], words["work.bug_remedy"]),
                known is null
                    ? StatusCodes.Status500InternalServerError
                    : StatusCodes.Status422UnprocessableEntity
            )
            .ExecuteAsync(context);
    }

    internal static RazorComponentResult<T> Page<T>(
        int status = StatusCodes.Status200OK,
        params (string Name, object? Value)[] parameters
    )
        where T : IComponent =>
        new(parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal))
        {
            StatusCode = status,
        };

    private static RazorComponentResult<T> Wrong<T>(
        RiskLensException wrong,
        int status = StatusCodes.Status422UnprocessableEntity
    )
        where T : IComponent => Page<T>(status, (nameof(FaultPage.Wrong), wrong));

    internal static SeeOther Seen(string path) => new SeeOther(path);

    private static async ValueTask<object?> RequireTokenAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var tokens = context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>();
        return await tokens.IsRequestValidAsync(context.HttpContext) ? await next(context) : Stale();
    }

    private static RazorComponentResult<FaultPage> Stale() =>
        Wrong<FaultPage>(
            new RiskLensException(
                "This form is from before RiskLens was started again.",
                "Go back, reload the page and try again."
            ),
            StatusCodes.Status400BadRequest
        );

    private static RiskLensException Busy() =>
        new("Another import or study is running.", "Wait until it has finished, and try again.");

    private static RiskLensException SampleHere() =>
        new(
            "This workspace holds the sample company, and fictional and own data never share one.",
            "Serve a workspace of your own, with --workspace, and import your logs there."
        );

    private static async Task<IResult> ImportAsync(
        HttpContext context,
        Uploads uploads,
        Work work,
        Workspace workspace,
        Catalogue catalogue
    )
    {
        if (work.Now is not null)
            return Wrong<HomePage>(Busy(), StatusCodes.Status409Conflict);
        if (!context.Request.HasFormContentType)
            return Stale();
        if ((await new SetCompany(workspace).GetAsync(context.RequestAborted)).Fictional)
            return Wrong<HomePage>(SampleHere(), StatusCodes.Status409Conflict);
        try
        {
            var upload = await uploads.ReceiveAsync(context, context.RequestAborted);
            var began = work.TryImport(
                async (progress, cancellationToken) =>
                {
                    try
                    {
                        return await new ImportLogs(workspace, catalogue).RunAsync(
                            upload.Files,
                            new ImportOptions(upload.Channel),
                            progress,
                            cancellationToken
                        );
                    }
                    finally
                    {
                        upload.Dispose();
                    }
                },
                upload.Bytes
            );
            if (began)
                return Seen("/");
            upload.Dispose();
            return Wrong<HomePage>(Busy(), StatusCodes.Status409Conflict);
        }
        catch (AntiforgeryValidationException)
        {
            return Stale();
        }
        catch (RiskLensException wrong)
        {
            return Wrong<HomePage>(wrong);
        }
    }

    private static IResult Study(Work work, Workspace workspace, Catalogue catalogue, WebOptions options) =>
        work.TryStudy(
            (progress, cancellationToken) =>
                new RunStudy(workspace, catalogue).RunAsync(options.Study, progress, cancellationToken)
        )
            ? Seen("/")
            : Wrong<HomePage>(Busy(), StatusCodes.Status409Conflict);

    private static async Task<IResult> UndoAsync(HttpContext context, Work work, Workspace workspace)
    {
        if (work.Now is not null)
            return Wrong<HomePage>(Busy(), StatusCodes.Status409Conflict);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!int.TryParse(form["import"], NumberStyles.None, CultureInfo.InvariantCulture, out var import))
            return Stale();
        try
        {
            await new UndoImport(workspace).RunAsync(import, context.RequestAborted);
            work.Undone(import);
            return Seen("/");
        }
        catch (RiskLensException wrong)
        {
            return Wrong<HomePage>(wrong);
        }
    }

    private static SeeOther Dismiss(Work work)
    {
        work.Dismiss();
        return Seen("/");
    }

    private static ServerSentEventsResult<string> Progress(HttpContext context, Work work) =>
        TypedResults.ServerSentEvents(EventsAsync(context, work, context.RequestAborted));

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        HttpContext context,
        Work work,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var logging = context.RequestServices.GetRequiredService<ILoggerFactory>();
        await using var renderer = new HtmlRenderer(context.RequestServices, logging);
        await foreach (var now in work.FollowAsync(cancellationToken))
        {
            var html = await renderer.Dispatcher.InvokeAsync(async () =>
            {
                var values = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(WorkProgress.Now)] = now,
                };
                return (
                    await renderer.RenderComponentAsync<WorkProgress>(ParameterView.FromDictionary(values))
                ).ToHtmlString();
            });
            yield return new SseItem<string>(html, "progress");
        }

        yield return new SseItem<string>("", "done");
    }

    private static async Task<IResult> ReportAsync(
        string language,
        string kind,
        Workspace workspace,
        WriteReport writeReport,
        CancellationToken cancellationToken
    )
    {
        if (!PageWords.Codes.Contains(language, StringComparer.Ordinal) || kind is not ("pdf" or "html"))
            return Results.NotFound();
        try
        {
            var study = await new StudyArchive(workspace).GetAsync(StudyArchive.Latest, cancellationToken);
            var branding = await new SetBranding(workspace).GetAsync(cancellationToken);
            var report = await writeReport
                .Branded(branding)
                .RunAsync(
                    study,
                    language,
                    workspace.ReportsFolder,
                    kind == "pdf" ? ReportKind.Pdf : ReportKind.Html,
                    cancellationToken
                );
            if (kind == "pdf" && report.PdfPath is null)
                return Wrong<FaultPage>(new RiskLensException(report.Problem!, report.Remedy!));
            var path = kind == "pdf" ? report.PdfPath! : report.HtmlPath;
            var type = kind == "pdf" ? "application/pdf" : "text/html; charset=utf-8";
            return Results.File(path, type, Path.GetFileName(path));
        }
        catch (RiskLensException wrong)
        {
            return Wrong<FaultPage>(wrong);
        }
    }

    /// <summary>After a change the browser is sent to read its page, so that reloading repeats nothing.</summary>
    internal sealed class SeeOther(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
