using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Rates of a family's nodes by credibility: nodes as units, their calendar years as periods weighing by the years
/// watched, and kinds of node (service, owner, host ...) as cohorts. Far from the posterior mean it says that the gamma
/// law, or the pooling of kinds, does not fit. Only for nodes that are watched whether they fail or not: the
/// estimator knows no truncation.
/// </summary>
internal static class CredibleRates
{
    // The variance between nodes cannot be told from fewer.
    private const int FewestNodes = 4;

    public static IReadOnlyDictionary<NodeHistory, double> Of(IReadOnlyList<NodeHistory> watched)
    {
        var nodes = watched.Where(n => !n.Selected).ToArray();
        if (nodes.Length < FewestNodes || nodes.Sum(n => n.Events.Count) == 0)
            return new Dictionary<NodeHistory, double>();
        var kinds = nodes.Select(n => n.Node.Kind).Distinct(StringComparer.Ordinal).ToArray();
        var credibility = Credibility.Of(
            [
                .. nodes.Select(n =>
                    n.ByYear().Select(y => new WeighedRatio(y.Events / y.Years, y.Years)).ToArray()
                ),
            ],
            [.. nodes.Select(n => Array.IndexOf(kinds, n.Node.Kind))]
        );
        return nodes.Zip(credibility.Units).ToDictionary(p => p.First, p => p.Second.Premium);
    }
}
