using System.CommandLine;
using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Reports;
using RiskLens.App.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>company set | show.</summary>
internal static class CompanyCommand
{
    private static readonly Option<string?> Name = new("--name") { Description = "The company's name" };
    private static readonly Option<string?> Currency = new("--currency")
    {
        Description = "ISO 4217 code, such as XAF or EUR",
    };
    private static readonly Option<string?> Zone = new("--zone")
    {
        Description = "IANA time zone, such as Africa/Douala",
    };
    private static readonly Option<string?> Country = new("--country")
    {
        Description = "ISO 3166 code of two letters, such as CM",
    };
    private static readonly Option<string?> Language = new("--language")
    {
        Description = $"Language of its reports: {string.Join(" or ", ReportLanguage.Codes)}",
    };

    private static readonly Option<string?> Own = new("--own")
    {
        Description =
            "Its own telephone numbers, mail addresses, mail domains and further names as author, separated by commas; \"\" for none",
        HelpName = "NAME,...",
    };

    private static readonly Option<string?> Logo = new("--logo")
    {
        Description = "Logo of its reports: a PNG or SVG of at most 500 KB, or none",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Accent = new("--accent")
    {
        Description = "Colour of its reports' titles, such as \"#0b5a8a\", or none",
        HelpName = "#RRGGBB",
    };

    public static Command Build() =>
        new("company", "Say whose logs these are")
        {
            Call.Runs(
                new Command("set", "Set what is given; the rest stays")
                {
                    Name,
                    Currency,
                    Zone,
                    Country,
                    Language,
                    Own,
                    Logo,
                    Accent,
                },
                SetAsync
            ),
            Call.Runs(new Command("show", "Show what is set"), ShowAsync),
        };

    private static async Task<int> SetAsync(Call call, CancellationToken cancellationToken)
    {
        Option<string?>[] profile = [Name, Currency, Zone, Country, Language, Own];
        if (profile.Append(Logo).Append(Accent).All(option => call.Value(option) is null))
        {
            throw new RiskLensException(
                "Nothing was given to set.",
                "Give at least one of --name, --currency, --zone, --country, --language, --own, --logo and --accent."
            );
        }

        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        await SetBrandingAsync(call, workspace, cancellationToken);
        if (profile.All(option => call.Value(option) is null))
            return await ShowAsync(call, cancellationToken);
        var company = new SetCompany(workspace);
        var before = await company.GetAsync(cancellationToken);
        await company.RunAsync(
            before with
            {
                Name = call.Value(Name) ?? before.Name,
                Currency = call.Value(Currency) ?? before.Currency,
                Zone = call.Value(Zone) ?? before.Zone,
                Country = call.Value(Country) ?? before.Country,
                Language = call.Value(Language) ?? before.Language,
                OwnAddresses = call.Value(Own)?.Split(',') ?? before.OwnAddresses,
            },
            cancellationToken
        );
        await TellOfNumbersAsync(workspace, before, cancellationToken);
        return await ShowAsync(call, cancellationToken);
    }

    private static async Task SetBrandingAsync(
        Call call,
        Workspace workspace,
        CancellationToken cancellationToken
    )
    {
        var (logo, accent) = (call.Value(Logo), call.Value(Accent));
        if (logo is null && accent is null)
            return;
        var branding = await new SetBranding(workspace).RunAsync(logo, accent, cancellationToken);
        if (
            branding.Accent is { } kept
            && accent is not null
            && !kept.Equals(accent.Trim(), StringComparison.OrdinalIgnoreCase)
        )
            Output.Note(
                $"The accent {accent} is too pale to be read on white; its shade {kept} is used instead."
            );
    }

    /// <summary>Numbers that were read without the country, or as another country's.</summary>
    private static async Task TellOfNumbersAsync(
        Workspace workspace,
        CompanyProfile before,
        CancellationToken cancellationToken
    )
    {
        var now = await new SetCompany(workspace).GetAsync(cancellationToken);
        if (now.Country == before.Country)
            return;
        var imports = await new ListImports(workspace).RunAsync(cancellationToken);
        if (imports.Count > 0)
        {
            Output.Note(
                "Telephone numbers of logs imported before are joined when they come again, in whatever form; give a file again to read all of its numbers with this country."
            );
        }
    }

    private static async Task<int> ShowAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var profile = await new SetCompany(workspace).GetAsync(cancellationToken);
        var name = profile.Name.Length > 0 ? profile.Name : "(no name set)";
        call.Output.Say(profile.Fictional ? name + " (fictional company)" : name);
        call.Output.Say(
            $"currency {profile.Currency}, time zone {profile.Zone}, country {(profile.Country.Length > 0 ? profile.Country : "not set")}, reports in {profile.Language}"
        );
        if (profile.OwnAddresses.Count > 0)
            call.Output.Say($"own names and addresses: {string.Join(", ", profile.OwnAddresses)}");
        var branding = await new SetBranding(workspace).GetAsync(cancellationToken);
        if (branding != Branding.None)
            call.Output.Say(
                $"reports with {(branding.Logo is null ? "no logo" : "a logo")}, accent {branding.Accent ?? "as usual"}"
            );
        await call.Output.DocumentAsync(
            new { Company = profile, Branding = new { Logo = branding.Logo is not null, branding.Accent } },
            cancellationToken
        );
        return CommandLine.Done;
    }
}
