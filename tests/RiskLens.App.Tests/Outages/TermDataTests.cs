using RiskLens.App.Outages;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Outages;

namespace RiskLens.App.Tests.Outages;

/// <summary>What the shipped terms and prices say where the product leans on them.</summary>
public sealed class TermDataTests
{
    private static readonly Catalogue Catalogue = ReferenceData.Load();

    [Fact]
    public void Every_channel_has_terms_both_ways_in_every_country() =>
        Assert.All(
            Catalogue.Channels,
            channel =>
                Assert.All(
                    Enum.GetValues<Direction>(),
                    direction => Assert.NotNull(Catalogue.TermsOf(channel.Id, "ZZ", direction))
                )
        );

    [Theory]
    [InlineData("CM")]
    [InlineData("CI")]
    public void Where_Sms_is_one_way_it_carries_notices_and_no_requests_and_ussd_carries_transfers(
        string country
    )
    {
        var terms = new StatedTerms(
            Catalogue,
            country,
            new Dictionary<string, RiskLens.Engine.Losses.Assumption>()
        );
        Assert.True(terms.CarriesNotices("sms"));
        Assert.False(terms.TakesRequests("sms"));
        Assert.True(terms.TakesTransfers("ussd"));
        Assert.False(terms.CarriesNotices("ussd"));
    }

    [Fact]
    public void No_company_can_write_first_on_Messenger() =>
        Assert.False(
            new StatedTerms(
                Catalogue,
                "CM",
                new Dictionary<string, RiskLens.Engine.Losses.Assumption>()
            ).CarriesNotices("messenger")
        );

    // Meta's rate card of 1 July 2025, region Rest of Africa, as two providers print it.
    [Theory]
    [InlineData("CM", "2025-06-30", "service:0")]
    [InlineData("CM", "2025-07-01", "authentication:0.004 marketing:0.0225 service:0 utility:0.004")]
    [InlineData("CM", "2026-10-01", "authentication:0.004 marketing:0.0225 service:0.004 utility:0.004")]
    [InlineData("NG", "2026-04-01", "authentication:0.0067 marketing:0.0516 service:0 utility:0.0067")]
    [InlineData("JP", "2026-11-01", "service:0")]
    public void Prices_of_WhatsApp_are_those_of_the_region_and_the_day(
        string country,
        string day,
        string expected
    )
    {
        var prices = Catalogue.PricesOf(
            "whatsapp",
            country,
            DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)
        );
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                prices
                    .OrderBy(p => p.Kind, StringComparer.Ordinal)
                    .Select(p => FormattableString.Invariant($"{p.Kind}:{p.Price}"))
            )
        );
    }
}
