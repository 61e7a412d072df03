using RiskLens.Engine.Outages;
using static RiskLens.Engine.Tests.Outages.Invented;

namespace RiskLens.Engine.Tests.Outages;

/// <summary>What both the catalogue and the company tell of is one event; the company adds what the catalogue lacks.</summary>
public sealed class OwnHistoryTests
{
    private static readonly Node[] Nodes =
    [
        Node("a"),
        Node("b"),
        Node("gateway-CM", "gateway", "CM"),
        Node("gateway-KE", "gateway", "KE"),
        Node("government-CM", "government", "CM"),
        Node("ours", "inapp"),
    ];

    private static readonly CatalogueOutage[] Rows =
    [
        Outage("A1", "a", Day(2021, 3, 1, 10), 2),
        Outage("A2", "a", Day(2022, 6, 5, 8), 6),
        Outage("A3", "a", Day(2023, 9, 9), null, "day"),
        Outage("A4", "a", Day(2010, 5, 5), 3),
        Outage("A5", "a", Day(2022, 8, 1, 4), 1, places: "ID;IN"),
        Outage("B1", "b", Day(2023, 2, 2, 2), 1),
        Outage("G1", "gateway", Day(2022, 4, 1, 6), 30, "hour", "CM;KE"),
        Outage("O1", "government", Day(2021, 11, 20), 72, "day", "CM"),
    ];

    private static readonly Exposure[] Watches =
    [
        Watch("a", Day(2020), Day(2025), reportedFromHours: 0.5),
        Watch("b", Day(2020), Day(2025)),
        Watch("gateway-CM", Day(2020), Day(2025), selected: true),
        Watch("gateway-KE", Day(2020), Day(2025), selected: true),
        Watch("government-CM", Day(2018), Day(2025), selected: true),
    ];

    private static readonly Catalogue Known = Catalogue(Nodes, Rows, Watches);

    [Fact]
    public void Importing_the_catalogues_own_outages_changes_no_rate()
    {
        var own = new OwnHistory(
            [
                .. from row in Rows
                from node in Nodes
                where OutageModel.Strikes(row, node)
                select Own($"{row.Id}-{node.Id}", node.Id, row.Start, row.Hours, row.Precision),
            ],
            [.. Watches.Select(w => new OwnWatch(w.Node, w.From, w.To, 1, "monitor"))]
        );
        var before = Fit(Known);
        var after = Fit(Known, own);
        Assert.Equal(before.Nodes.Select(n => n.Rate), after.Nodes.Select(n => n.Rate));
        Assert.All(after.Nodes, n => Assert.Equal((0, 0.0), (n.OwnEvents, n.OwnYears)));
        Assert.Equal(9, after.Own.Linked.Count);
        Assert.Empty(after.Own.OfNewLength);
    }

    [Theory]
    [InlineData(11.5, 0.5, "minute", true)] // within the row's two hours
    [InlineData(8.1, 0.2, "minute", true)] // begins less than two hours before
    [InlineData(7.9, 0.6, "minute", false)] // begins more than two hours before, and is over
    [InlineData(12.1, 3, "minute", false)] // begins after the end, and more than two hours after the start
    [InlineData(-12, 3, "day", true)] // the day before, known to the day
    [InlineData(-36, 3, "day", false)] // two days before
    public void One_outage_is_told_from_two_by_what_their_times_allow(
        double hour,
        double hours,
        string precision,
        bool linked
    )
    {
        var own = Own("o", "a", Day(2021, 3, 1, hour), hours, precision);
        var model = Fit(Known, new OwnHistory([own], []));
        Assert.Equal(linked ? ["A1"] : [], model.Own.Linked.Select(l => l.Catalogue.Id));
        Assert.Equal(linked ? 0 : 1, model.Of("a").OwnEvents);
    }

    [Fact]
    public void A_row_with_days_only_is_met_on_the_day_before_and_after()
    {
        var model = Fit(
            Known,
            new OwnHistory([Own("o", "a", Day(2023, 9, 10, 17), 2), Own("p", "a", Day(2023, 9, 12), 2)], [])
        );
        Assert.Equal("o", Assert.Single(model.Own.Linked).Own.Id);
        Assert.Equal("p", Assert.Single(model.Own.Counted).Id);
    }

    [Fact]
    public void The_two_accounts_of_one_outage_keep_their_disagreement()
    {
        var model = Fit(Known, new OwnHistory([Own("o", "a", Day(2022, 6, 5, 9), 4)], []));
        var linked = Assert.Single(model.Own.Linked);
        Assert.Equal(("monitor", "press"), (linked.Own.Source, linked.Catalogue.Source));
        Assert.Equal(1, linked.StartsLaterHours, 1e-9);
        Assert.Equal(-2, linked.LastsLongerHours!.Value, 1e-9);
    }

    [Fact]
    public void A_node_named_by_kind_and_place_is_linked_too()
    {
        var model = Fit(Known, new OwnHistory([Own("o", "gateway-CM", Day(2022, 4, 2), 5)], []));
        Assert.Equal("G1", Assert.Single(model.Own.Linked).Catalogue.Id);
    }

