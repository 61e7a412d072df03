using RiskLens.Engine.Outages;
using static RiskLens.Engine.Tests.Outages.Invented;

namespace RiskLens.Engine.Tests.Outages;

/// <summary>Which rows of the catalogue count for a node's rate, and what prior it takes.</summary>
public sealed class NodeRateTests
{
    [Fact]
    public void Partial_outages_count()
    {
        var part = Outage("P", "a", Day(2021), 2) with { CustomersStruck = new ShareRange(0.1, 0.2) };
        Assert.Equal(1, EventsOf("a", [Node("a")], [part], [Watch("a", Day(2020), Day(2025))]));
    }

    [Theory]
    [InlineData("global", 1)]
    [InlineData("FR;CM", 1)]
    [InlineData("FR;Europe", 0)]
    public void A_row_of_a_world_wide_node_counts_where_it_struck(string places, int events) =>
        Assert.Equal(
            events,
            EventsOf(
                "a",
                [Node("a")],
                [Outage("P", "a", Day(2021), 2, places: places)],
                [Watch("a", Day(2020), Day(2025))]
            )
        );

    [Theory]
    [InlineData(0.2, 0)]
    [InlineData(0.5, 1)]
    [InlineData(null, 1)]
    public void What_goes_unreported_does_not_count(double? hours, int events) =>
        Assert.Equal(
            events,
            EventsOf(
                "a",
                [Node("a")],
                [Outage("P", "a", Day(2021), hours)],
                [Watch("a", Day(2020), Day(2025), reportedFromHours: 0.5)]
            )
        );

    [Fact]
    public void An_order_that_is_widened_is_one_order_and_a_fault_within_a_fault_is_another()
    {
        CatalogueOutage[] rows =
        [
            Outage("O1", "government", Day(2021, 1, 12), null, "day", "CM"),
            Outage("O2", "government", Day(2021, 1, 13, 16), 112, "minute", "CM"),
            Outage("O3", "government", Day(2021, 1, 17), 24, "hour", "CM"),
            Outage("O4", "government", Day(2021, 6, 1), 24, "hour", "CM"),
            Outage("F1", "gateway", Day(2021, 2, 1), 900, "day", "CM"),
            Outage("F2", "gateway", Day(2021, 2, 20, 8), 5, "hour", "CM"),
            Outage("F3", "gateway", Day(2021, 2, 20, 9), 6, "hour", "CM"),
        ];
        Node[] nodes = [Node("government-CM", "government", "CM"), Node("gateway-CM", "gateway", "CM")];
        Exposure[] watches = [.. nodes.Select(n => Watch(n.Id, Day(2020), Day(2025)))];
        Assert.Equal(2, EventsOf("government-CM", nodes, rows, watches));
        Assert.Equal(2, EventsOf("gateway-CM", nodes, rows, watches));
    }

    [Fact]
    public void Windows_that_overlap_are_watched_once()
    {
        Exposure[] watches = [Watch("a", Day(2020), Day(2022)), Watch("a", Day(2021), Day(2023))];
        var rate = Fit(Catalogue([Node("a")], [], watches)).Of("a");
        Assert.Equal(1096 / 365.25, rate.WatchedYears, 1e-9);
    }

