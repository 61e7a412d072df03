using Microsoft.EntityFrameworkCore;
using NodaTime;
using RiskLens.App.Reports;
using RiskLens.App.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>The company whose workspace it is.</summary>
/// <param name="Name">Its name, also as the author of its messages in chat exports; empty until set.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Zone">IANA time zone.</param>
/// <param name="Country">ISO 3166-1 alpha-2, or empty.</param>
/// <param name="Language">Language of its reports: en or fr.</param>
/// <param name="Fictional">Whether it is the bundled company, marked as such wherever it shows.</param>
public sealed record CompanyProfile(
    string Name,
    string Currency,
    string Zone,
    string Country,
    string Language,
    bool Fictional
)
{
    /// <summary>
    /// Its own telephone numbers, mail addresses, mail domains and further names as author, by which logs tell it from
    /// its customers.
    /// </summary>
    public IReadOnlyList<string> OwnAddresses { get; init; } = [];

    /// <summary>What holds until something is set.</summary>
    public static CompanyProfile Unset { get; } = new("", "EUR", "UTC", "", "en", false);
}

/// <summary>Sets and tells who the company is.</summary>
public sealed class SetCompany(Workspace workspace)
{
    /// <summary>Checks and keeps the profile.</summary>
    /// <exception cref="RiskLensException">
    /// Currency, zone, country or language is not known, or amounts in another currency hold.
    /// </exception>
    public async Task RunAsync(CompanyProfile profile, CancellationToken cancellationToken)
    {
        profile = Checked(profile);
        await using var _ = await workspace.LockForWritingAsync("setting the company", cancellationToken);
        await using var db = workspace.NewDb();
        await RequireNoOtherMoneyAsync(db, profile.Currency, cancellationToken);
        var company = await db.Companies.SingleOrDefaultAsync(cancellationToken);
        if (company is null)
        {
            company = new Company
            {
                Name = "",
                Currency = "",
                Zone = "",
                Country = "",
                Language = "",
            };
            db.Companies.Add(company);
        }

        company.Name = profile.Name;
        company.Currency = profile.Currency;
        company.Zone = profile.Zone;
        company.Country = profile.Country;
        company.Language = profile.Language;
        company.Fictional = profile.Fictional;
        await SettingTexts.SetAsync(
            db,
            SettingTexts.OwnAddresses,
            profile.OwnAddresses.Count > 0 ? string.Join('\n', profile.OwnAddresses) : null,
            cancellationToken
        );
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The profile, or <see cref="CompanyProfile.Unset"/>.</summary>
    public async Task<CompanyProfile> GetAsync(CancellationToken cancellationToken)
    {
        await using var connection = await workspace.ConnectAsync(cancellationToken);
        var own = SettingTexts.Get(connection, SettingTexts.OwnAddresses);
        using var find = new PreparedCommand(
            connection,
            transaction: null,
            "SELECT Name, Currency, Zone, Country, Language, Fictional FROM Companies",
            0
        );
        await using var company = find.Read();
        return await company.ReadAsync(cancellationToken)
            ? new CompanyProfile(
                company.GetString(0),
                company.GetString(1),
                company.GetString(2),
                company.GetString(3),
                company.GetString(4),
                company.GetBoolean(5)
            )
            {
                OwnAddresses = own?.Split('\n') ?? [],
            }
            : CompanyProfile.Unset;
    }

    /// <summary>A time zone by its IANA name.</summary>
    /// <exception cref="RiskLensException">There is no such zone.</exception>
    internal static DateTimeZone ZoneOf(string zone) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone.Trim())
        ?? throw new RiskLensException(
            $"The time zone '{zone}' is not known.",
            "Use an IANA name, such as Africa/Douala or Europe/Paris."
        );

    private static async Task RequireNoOtherMoneyAsync(
        WorkspaceDb db,
        string currency,
        CancellationToken cancellationToken
    )
    {
        var others = (await Assumptions.HeldAsync(db, cancellationToken))
            .Where(held => AssumptionCheck.IsMoney(held.Key) && held.Unit != currency)
            .ToList();
        var held = await db
            .Companies.Select(company => company.Currency)
            .SingleOrDefaultAsync(cancellationToken);
        if (
            others.Count == 0
            && !string.IsNullOrEmpty(held)
            && held != currency
            && await db.Campaigns.AnyAsync(campaign => campaign.Value != null, cancellationToken)
        )
        {
            throw new RiskLensException(
                $"The currency cannot become {currency} while campaigns with values in {held} hold.",
                $"Drop them with 'campaigns clear', set the currency, and import them again in {currency}."
            );
        }
        if (others.Count == 0)
            return;
        var keys = others.ConvertAll(held => held.Key);
        throw new RiskLensException(
            $"The currency cannot become {currency} while amounts in {others[0].Unit} hold: {string.Join(", ", keys)}.",
            $"Remove them with 'assumptions remove {string.Join(' ', keys)}', set the currency, and set them again in {currency}."
        );
    }

    private static CompanyProfile Checked(CompanyProfile profile)
    {
        var country = profile.Country.Trim().ToUpperInvariant();
        if (country.Length is not (0 or 2) || !country.All(char.IsAsciiLetterUpper))
        {
            throw new RiskLensException(
                $"The country '{profile.Country}' is not a country code.",
                "Use the two letters of ISO 3166, such as CM or FR."
            );
        }

        var language = profile.Language.Trim().ToLowerInvariant();
        if (!ReportLanguage.Codes.Contains(language, StringComparer.Ordinal))
        {
            throw new RiskLensException(
                $"There is no report in the language '{profile.Language}'.",
                $"Use {string.Join(" or ", ReportLanguage.Codes)}."
            );
        }

        return profile with
        {
            Name = profile.Name.Trim(),
            Currency = Currency.Of(profile.Currency.Trim()).Code,
            Zone = ZoneOf(profile.Zone).Id,
            Country = country,
            Language = language,
            OwnAddresses = Companies.OwnAddresses.Checked(profile.OwnAddresses),
        };
    }
}
