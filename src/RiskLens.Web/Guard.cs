using Microsoft.AspNetCore.Http;

namespace RiskLens.Web;

/// <summary>
/// Says with every answer what the page may load (its own files only, no inline script or style), and refuses
/// requests that another site sends through the analyst's browser.
/// </summary>
internal sealed class Guard(RequestDelegate next)
{
    private const string Policy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: a failing page begins its answer anew, without the headers set before.
        context.Response.OnStarting(() => Forbid(context));
        if (!IsForeign(context.Request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync(
            "Refused: the request comes from another site.",
            context.RequestAborted
        );
    }

    private static Task Forbid(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!context.Request.Path.StartsWithSegments("/lib", StringComparison.Ordinal))
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    /// <summary>A link from elsewhere may open a page; anything more from elsewhere is refused.</summary>
    private static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var opensPage = HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate";
        if (site is "cross-site" or "same-site" && !opensPage)
            return true;
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && origin != "null" && origin != $"{request.Scheme}://{request.Host}"
            || (origin == "null" && !HttpMethods.IsGet(request.Method));
    }
}