    [Fact]
    public void A_failed_backbone_seen_as_a_failed_service_is_one_event()
    {
        // "b" failed by the press; the company's monitor of its own line saw it at the same time.
        var history = new OwnHistory(
            [Own("o", "ours", Day(2023, 2, 2, 2.1), 1)],
            [new OwnWatch("ours", Day(2023), Day(2024), 1, "monitor")]
        );
        var model = Fit(Known, history);
        Assert.Equal("B1", Assert.Single(model.Own.Linked).Catalogue.Id);
        Assert.Equal(0, model.Of("ours").OwnEvents);
    }

    [Fact]
    public void An_event_the_catalogue_lacks_counts_without_new_time_in_its_window()
    {
        var before = Fit(Known).Of("a");
        var model = Fit(
            Known,
            new OwnHistory(
                [Own("o", "a", Day(2024, 5, 5), 2)],
                [new OwnWatch("a", Day(2021), Day(2024, 12), 0.9, "monitor")]
            )
        );
        var after = model.Of("a");
        Assert.Equal((1, 0.0), (after.OwnEvents, after.OwnYears));
        Assert.Equal(before.Rate.After(1, 0), after.Rate);
    }

    [Fact]
    public void Own_time_outside_the_catalogues_counts_by_its_chance_to_notice()
    {
        var before = Fit(Known).Of("a");
        var history = new OwnHistory(
            [Own("o", "a", Day(2019, 5, 5), 2), Own("long-ago", "a", Day(2012, 5, 5), 2)],
            [
                // 2018 and 2019 lie before the catalogue's window; the second watch overlaps the first, the third
                // lies in the window.
                new OwnWatch("a", Day(2018), Day(2020), 0.5, "ledger"),
                new OwnWatch("a", Day(2019), Day(2020), 0.8, "monitor"),
                new OwnWatch("a", Day(2020), Day(2021), 1, "monitor"),
            ]
        );
        var model = Fit(Known, history);
        var after = model.Of("a");
        Assert.Equal(((365 * 0.5) + (365 * 0.8)) / 365.25, after.OwnYears, 1e-9);
        Assert.Equal(1, after.OwnEvents);
        Assert.Equal(before.Rate.Alpha + 1, after.Rate.Alpha, 1e-12);
        Assert.Equal(before.Rate.Beta + after.OwnYears, after.Rate.Beta, 1e-12);
        Assert.Equal("long-ago", Assert.Single(model.Own.Unwatched).Id);
        Assert.Equal(["o", "long-ago"], model.Own.OfNewLength.Select(o => o.Id));
    }

    [Fact]
    public void A_row_before_the_catalogues_window_counts_where_the_company_watched()
    {
        var history = new OwnHistory(
            [Own("o", "a", Day(2010, 5, 5, 1), 2)],
            [new OwnWatch("a", Day(2010), Day(2011), 1, "monitor")]
        );
        var model = Fit(Known, history);
        Assert.Equal("A4", Assert.Single(model.Own.Linked).Catalogue.Id);
        Assert.Equal(1, model.Of("a").OwnEvents);
        Assert.Empty(model.Own.OfNewLength);
    }

    [Fact]
    public void Two_sources_of_the_company_tell_of_one_outage_and_one_source_of_two()
    {
        var model = Fit(
            Known,
            new OwnHistory(
                [
                    Own("m1", "b", Day(2024, 7, 1, 3), 0.5),
                    Own("m2", "b", Day(2024, 7, 1, 4), 0.5),
                    Own("p1", "b", Day(2024, 7, 1, 3.2), 0.6, source: "status page"),
                ],
                []
            )
        );
        Assert.Equal(["m1", "m2"], model.Own.Counted.Select(o => o.Id));
        Assert.Equal(
            ("m1", "p1"),
            (model.Own.Repeated.Single().Kept.Id, model.Own.Repeated.Single().Repeated.Id)
        );
        Assert.Equal(2, model.Of("b").OwnEvents);
    }

    [Fact]
    public void What_the_catalogue_would_not_report_counts_for_no_rate()
    {
        var model = Fit(
            Known,
            new OwnHistory([Own("o", "a", Day(2024, 7, 1), 0.4), Own("x", "nowhere", Day(2024), 9)], [])
        );
        Assert.Equal("o", Assert.Single(model.Own.TooShort).Id);
        Assert.Equal("x", Assert.Single(model.Own.Unknown).Id);
        Assert.Equal(0, model.Of("a").OwnEvents);
    }

    [Fact]
    public void A_node_of_the_company_alone_takes_the_prior_of_its_family()
    {
        var history = new OwnHistory(
            [Own("o", "ours", Day(2023, 6, 1), 2)],
            [new OwnWatch("ours", Day(2023), Day(2025), 1, "monitor")]
        );
        var model = Fit(Known, history);
        var family = model.Families.Single(f => f.Name is "service").Prior;
        Assert.Equal(family, model.Of("ours").Prior);
        Assert.Equal(family.After(1, model.Of("ours").OwnYears), model.Of("ours").Rate);
    }
}
