using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Mixes;

public sealed class StatedTermsTests
{
    private static readonly Catalogue Catalogue = new(
        [
            new Channel("sms", new LocalText("SMS", "SMS"), "operators", false, true, false, ""),
            new Channel("kiosk", new LocalText("Kiosk", "Borne"), "us", true, false, true, ""),
        ],
        new Dictionary<string, LocalText>(),
        [],
        [],
        []
    )
    {
        Terms =
        [
            Terms("sms", ["*"], Direction.In, offered: true),
            Terms("sms", ["CI", "CM"], Direction.In, offered: false),
            Terms("sms", ["*"], Direction.Out, offered: true) with
            {
                LeadDays = 21,
                DeliveryRate = 0.9,
            },
        ],
    };

    [Fact]
    public void The_row_of_a_country_goes_before_that_of_all_others()
    {
        Assert.False(Of("CM").TakesRequests("sms"));
        Assert.False(Of("CI").TakesRequests("sms"));
        Assert.True(Of("KE").TakesRequests("sms"));
        Assert.True(Of("CM").CarriesNotices("sms"));
    }

    [Fact]
    public void A_channel_without_terms_can_do_what_its_own_row_says()
    {
        Assert.True(Of("CM").TakesTransfers("kiosk"));
        Assert.False(Of("CM").CarriesNotices("kiosk"));
        Assert.Null(Of("CM").Of("telex", Direction.In));
    }

    [Fact]
    public void A_short_code_of_the_companys_own_opens_a_one_way_channel_to_requests()
    {
        var terms = Of("CM", ("sms.two_way", 1));
        Assert.True(terms.TakesRequests("sms"));
        Assert.False(terms.TakesTransfers("sms"));
        Assert.True(terms.CarriesNotices("sms"));
    }

    [Fact]
    public void A_channel_said_to_be_one_way_carries_notices_still()
    {
        var terms = Of("KE", ("sms.two_way", 0));
        Assert.False(terms.TakesRequests("sms"));
        Assert.True(terms.CarriesNotices("sms"));
    }

    [Fact]
    public void What_the_company_states_goes_before_the_catalogue()
    {
        Assert.Equal((0.9, 21), Figures(Of("CM")));
        Assert.Equal((0.75, 5), Figures(Of("CM", ("sms.delivery_rate", 0.75), ("sms.lead_days", 5))));
    }

    private static (double?, double?) Figures(StatedTerms terms) =>
        (terms.Of("sms", Direction.Out)!.DeliveryRate, terms.Of("sms", Direction.Out)!.LeadDays);

    private static StatedTerms Of(string country, params (string Key, double Value)[] stated) =>
        new(
            Catalogue,
            country,
            stated.ToDictionary(
                s => s.Key,
                s => new Assumption(s.Key, s.Value, s.Value, "", "test", "", "2026-01-01"),
                StringComparer.Ordinal
            )
        );

    private static ChannelTerms Terms(
        string channel,
        string[] countries,
        Direction direction,
        bool offered
    ) =>
        new(
            channel,
            countries,
            direction,
            offered,
            offered,
            false,
            160,
            null,
            null,
            null,
            null,
            "test",
            new DateOnly(2026, 1, 1)
        );
}