    [Fact]
    public void A_place_that_nobody_watched_takes_the_prior_and_says_upper_side()
    {
        Node[] nodes = [.. "CM KE NG SN".Split(' ').Select(c => Node($"government-{c}", "government", c))];
        CatalogueOutage[] rows =
        [
            Outage("1", "government", Day(2021), 24, places: "KE"),
            Outage("2", "government", Day(2022), 24, places: "NG"),
            Outage("3", "government", Day(2023), 24, places: "NG"),
        ];
        Exposure[] watches =
        [
            Watch("government-KE", Day(2016), Day(2025), selected: true),
            Watch("government-NG", Day(2016), Day(2025), selected: true),
            Watch("government-SN", Day(2016), Day(2025)),
        ];
        var model = Fit(Catalogue(nodes, rows, watches));
        var rate = model.Of("government-CM");
        var family = model.Families.Single(f => f.Name is "government");
        Assert.Equal((3, 2, 3), (family.Watched, family.Selected, family.Events));
        Assert.Equal((0, 0.0, true), (rate.Events, rate.WatchedYears, rate.UpperSide));
        Assert.Equal(family.Prior.Discounted(family.Discount), rate.Rate);
        // Had nobody been left out of the list, the same counts would say more.
        var listed = watches.Select(w => w with { Selected = false });
        Assert.True(Fit(Catalogue(nodes, rows, listed)).Of("government-CM").Rate.Mean > rate.Rate.Mean);
    }

    [Fact]
    public void A_place_listed_for_an_outage_that_does_not_count_is_like_any_other()
    {
        var place = Node("operator-CM", "operator", "CM");
        var model = Fit(
            Catalogue(
                [place, Node("operator-KE", "operator", "KE")],
                [
                    Outage("1", "operator-CM", Day(2021), 0.1, places: "CM"),
                    Outage("2", "operator-KE", Day(2021), 4, places: "KE"),
                ],
                [
                    Watch("operator-CM", Day(2020), Day(2025), selected: true, reportedFromHours: 1),
                    Watch("operator-KE", Day(2020), Day(2025), selected: true, reportedFromHours: 1),
                ]
            )
        );
        Assert.Equal(1, model.Families.Single(f => f.Name is "operator").Selected);
        Assert.Equal(0, model.Of("operator-CM").Events);
    }

    [Fact]
    public void A_rate_is_its_prior_after_its_events_and_years()
    {
        Node[] nodes = [.. Enumerable.Range(0, 5).Select(i => Node($"n{i}"))];
        var rows = nodes.SelectMany(
            (n, i) => Enumerable.Range(0, i).Select(k => Outage($"{n.Id}{k}", n.Id, Day(2020 + k, 3 + k), 1))
        );
        var model = Fit(Catalogue(nodes, rows, nodes.Select(n => Watch(n.Id, Day(2020), Day(2025)))));
        foreach (var rate in model.Nodes.Where(n => n.WatchedYears > 0))
        {
            Assert.Equal(rate.Prior.After(rate.Events, rate.WatchedYears), rate.Rate);
            Assert.Equal(1, rate.Discount);
        }
        // The prior is what the others say: it falls as the node's own count rises.
        Assert.True(model.Of("n0").Prior.Mean > model.Of("n4").Prior.Mean);
    }

    [Fact]
    public void Credibility_is_a_second_opinion_between_the_node_and_the_rest()
    {
        Node[] nodes = [.. Enumerable.Range(0, 6).Select(i => Node($"n{i}"))];
        int[] counts = [0, 1, 1, 2, 9, 14];
        var rows = nodes.SelectMany(
            (n, i) =>
                Enumerable
                    .Range(0, counts[i])
                    .Select(k =>
                        Outage($"{n.Id}-{k}", n.Id, Day(2020, 1 + (k % 12), 1 + (2 * k)).AddDays(130 * k), 1)
                    )
        );
        var model = Fit(Catalogue(nodes, rows, nodes.Select(n => Watch(n.Id, Day(2020), Day(2026)))));
        var all = counts.Sum() / (6 * 6.0);
        foreach (var (node, i) in nodes.Select((n, i) => (model.Of(n.Id), i)))
        {
            var own = counts[i] / 6.0;
            Assert.InRange(node.Credible!.Value, Math.Min(own, all) - 0.02, Math.Max(own, all) + 0.02);
        }
    }

    private static int EventsOf(
        string node,
        IEnumerable<Node> nodes,
        IEnumerable<CatalogueOutage> rows,
        IEnumerable<Exposure> watches
    ) => Fit(Catalogue(nodes, rows, watches)).Of(node).Events;
}
