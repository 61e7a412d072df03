namespace RiskLens.Engine.Outages;

/// <summary>What one outage seen says of how much a shock stops, whatever the node it is applied to.</summary>
/// <param name="Node">What failed: a node's id or a kind.</param>
/// <param name="Places">Where.</param>
/// <param name="Channels">Channels struck; none where the source names none.</param>
/// <param name="FunctionStopped">Share of a channel's function that stopped; a channel not named stopped wholly.</param>
/// <param name="CustomersStruck">Share of the customers that were struck.</param>
/// <param name="Hours">How long it lasted; null while the end is open.</param>
public sealed record SeverityRow(
    string Node,
    IReadOnlyList<string> Places,
    IReadOnlyList<string> Channels,
    IReadOnlyDictionary<string, ShareRange> FunctionStopped,
    ShareRange CustomersStruck,
    double? Hours
)
{
    public static SeverityRow Of(CatalogueOutage outage) =>
        new(
            outage.Node,
            outage.Places,
            outage.Channels,
            outage.FunctionStopped,
            outage.CustomersStruck,
            HoursOf(LengthSeen.Of(outage, 0))
        );

    /// <summary>An outage of the company's own history: it struck what its node carries, but for what it names.</summary>
    public static SeverityRow Of(OwnOutage outage, Node? node) =>
        new(
            outage.Node,
            [],
            node is not null
                ? outage.StruckOf(node)
                : [.. outage.FunctionStopped.Keys.Order(StringComparer.Ordinal)],
            outage.FunctionStopped,
            outage.CustomersStruck,
            HoursOf(LengthSeen.Of(outage, 0))
        );

    /// <summary>Share of a channel's function that stopped, of those struck.</summary>
    public ShareRange Of(string channel) =>
        FunctionStopped.TryGetValue(channel, out var share) ? share : ShareRange.All;

    private static double? HoursOf(LengthSeen length) => length.Closed ? length.Middle : null;
}
