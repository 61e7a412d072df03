using RiskLens.App.Outages;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Outages;

/// <summary>Reference data that a person spoilt: file, line, column and what was expected, in one sentence.</summary>
public sealed class ReferenceFaultTests
{
    private static readonly (string Column, string Value)[] Outage =
    [
        ("id", "OUT-900"),
        ("node", "telegram"),
        ("start_utc", "2024-01-01T00:00Z"),
        ("end_utc", "2024-01-01T02:00Z"),
        ("duration_min", "120"),
        ("precision", "minute"),
        ("places", "global"),
        ("channels", "telegram"),
    ];

    private static readonly (string Column, string Value)[] Watch =
    [
        ("node", "dikalo"),
        ("place", "global"),
        ("watched_from", "2020-01-01"),
        ("watched_to", "2021-01-01"),
        ("selected", "no"),
        ("reported_from_min", "30"),
    ];

    private static readonly (string Column, string Value)[] Node =
    [
        ("id", "own-relay"),
        ("name_en", "Relay"),
        ("name_fr", "Relais"),
        ("kind", "host"),
        ("regime", "fault"),
        ("place", "global"),
        ("channels", "sms"),
    ];

    private static readonly (string Column, string Value)[] Terms =
    [
        ("channel", "voice"),
        ("countries", "CM"),
        ("direction", "in"),
        ("offered", "yes"),
        ("interactive", "yes"),
        ("carries_money", "no"),
        ("source", "an operator"),
        ("date", "2026-01-31"),
    ];

    private static readonly (string Column, string Value)[] Price =
    [
        ("channel", "voice"),
        ("countries", "CM"),
        ("kind", "call"),
        ("price", "55.5"),
        ("currency", "XAF"),
        ("per", "minute"),
        ("from", "2026-01-31"),
        ("source", "an operator"),
    ];

    [Theory]
    [InlineData("channel", "telex", "an id of channels.csv")]
    [InlineData("countries", "ZZ", "codes of countries")]
    [InlineData("countries", "CM;*", "codes of countries")]
    [InlineData("countries", "*", "countries that no line above has")]
    [InlineData("direction", "both", "in or out")]
    [InlineData("offered", "maybe", "yes or no")]
    [InlineData("characters", "many", "a number from 1")]
    [InlineData("capacity_per_hour", "-1", "a number from 1")]
    [InlineData("delivery_rate", "98", "a number from 0 to 1")]
    [InlineData("lead_days", "NaN", "a number from 0")]
    [InlineData("source", "", "where it stands")]
    [InlineData("date", "31/01/2026", "a date such as")]
    public void Terms_that_cannot_be_read_are_told_with_their_line(
        string column,
        string value,
        string expected
    ) => AssertRefused("terms/terms.csv", With(Terms, (column, value)), column, expected);

    [Theory]
    [InlineData("channel", "telex", "an id of channels.csv")]
    [InlineData("countries", "", "codes of countries")]
    [InlineData("kind", "", "what is priced")]
    [InlineData("price", "", "a number")]
    [InlineData("price", "-1", "a number from 0")]
    [InlineData("currency", "FCFA", "one of XAF")]
    [InlineData("per", "week", "message, minute or conversation")]
    [InlineData("from", "2026", "a date such as")]
    [InlineData("source", "", "where it stands")]
    public void A_price_that_cannot_be_read_is_told_with_its_line(
        string column,
        string value,
        string expected
    ) => AssertRefused("prices/prices.csv", With(Price, (column, value)), column, expected);

    [Fact]
    public void A_country_has_one_price_of_a_kind_and_day()
    {
        using var data = new DataCopy();
        data.Add("prices/prices.csv", Price);
        var line = data.Add("prices/prices.csv", With(Price, ("countries", "CI;CM")));
        AssertTold(data, "prices/prices.csv", line, "countries", "countries that no line above has");
    }

    private static readonly (string Column, string Value)[] Use =
    [
        ("channel", "telegram"),
        ("country", "GA"),
        ("share", "0.25"),
        ("of", "adults"),
        ("date", "2026"),
        ("source", "A survey"),
    ];

