using RiskLens.App.Outages;
using RiskLens.Engine.Outages;

namespace RiskLens.App.Tests.Outages;

/// <summary>What the shipped reference data says, held against its sources by hand.</summary>
public sealed class ReferenceDataTests
{
    private static readonly Catalogue Shipped = ReferenceData.Load();

    [Fact]
    public void Sources_that_disagree_give_a_shortest_and_a_longest_length()
    {
        // 13 March 2019: 14, 22 and 24 hours; 4 October 2021: to the return of DNS at 21:05, and 7 h 11 min.
        Assert.Equal((14, 24), LengthOf("OUT-013"));
        Assert.Equal((326 / 60.0, 431 / 60.0), LengthOf("OUT-032"));
        // Chad: 472 days by its dates, 484 by its source; each date is known to the day.
        Assert.Equal((471 * 24, 484 * 24), LengthOf("OUT-006"));
    }

    [Fact]
    public void A_length_told_from_below_alone_has_no_longest()
    {
        // Rogers, 8 July 2022: "more than 24 hours".
        Assert.Equal((24, double.PositiveInfinity), LengthOf("OUT-042"));
    }

    [Fact]
    public void A_length_told_once_is_that_length()
    {
        Assert.Equal((5, 5), LengthOf("OUT-002"));
    }

    [Fact]
    public void An_end_that_no_source_gives_is_open()
    {
        Assert.Null(Row("OUT-043").End);
        Assert.Equal((0, double.PositiveInfinity), LengthOf("OUT-043"));
    }

    [Fact]
    public void Media_alone_stopped_on_3_July_2019()
    {
        var outage = Row("OUT-018");
        Assert.True(outage.Partial);
        Assert.All(outage.Channels, c => Assert.InRange(outage.FunctionStopped[c].High, 0.1, 0.6));
    }

    [Fact]
    public void A_share_of_a_named_channel_goes_before_that_of_all()
    {
        // Ethiopia, June 2019: largely off, WhatsApp and Telegram out of reach throughout.
        var stopped = Row("OUT-016").FunctionStopped;
        Assert.Equal(ShareRange.All, stopped["telegram"]);
        Assert.Equal(new ShareRange(0.3, 1), stopped["email"]);
    }

    [Fact]
    public void A_regional_shutdown_is_not_the_country()
    {
        // 3,278,873 of 140,431,790 people lived in Zamfara by the census of 2006: 2.3 %.
        Assert.InRange(0.0233, Row("OUT-086").CustomersStruck.Low, Row("OUT-086").CustomersStruck.High);
        // North-West and South-West held 3,521,900 of 22.2 million people in 2015: 15.9 %; "about 20 %" in the press.
        Assert.Equal(new ShareRange(0.16, 0.2), Row("OUT-003").CustomersStruck);
    }

    [Fact]
    public void Adoption_is_of_a_country_with_its_source_and_what_was_counted()
    {
        Assert.All(Shipped.Adoptions, a => Assert.False(a.Of.Length == 0 || a.Date.Length < 4));
        // Ifop, February 2023: 57 % of adults in France were active on WhatsApp in the three months before.
        Assert.Equal((0.57, "2023-02"), (OfFrance().Share, OfFrance().Date));
        Assert.Null(Shipped.AdoptionOf("whatsapp", "NG"));

        Adoption OfFrance() => Shipped.AdoptionOf("whatsapp", "FR")!;
    }

    [Fact]
    public void Only_what_operators_carry_needs_no_app() =>
        Assert.Equal(
            ["sms", "ussd", "voice"],
            Shipped.Channels.Where(c => c.ByNumberAlone).Select(c => c.Id).Order()
        );

    [Fact]
    public void A_region_is_spelt_out_in_countries()
    {
        // La Sexta: Europe, the Middle East and the CIS; the cluster served Africa too.
        var places = Row("OUT-007").Places;
        Assert.Contains("DE", places);
        Assert.Contains("KZ", places);
        Assert.Contains("CM", places);
        Assert.DoesNotContain("BR", places);
        Assert.Equal(places.Count, places.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Only_orders_have_an_occasion()
    {
        Assert.All(
            Shipped.Outages.Where(o => o.Occasion.Length > 0),
            o => Assert.Equal("government", o.Node)
        );
        Assert.Equal(
            ["coup", "court", "election", "exam", "unrest"],
            Shipped.Outages.Select(o => o.Occasion).Where(o => o.Length > 0).Distinct().Order()
        );
    }

    [Fact]
    public void The_eight_first_countries_are_watched_for_orders_whether_they_gave_one_or_not()
    {
        var watched = Shipped.Exposures.Where(e =>
            !e.Selected && e.Node.StartsWith("government-", StringComparison.Ordinal)
        );
        Assert.Equal(["CD", "CI", "CM", "FR", "KE", "NG", "SN", "ZA"], watched.Select(e => e.Place).Order());
        Assert.DoesNotContain(
            Shipped.Outages,
            o => o.Node == "government" && o.Places.Any(p => p is "CI" or "ZA" or "FR")
        );
    }

    [Fact]
    public void A_place_taken_because_it_failed_has_an_outage_in_its_watch()
    {
        foreach (var watch in Shipped.Exposures.Where(e => e.Selected))
        {
            var node = Shipped.Nodes.Single(n => n.Id == watch.Node);
            Assert.Contains(
                Shipped.Outages,
                o => OutageModel.Strikes(o, node) && o.Start >= watch.From && o.Start <= watch.To
            );
        }
    }

    [Theory]
    [InlineData("cloudflare", "CDN/Cache", "cloudflare")]
    [InlineData("Cloudflare", "Hamburg, Germany - (HAM)", null)]
    [InlineData("AWS", "ec2-us-east-1_1629214799", "aws-us-east-1")]
    [InlineData("whatsapp-business-api", "Cloud API", "whatsapp-api")]
    [InlineData("GitHub", "Actions", null)]
    public void A_status_page_tells_of_its_node(string page, string component, string? node) =>
        Assert.Equal(node, Shipped.Pages.FirstOrDefault(p => p.Means(page, component))?.Node);

    private static CatalogueOutage Row(string id) => Shipped.Outages.Single(o => o.Id == id);

    private static (double Shortest, double Longest) LengthOf(string id) =>
        (Row(id).Shortest, Row(id).Longest);
}
