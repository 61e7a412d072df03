using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Losses;

/// <summary>
/// The shocks of simulated years, node by node: what is the same for all trials. <see cref="ShockDraws"/> draws from
/// it, one a thread.
/// </summary>
public sealed class ShockYear
{
    /// <summary>Binds a model to the years that start with the clock (null: at any hour alike).</summary>
    public ShockYear(OutageModel model, YearClock? clock)
    {
        Model = model;
        var pools = model
            .Severities.Values.Select(s => s.Pool)
            .Append("")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Pools = pools.Count;
        Nodes =
        [
            .. model.Nodes.Select(n =>
            {
                var severity = model.Severities.GetValueOrDefault(n.Node.Id, SeverityLaw.Whole);
                return new ShockNode(
                    n,
                    model.ReportedFrom.GetValueOrDefault(n.Node.Id),
                    model.LongestHours(n),
                    severity,
                    pools.IndexOf(severity.Pool),
                    clock is not null && model.Starts.TryGetValue(n.Node.Regime, out var law)
                        ? YearStarts.Of(law, n.Node.Place, clock, (int)YearSimulation.HoursPerYear)
                        : null,
                    model.Overload?.DisplacedBy(n.Node) ?? 0,
                    model.Substitutes.GetValueOrDefault(n.Node.Id)
                );
            }),
        ];
    }

    internal OutageModel Model { get; }

    internal IReadOnlyList<ShockNode> Nodes { get; }

    /// <summary>Number of distinct sets of rows that severities are drawn from.</summary>
    internal int Pools { get; }

    /// <summary>
    /// Chance of a year without a shock, in closed form: each count is negative binomial, its rate being gamma. Null where
    /// sensitive weeks move the rates.
    /// </summary>
    public double? ChanceOfNone =>
        Nodes.Any(n => n.Starts is { MovesRates: true })
            ? null
            : Nodes.Aggregate(1.0, (chance, n) => chance * n.Rate.Rate.ChanceOfNone(1));

    /// <summary>The strikes of one trial, node by node.</summary>
    public IReadOnlyList<Strike> Draw(Rng rng, bool withOverload)
    {
        var draws = new ShockDraws(this, withOverload);
        draws.Fix(rng, 0);
        return draws.Draw(rng, 0);
    }
}

/// <summary>One node, with all that its shocks are drawn from and the names of its streams.</summary>
internal sealed record ShockNode(
    NodeRate Rate,
    double ReportedFrom,
    double LongestHours,
    SeverityLaw Severity,
    int Pool,
    YearStarts? Starts,
    double Displaced,
    int Substitutes
)
{
    public StreamName RateStream { get; } = new($"rate {Rate.Node.Id}");

    public StreamName CountStream { get; } = new($"count {Rate.Node.Id}");

    public StreamName ShockStream { get; } = new($"shock {Rate.Node.Id}");

    // Nodes of one family weigh its rows alike: what is not known of them is the same.
    public StreamName WeightStream { get; } = new($"weights {Severity.Pool}");
}
