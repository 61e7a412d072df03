using System.Globalization;
using Microsoft.AspNetCore.Http;
using RiskLens.App.Companies;
using RiskLens.App.Storage;
using RiskLens.Engine.Losses;
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
                new Assumption(
                    form["key"].ToString(),
                    NumberOf(form["low"].ToString()),
                    NumberOf(form["high"].ToString() is { Length: > 0 } high ? high : form["low"].ToString()),
                    form["unit"].ToString(),
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

    private static double NumberOf(string text) =>
        double.TryParse(
            text.Trim().Replace(',', '.'),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : throw new RiskLensException(
                $"'{text}' is not a number.",
                "Write digits without spaces, such as 1250 or 0.4."
            );
}
