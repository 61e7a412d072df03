using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>Counts of nodes by calendar year, with what a steady rate would put into each.</summary>
internal sealed class YearCells
{
    private readonly Dictionary<
        NodeHistory,
        (Dictionary<int, double> Expected, double[] Shares, int[] Years)
    > _nodes;

    public YearCells(IReadOnlyList<NodeHistory> nodes)
    {
        Shocks = Shock.Of(nodes).Count;
        _nodes = nodes
            .Where(n => n.Events.Count > 0)
            .ToDictionary(
                n => n,
                n =>
                {
                    var years = n.ByYear();
                    var total = years.Sum(y => y.Years);
                    return (
                        years.ToDictionary(y => y.Year, y => n.Events.Count * y.Years / total),
                        years.Select(y => y.Years / total).ToArray(),
                        years.Select(y => y.Year).ToArray()
                    );
                }
            );
        Freedom = _nodes.Values.Sum(v => v.Years.Length - 1);
    }

    public int Shocks { get; }

    /// <summary>Degrees of freedom: years less one of every node that had a shock.</summary>
    public int Freedom { get; }

    /// <summary>Pearson's sum; with a generator, of the same shocks at random times.</summary>
    public double Statistic(IReadOnlyList<Shock> shocks, Rng? rng)
    {
        var counts = new Dictionary<(NodeHistory, int), int>();
        var seen = 0;
        foreach (var shock in shocks)
        {
            var year = rng is null ? shock.Start.UtcDateTime.Year : YearOf(shock.Nodes[0], rng);
            foreach (var node in shock.Nodes)
            {
                if (!_nodes[node].Expected.ContainsKey(year))
                    continue;
                counts[(node, year)] = counts.GetValueOrDefault((node, year)) + 1;
                seen++;
            }
        }
        // The sum of (x - e)^2 / e is that of x^2 / e less the number of events.
        return counts.Sum(c => c.Value * c.Value / _nodes[c.Key.Item1].Expected[c.Key.Item2]) - seen;
    }

    private int YearOf(NodeHistory node, Rng rng)
    {
        var (_, shares, years) = _nodes[node];
        var at = rng.NextDouble();
        for (var i = 0; i < shares.Length - 1; i++)
        {
            if (at < shares[i])
                return years[i];
            at -= shares[i];
        }
        return years[^1];
    }
}
