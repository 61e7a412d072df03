using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Nodes that fail for like reasons and share a prior: services and what they stand on; operators; gateways;
/// governments. The last three belong to a country.
/// </summary>
/// <param name="Name">service, operator, gateway or government.</param>
/// <param name="Watched">Nodes with watched time.</param>
/// <param name="Selected">How many of them are listed only because they failed.</param>
/// <param name="Events">Shocks that count, over these nodes.</param>
/// <param name="Years">Watched years, over these nodes.</param>
/// <param name="Prior">The rate (a year) of a further node of the family, before any discount.</param>
/// <param name="Likeliest">The gamma law of the highest marginal likelihood, beside it: far apart means few data.</param>
/// <param name="Discount">a0: the prior's weight for a node of a country; 1 for services.</param>
/// <param name="Scores">How the weights scored; empty where none had to be chosen.</param>
public sealed record RateFamily(
    string Name,
    int Watched,
    int Selected,
    int Events,
    double Years,
    GammaRate Prior,
    GammaRate Likeliest,
    double Discount,
    IReadOnlyList<DiscountScore> Scores
)
{
    private IReadOnlyDictionary<NodeHistory, GammaRate> ByOthers { get; init; } =
        new Dictionary<NodeHistory, GammaRate>();

    private IReadOnlyDictionary<NodeHistory, double> Credible { get; init; } =
        new Dictionary<NodeHistory, double>();

    /// <summary>The family of a node.</summary>
    public static string Of(Node node) => OfKind(node.Kind);

    /// <summary>The family of nodes of a kind.</summary>
    public static string OfKind(string kind) =>
        kind is "operator" or "gateway" or "government" ? kind : "service";

    /// <summary>Whether nodes of the family belong to a country, so that other countries' count at a discount.</summary>
    public static bool BelongsToPlace(string family) => family is not "service";

    internal static RateFamily Fit(string name, IReadOnlyList<NodeHistory> nodes)
    {
        var watched = nodes.Where(n => n.Watched.Years > 0).ToArray();
        RateCount[] counts = [.. watched.Select(n => n.Count)];
        var prior = PooledRates.Fit(counts).Prior;
        var scores = BelongsToPlace(name) ? PowerPrior.Scores(watched) : [];
        return new RateFamily(
            name,
            watched.Length,
            watched.Count(n => n.Selected),
            counts.Sum(c => c.Events),
            counts.Sum(c => c.Years),
            prior,
            counts.Length == 0 ? prior : GammaPrior.Likeliest(counts),
            PowerPrior.Best(scores),
            scores
        )
        {
            ByOthers = watched
                .Zip(PooledRates.LeaveOneOut(counts), (n, p) => (n, p.Prior))
                .ToDictionary(p => p.n, p => p.Prior),
            Credible = CredibleRates.Of(watched),
        };
    }

    /// <summary>The credibility estimate of a node's rate, where there is one.</summary>
    internal double? CredibleFor(NodeHistory node) => Credible.TryGetValue(node, out var rate) ? rate : null;

    /// <summary>What the other nodes of the family say of a node's rate, at the family's discount.</summary>
    internal GammaRate PriorFor(NodeHistory node) =>
        ByOthers.GetValueOrDefault(node, Prior).Discounted(Discount);
}