    [Fact]
    public void Data_with_a_good_line_more_in_each_table_is_read()
    {
        using var data = new DataCopy();
        data.Add("outages/outages.csv", Outage);
        data.Add("outages/exposure.csv", Watch);
        data.Add("nodes/nodes.csv", Node);
        data.Add("outages/regions.csv", ("region", "Central Africa"), ("countries", "CM;TD;CF"));
        data.Add("outages/pages.csv", ("page", "status.example.org"), ("node", "own-relay"));
        data.Add("terms/terms.csv", Terms);
        data.Add("prices/prices.csv", Price);

        data.Add("adoption/adoption.csv", Use);
        var catalogue = ReferenceData.Load(data.Path);
        Assert.Equal(0.25, catalogue.AdoptionOf("telegram", "GA")!.Share);
        Assert.Null(catalogue.AdoptionOf("telegram", "TD"));
        Assert.Equal(2, catalogue.Outages.Single(o => o.Id == "OUT-900").Shortest);
        Assert.Contains(catalogue.Exposures, e => e.Node == "dikalo");
        Assert.Contains(catalogue.Pages, p => p.Node == "own-relay");
        Assert.Equal("an operator", catalogue.TermsOf("voice", "CM", Direction.In)!.Source);
        Assert.Equal(55.5, Assert.Single(catalogue.PricesOf("voice", "CM", new DateOnly(2026, 2, 1))).Price);
    }

    [Theory]
    [InlineData("id", "", "an id of its own")]
    [InlineData("id", "OUT-032", "an id of its own")]
    [InlineData("node", "telegraph", "an id of nodes.csv or a kind of node")]
    [InlineData("node", "service", "an id of nodes.csv or a kind of node")]
    [InlineData("start_utc", "1 January", "a UTC time")]
    [InlineData("end_utc", "2023-12-31", "a time after start_utc")]
    [InlineData("precision", "second", "minute, hour or day")]
    [InlineData("places", "", "global, country codes or regions")]
    [InlineData("places", "CM;Atlantis", "'Atlantis' is none")]
    [InlineData("channels", "telegram;telex", "'telex' is none")]
    [InlineData("duration_min", "two hours", "a number of minutes")]
    [InlineData("duration_min", "-1", "a number of minutes")]
    [InlineData("longest_min", "119", "the shortest at most the longest")]
    [InlineData("function_stopped", "whatsapp:0.5", "channels of the line")]
    [InlineData("function_stopped", "telegram", "channels of the line")]
    [InlineData("function_stopped", "telegram:1.5", "a share from 0 to 1")]
    [InlineData("function_stopped", "telegram:0.8-0.2", "a share from 0 to 1")]
    [InlineData("customers_struck", "half", "a share from 0 to 1")]
    [InlineData("occasion", "holiday", "election, exam, unrest, coup, court or nothing")]
    public void An_outage_that_cannot_be_read_is_told_with_its_line(
        string column,
        string value,
        string expected
    ) => AssertRefused("outages/outages.csv", With(Outage, (column, value)), column, expected);

    [Fact]
    public void A_shortest_length_above_the_longest_is_told() =>
        AssertRefused(
            "outages/outages.csv",
            With(Outage, ("shortest_min", "180"), ("longest_min", "150")),
            "longest_min",
            "the shortest at most the longest"
        );

    [Theory]
    [InlineData("121", "")]
    [InlineData("60", "90")]
    public void A_stated_length_outside_the_shortest_and_the_longest_is_told(
        string shortest,
        string longest
    ) =>
        AssertRefused(
            "outages/outages.csv",
            With(Outage, ("shortest_min", shortest), ("longest_min", longest)),
            "duration_min",
            "between the shortest and the longest length"
        );

    [Fact]
    public void A_kind_of_node_that_a_place_lacks_is_told() =>
        AssertRefused(
            "outages/outages.csv",
            With(Outage, ("node", "gateway"), ("places", "CM;PT")),
            "node",
            "a kind that nodes.csv has in PT"
        );

    [Theory]
    [InlineData("node", "telegraph", "an id of nodes.csv")]
    [InlineData("place", "Europe", "global or a country code")]
    [InlineData("place", "ZZ", "global or a country code")]
    [InlineData("watched_from", "soon", "a UTC time")]
    [InlineData("watched_to", "2020-01-01", "a time after watched_from")]
    [InlineData("selected", "perhaps", "yes or no")]
    [InlineData("reported_from_min", "often", "a number of minutes")]
    public void A_watch_that_cannot_be_read_is_told_with_its_line(
        string column,
        string value,
        string expected
    ) => AssertRefused("outages/exposure.csv", With(Watch, (column, value)), column, expected);

    [Fact]
    public void A_country_watched_at_another_place_is_told() =>
        AssertRefused(
            "outages/exposure.csv",
            With(Watch, ("node", "operator-KE"), ("place", "NG")),
            "place",
            "the place of its node, KE"
        );

