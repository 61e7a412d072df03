using RiskLens.App.Outages;
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

    [Fact]
    public void Data_with_a_good_line_more_in_each_table_is_read()
    {
        using var data = new DataCopy();
        data.Add("outages/outages.csv", Outage);
        data.Add("outages/exposure.csv", Watch);
        data.Add("nodes/nodes.csv", Node);
        data.Add("outages/regions.csv", ("region", "Central Africa"), ("countries", "CM;TD;CF"));
        data.Add("outages/pages.csv", ("page", "status.example.org"), ("node", "own-relay"));
        var catalogue = ReferenceData.Load(data.Path);
        Assert.Equal(2, catalogue.Outages.Single(o => o.Id == "OUT-900").Shortest);
        Assert.Contains(catalogue.Exposures, e => e.Node == "dikalo");
        Assert.Contains(catalogue.Pages, p => p.Node == "own-relay");
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
