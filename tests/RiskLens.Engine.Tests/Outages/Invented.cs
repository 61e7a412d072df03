using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Outages;

/// <summary>Small catalogues of invented nodes and outages.</summary>
internal static class Invented
{
    public const string Channel = "line";

    public static DateTimeOffset Day(int year, int month = 1, int day = 1, double hour = 0) =>
        new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).AddHours(hour);

    public static Node Node(string id, string kind = "service", string place = "global") =>
        new(
            id,
            new LocalText(id, id),
            kind,
            kind is "government" ? Regime.Order : Regime.Fault,
            place,
            [Channel]
        );

    public static CatalogueOutage Outage(
        string id,
        string node,
        DateTimeOffset start,
        double? hours,
        string precision = "minute",
        string places = "global"
    ) =>
        new(
            id,
            node,
            start,
            hours is { } h ? start.AddHours(h) : null,
            precision,
            places.Split(';'),
            [Channel],
            "",
            "press",
            "",
            null,
            hours ?? 0,
            hours ?? double.PositiveInfinity,
            new Dictionary<string, ShareRange>(),
            ShareRange.All,
            ""
        );

    public static Exposure Watch(
        string node,
        DateTimeOffset from,
        DateTimeOffset to,
        bool selected = false,
        double reportedFromHours = 0
    ) => new(node, "global", from, to, selected, reportedFromHours, "press");

    public static OwnOutage Own(
        string id,
        string node,
        DateTimeOffset start,
        double? hours,
        string precision = "minute",
        string source = "monitor"
    ) =>
        new(
            id,
            node,
            start,
            hours is { } h ? start.AddHours(h) : null,
            precision,
            new Dictionary<string, ShareRange>(),
            ShareRange.All,
            source
        );

    /// <summary>A catalogue; lengths of both regimes come from outages of nodes that it does not hold.</summary>
    public static Catalogue Catalogue(
        IEnumerable<Node> nodes,
        IEnumerable<CatalogueOutage> outages,
        IEnumerable<Exposure> exposures
    )
    {
        Node[] elsewhere = [Node("old-fault"), Node("old-order", "government", "XX")];
        return new Catalogue(
            [],
            new Dictionary<string, LocalText>(),
            [.. nodes, .. elsewhere],
            [
                .. outages,
                .. elsewhere.SelectMany(n =>
                    Enumerable.Range(1, 5).Select(i => Outage($"{n.Id}-{i}", n.Id, Day(1990 + i), i))
                ),
            ],
            [.. exposures]
        );
    }

    public static OutageModel Fit(Catalogue catalogue, OwnHistory? own = null, string country = "CM") =>
        OutageModel.Fit(catalogue, own ?? OwnHistory.None, country, [Channel]);

    public static NodeRate Of(this OutageModel model, string node) =>
        model.Nodes.Single(n => string.Equals(n.Node.Id, node, StringComparison.Ordinal));
}
