namespace RiskLens.Engine.Outages;

/// <summary>
/// One shock over all the nodes it took: a row of the catalogue may name several countries, and a cable that breaks is
/// told country by country. Rates count it once for each node; tests of how shocks arrive count it once.
/// </summary>
internal sealed record Shock(IReadOnlyList<NodeHistory> Nodes, DateTimeOffset Start)
{
    // Countries lose one cable within hours; rows of gateways within a day are one break.
    private static readonly TimeSpan CableBreak = TimeSpan.FromHours(24);

    public static IReadOnlyList<Shock> Of(IEnumerable<NodeHistory> nodes)
    {
        var shocks = new List<(List<NodeHistory> Nodes, List<CatalogueOutage> Rows, DateTimeOffset Start)>();
        foreach (
            var (node, told) in nodes
                .SelectMany(n => n.Events.Select(e => (Node: n, Event: e)))
                .OrderBy(p => p.Event.Start)
                .ThenBy(p => p.Node.Node.Id, StringComparer.Ordinal)
        )
        {
            var known = shocks.FindIndex(s =>
                !s.Nodes.Contains(node)
                && (
                    told.Rows.Any(s.Rows.Contains)
                    || (
                        node.Node.Kind is "gateway"
                        && s.Nodes[0].Node.Kind is "gateway"
                        && told.Start - s.Start <= CableBreak
                    )
                )
            );
            if (known < 0)
            {
                shocks.Add(([node], [.. told.Rows], told.Start));
            }
            else
            {
                shocks[known].Nodes.Add(node);
                shocks[known].Rows.AddRange(told.Rows);
            }
        }
        return [.. shocks.Select(s => new Shock(s.Nodes, s.Start))];
    }
}
