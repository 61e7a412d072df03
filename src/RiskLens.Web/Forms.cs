using Microsoft.AspNetCore.Http;
using RiskLens.App.Companies;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;
using RiskLens.Web.Pages;

namespace RiskLens.Web;

/// <summary>What the forms set. A form that cannot be right comes back as it was typed, with what is wrong.</summary>
internal static class Forms
{
    public static async Task<IResult> SetAssumptionAsync(
        HttpContext context,
        Workspace workspace,
        Catalogue catalogue
    )
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        try
        {
            await new Assumptions(workspace, catalogue).SetAsync(
                new StatedAssumption(
                    form["key"].ToString(),
                    PointsFor(form["value"].ToString()),
                    "",
                    form["source"].ToString(),
                    form["owner"].ToString(),
                    ""
                ),
                context.RequestAborted
            );
            return Routes.Seen("/assumptions");
        }
        catch (RiskLensException wrong)
        {
            return Routes.Page<AssumptionsPage>(
                StatusCodes.Status422UnprocessableEntity,
                (nameof(AssumptionsPage.Wrong), wrong),
                (nameof(AssumptionsPage.Typed), form)
            );
        }
    }

    public static async Task<IResult> SetCompanyAsync(HttpContext context, Workspace workspace)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var company = new SetCompany(workspace);
        var profile = (await company.GetAsync(context.RequestAborted)) with
        {
            Name = form["name"].ToString(),
            Currency = form["currency"].ToString(),
            Zone = form["zone"].ToString(),
            Country = form["country"].ToString(),
            Language = form["language"].ToString(),
        };
        try
        {
            await company.RunAsync(profile, context.RequestAborted);
            return Routes.Seen("/company?saved=1");
        }
        catch (RiskLensException wrong)
        {
            return Routes.Page<CompanyPage>(
                StatusCodes.Status422UnprocessableEntity,
                (nameof(CompanyPage.Wrong), wrong),
                (nameof(CompanyPage.Typed), profile)
            );
        }
    }

    public static async Task<IResult> SetLanguageAsync(HttpContext context, WebOptions options)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (PageWords.Codes.Contains(form["language"].ToString(), StringComparer.Ordinal))
        {
            context.Response.Cookies.Append(
                PageWords.Cookie,
                form["language"].ToString(),
                new CookieOptions
                {
                    HttpOnly = true,
                    IsEssential = true,
                    SameSite = SameSiteMode.Strict,
                    Expires = options.Time.GetUtcNow().AddYears(1),
                }
            );
        }

        return Routes.Seen(
            form["back"].ToString() is "/assumptions" or "/company" ? form["back"].ToString() : "/"
        );
    }

    /// <summary>
    /// A number or range may be typed with decimal commas, as on a French keyboard; between the brackets of a law a
    /// comma separates.
    /// </summary>
    private static string PointsFor(string value) =>
        value.Contains('(', StringComparison.Ordinal) ? value : value.Replace(',', '.');
}