    [Fact]
    public void Time_watched_twice_is_told()
    {
        using var data = new DataCopy();
        data.Add("outages/exposure.csv", Watch);
        var line = data.Add("outages/exposure.csv", With(Watch, ("watched_from", "2020-12-31")));
        AssertTold(data, "outages/exposure.csv", line, "watched_from", "after the end of another line");
    }

    [Fact]
    public void Time_watched_from_the_end_of_another_is_read()
    {
        using var data = new DataCopy();
        data.Add("outages/exposure.csv", Watch);
        data.Add(
            "outages/exposure.csv",
            With(Watch, ("watched_from", "2021-01-01"), ("watched_to", "2022-01-01"))
        );
        Assert.Equal(2, ReferenceData.Load(data.Path).Exposures.Count(e => e.Node == "dikalo"));
    }

    [Fact]
    public void An_outage_too_short_to_have_been_reported_is_told()
    {
        using var data = new DataCopy();
        data.Add(
            "outages/outages.csv",
            With(Outage, ("node", "dikalo"), ("channels", "dikalo"), ("shortest_min", "20"))
        );
        var line = data.Add(
            "outages/exposure.csv",
            With(Watch, ("watched_from", "2023-06-01"), ("watched_to", "2025-01-01"))
        );
        AssertTold(
            data,
            "outages/exposure.csv",
            line,
            "reported_from_min",
            "at most the 20 minutes of OUT-900"
        );
    }

    [Theory]
    [InlineData("id", "meta", "an id of its own")]
    [InlineData("kind", "server", "service, business_api")]
    [InlineData("regime", "chance", "fault, cable or order")]
    [InlineData("place", "Europe", "global or a country code")]
    [InlineData("channels", "sms;telex", "'telex' is none")]
    public void A_node_that_cannot_be_read_is_told_with_its_line(
        string column,
        string value,
        string expected
    ) => AssertRefused("nodes/nodes.csv", With(Node, (column, value)), column, expected);

    [Theory]
    [InlineData("channel", "telegraph", "an id of channels.csv")]
    [InlineData("country", "ZZ", "a country code such as CM")]
    [InlineData("country", "global", "a country code such as CM")]
    [InlineData("country", "FR", "a country that no line above it has")]
    [InlineData("share", "1.2", "a share from 0 to 1")]
    [InlineData("share", "0.2-0.4", "one share")]
    [InlineData("source", "", "the source of the figure")]
    public void An_adoption_that_cannot_be_read_is_told_with_its_line(
        string column,
        string value,
        string expected
    ) => AssertRefused("adoption/adoption.csv", With(Use, (column, value)), column, expected);

    [Theory]
    [InlineData("outages/pages.csv", "node", "telegraph", "an id of nodes.csv")]
    [InlineData("outages/pages.csv", "page", "", "the name, the address or the organisation")]
    [InlineData("outages/pages.csv", "component", "sms", "one that no line above it means")]
    [InlineData("outages/regions.csv", "region", "Europe", "an id of its own")]
    [InlineData("outages/regions.csv", "countries", "CM;ZZ", "codes of countries")]
    [InlineData("outages/regions.csv", "countries", "", "codes of countries")]
    [InlineData("channels/channels.csv", "id", "sms", "an id of its own")]
    [InlineData("purposes/purposes.csv", "id", "support", "an id of its own")]
    public void Another_table_that_cannot_be_read_is_told_with_its_line(
        string file,
        string column,
        string value,
        string expected
    ) =>
        AssertRefused(
            file,
            With(
                [
                    ("page", "Twilio"),
                    ("node", "sms-aggregator"),
                    ("region", "Sahel"),
                    ("countries", "NE"),
                    ("id", "pager"),
                ],
                (column, value)
            ),
            column,
            expected
        );

    private static void AssertRefused(
        string file,
        (string Column, string Value)[] values,
        string column,
        string expected
    )
    {
        using var data = new DataCopy();
        AssertTold(data, file, data.Add(file, values), column, expected);
    }

    private static void AssertTold(DataCopy data, string file, int line, string column, string expected)
    {
        var fault = Assert.Throws<RiskLensException>(() => ReferenceData.Load(data.Path));
        Assert.StartsWith($"data/{file}, line {line}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"in column '{column}' is not ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    private static (string Column, string Value)[] With(
        (string Column, string Value)[] values,
        params (string Column, string Value)[] others
    ) => [.. values.Where(v => !others.Any(o => o.Column == v.Column)), .. others];
}
