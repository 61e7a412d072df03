using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>A node that takes channels of the company, with the rate of its shocks (a year).</summary>
/// <param name="ChannelMask">Bit i: the company's channel i falls with this node.</param>
/// <param name="Events">Full outages of the catalogue in the watched time.</param>
/// <param name="WatchedYears">Exposure behind Events; 0 when the rate is the prior of its kind alone.</param>
public sealed record NodeRate(Node Node, int ChannelMask, int Events, double WatchedYears, GammaRate Rate);

/// <summary>
/// Shocks on nodes (Marshall and Olkin 1967): a shock takes every channel that depends on its node. Rates are
/// gamma with a prior by marginal likelihood over nodes of a like kind; lengths by regime, never pooled.
/// </summary>
public sealed partial record OutageModel(
    IReadOnlyList<NodeRate> Nodes,
    IReadOnlyDictionary<Regime, DurationLaw> Durations
)
{
    /// <summary>
    /// Fits the model for a company's channels and country. Partial outages (media, log-in, degraded lines, parts
    /// of a country) are left out of rates and lengths: a shock here stops the channel for all.
    /// </summary>
    public static OutageModel Fit(Catalogue catalogue, string country, IReadOnlyList<string> channels)
    {
        var whole = catalogue.Outages.Where(o => !o.Partial).ToArray();
        var priors = catalogue
            .Nodes.GroupBy(Family, StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key,
                g => PriorOf([.. g], whole, catalogue.Exposures),
                StringComparer.Ordinal
            );
        var nodes = catalogue
            .Nodes.Where(n =>
                n.Place is "global" || string.Equals(n.Place, country, StringComparison.Ordinal)
            )
            .Select(n => RateOf(n, MaskOf(n, channels), priors, whole, catalogue.Exposures))
            .Where(n => n.ChannelMask != 0)
            .OrderBy(n => n.Node.Id, StringComparer.Ordinal)
            .ToArray();
        return OutageLaws.AddTo(
            new OutageModel(nodes, OutageLaws.Durations(catalogue, [])),
            catalogue,
            [],
            channels
        );
    }

    /// <summary>The outages of a node: named directly, or by its kind and place.</summary>
    public static bool Strikes(CatalogueOutage outage, Node node) =>
        string.Equals(outage.Node, node.Id, StringComparison.Ordinal)
        || (
            string.Equals(outage.Node, node.Kind, StringComparison.Ordinal)
            && outage.Places.Contains(node.Place, StringComparer.Ordinal)
        );

    // Services and what they stand on fail for like reasons; operators, gateways and governments each for their own.
    private static string Family(Node node) =>
        node.Kind is "operator" or "gateway" or "government" ? node.Kind : "service";

    private static GammaRate PriorOf(
        Node[] family,
        CatalogueOutage[] outages,
        IReadOnlyList<Exposure> exposures
    )
    {
        var data = family.Select(n => CountOf(n, outages, exposures)).Where(d => d.Years > 0).ToArray();
        return data.Length == 0 ? new GammaRate(0.5, 0.5) : GammaPrior.Fit(data, shapePenalty: 1);
    }

    private static (int Events, double Years) CountOf(
        Node node,
        CatalogueOutage[] outages,
        IReadOnlyList<Exposure> exposures
    )
    {
        var watched = exposures
            .Where(e => string.Equals(e.Node, node.Id, StringComparison.Ordinal))
            .ToArray();
        var events = outages.Count(o =>
            Strikes(o, node) && watched.Any(w => o.Start >= w.From && o.Start <= w.To)
        );
        return (events, watched.Sum(w => w.Years));
    }

    private static NodeRate RateOf(
        Node node,
        int mask,
        Dictionary<string, GammaRate> priors,
        CatalogueOutage[] outages,
        IReadOnlyList<Exposure> exposures
    )
    {
        var (events, years) = CountOf(node, outages, exposures);
        return new NodeRate(node, mask, events, years, priors[Family(node)].After(events, years));
    }

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
