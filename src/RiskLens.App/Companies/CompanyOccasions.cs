using NodaTime;
using RiskLens.App.Outages;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>What is known beforehand of a company's days: the holidays of its country, and its campaigns.</summary>
internal static class CompanyOccasions
{
    // The days around holidays count too.
    private const int MarginDays = 7;

    private static readonly Lazy<IReadOnlyList<Holiday>> Shipped = new(() => ReferenceData.Holidays());

    /// <summary>Whether the holidays of a country are known.</summary>
    public static bool Knows(string country) => Shipped.Value.Any(h => h.Country == country);

    /// <summary>Holidays of a country and days of campaigns, from a first hour to an end, on the clock of a zone.</summary>
    /// <param name="country">ISO 3166-1 alpha-2; empty or unknown for no holidays.</param>
    /// <param name="campaigns">Planned and past.</param>
    /// <param name="zone">The company's.</param>
    /// <param name="start">First hour.</param>
    /// <param name="end">End of the last hour.</param>
    public static OccasionCalendar Of(
        string country,
        IEnumerable<Campaign> campaigns,
        DateTimeZone zone,
        Hour start,
        Hour end
    )
    {
        var first = DateOf(start, zone).PlusDays(-MarginDays);
        var last = DateOf(end, zone).PlusDays(MarginDays);
        var holidays = Holidays.Of(Shipped.Value, country, first, last);
        return holidays.And(
            new OccasionCalendar(
                campaigns
                    .SelectMany(campaign => campaign.Days())
                    .Where(day => day >= first && day <= last)
                    .Select(Holidays.NumberOf)
                    .Distinct()
                    .ToDictionary(day => day, _ => (IReadOnlyList<string>)[OccasionCalendar.Campaign])
            )
        );
    }

    /// <summary>Campaigns that an outage of the quarter from a moment on can hit.</summary>
    public static IReadOnlyList<PlannedCampaign> Ahead(
        IEnumerable<Campaign> campaigns,
        DateTimeZone zone,
        Hour horizon
    ) =>
        [
            .. campaigns
                .Select(campaign => campaign.From(horizon, zone))
                .Where(campaign => campaign.Touches(Tournament.HorizonHours)),
        ];

    private static LocalDate DateOf(Hour hour, DateTimeZone zone) =>
        Instant.FromUnixTimeMilliseconds(hour.StartUnixMilliseconds).InZone(zone).Date;
}
