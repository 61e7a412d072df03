namespace RiskLens.Engine.Outages;

/// <summary>
/// Shocks on nodes (Marshall and Olkin 1967): a shock takes every channel that depends on its node. Rates are
/// gamma with a prior by marginal likelihood over nodes of a like kind; lengths by regime, never pooled.
/// </summary>
public sealed partial record OutageModel(
    IReadOnlyList<NodeRate> Nodes,
    IReadOnlyDictionary<Regime, DurationLaw> Durations
)
{
    /// <summary>The families whose nodes share a prior, by name.</summary>
    public IReadOnlyList<RateFamily> Families { get; init; } = [];

    /// <summary>What became of the company's own outages.</summary>
    public OwnEvidence Own { get; init; } = OwnEvidence.None;

    /// <summary>Whether shocks arrive as a Poisson process of a steady rate.</summary>
    public RateTests Tests { get; init; } = RateTests.None;

    /// <summary>
    /// Fits the model for a company's channels and country. Rates count partial outages too: how much a shock stops is
    /// for its severity to say. The company's own history adds to a node what the catalogue lacks: events, and watched
    /// time outside the catalogue's; what both tell of is one event and counts once.
    /// </summary>
    public static OutageModel Fit(
        Catalogue catalogue,
        OwnHistory own,
        string country,
        IReadOnlyList<string> channels
    )
    {
        var histories = NodeHistory.ById(catalogue, country);
        var families = histories
            .Values.GroupBy(h => RateFamily.Of(h.Node), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => RateFamily.Fit(g.Key, [.. g]))
            .ToArray();
        var evidence = OwnEvidence.Of(own, catalogue, histories, country);
        var nodes = histories
            .Values.Where(h =>
                (h.Node.Place is "global" || string.Equals(h.Node.Place, country, StringComparison.Ordinal))
                && MaskOf(h.Node, channels) != 0
            )
            .OrderBy(h => h.Node.Id, StringComparer.Ordinal)
            .Select(h =>
                RateOf(
                    h,
                    MaskOf(h.Node, channels),
                    families.Single(f =>
                        string.Equals(f.Name, RateFamily.Of(h.Node), StringComparison.Ordinal)
                    ),
                    evidence,
                    own
                )
            )
            .ToArray();
        OwnOutage[] ofNewLength = [.. evidence.OfNewLength];
        var rates = new OutageModel(nodes, OutageLaws.Durations(catalogue, ofNewLength))
        {
            Families = families,
            Own = evidence,
            Tests = RateTests.Of([.. histories.Values], [.. nodes.Select(n => n.Node.Id)], channels),
        };
        return OutageLaws.AddTo(rates, catalogue, ofNewLength, channels);
    }

    /// <summary>The outages of a node: named directly, or by its kind and place.</summary>
    public static bool Strikes(CatalogueOutage outage, Node node) =>
        string.Equals(outage.Node, node.Id, StringComparison.Ordinal)
        || (
            string.Equals(outage.Node, node.Kind, StringComparison.Ordinal)
            && outage.Places.Contains(node.Place, StringComparer.Ordinal)
        );

    private static NodeRate RateOf(
        NodeHistory history,
        int mask,
        RateFamily family,
        OwnEvidence evidence,
        OwnHistory own
    )
    {
        var ownEvents = evidence.Counted.Count(o =>
            string.Equals(o.Node, history.Node.Id, StringComparison.Ordinal)
        );
        var ownYears = OwnEvidence.TimeBeside(history, own).Years;
        var count = history.Count;
        var prior = family.PriorFor(history);
        return new NodeRate(
            history.Node,
            mask,
            count.Events,
            count.Years,
            prior.After(count.Events + ownEvents, count.Years + ownYears)
        )
        {
            Prior = prior,
            Discount = family.Discount,
            Credible = family.CredibleFor(history),
            OwnEvents = ownEvents,
            OwnYears = ownYears,
            UpperSide = history.Selected || (count.Years <= 0 && family.Selected > 0),
            LongestHours = LongestOf(history, own),
        };
    }

    private static double LongestOf(NodeHistory history, OwnHistory own) =>
        history
            .Rows.Select(o => LengthSeen.Of(o, 0))
            .Concat(
                own.Outages.Where(o => string.Equals(o.Node, history.Node.Id, StringComparison.Ordinal))
                    .Select(o => LengthSeen.Of(o, 0))
            )
            .Select(l => l.Middle)
            .DefaultIfEmpty(0)
            .Max();

    private static int MaskOf(Node node, IReadOnlyList<string> channels)
    {
        var mask = 0;
        for (var i = 0; i < channels.Count; i++)
        {
            if (node.Channels.Contains(channels[i], StringComparer.Ordinal))
                mask |= 1 << i;
        }
        return mask;
    }
}
