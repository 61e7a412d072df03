using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Losses;

/// <summary>
/// The shocks of one simulated year. For each node: how many (Poisson at a rate drawn from its law), and for each
/// shock when it begins, how long it lasts, how much of each channel it stops, and whether its displaced users
/// overload substitutes. Every node draws from a stream of its own; severity and overload from streams beside it.
/// </summary>
public sealed class ShockYear
{
    // Under this share of one channel nothing is worth simulating.
    private const double Least = 1e-3;

    private static readonly int Regimes = Enum.GetValues<Regime>().Length;

    private readonly OutageModel _model;
    private readonly Shocks[] _shocks;

    /// <summary>Binds a model to the years that start with the clock (null: at any hour alike).</summary>
    public ShockYear(OutageModel model, YearClock? clock)
    {
        _model = model;
        _shocks =
        [
            .. model.Nodes.Select(n => new Shocks(
                n,
                model.ReportedFrom.GetValueOrDefault(n.Node.Id),
                model.Severities.GetValueOrDefault(n.Node.Id, SeverityLaw.Whole),
                clock is not null && model.Starts.TryGetValue(n.Node.Regime, out var law)
                    ? YearStarts.Of(law, n.Node.Place, clock, (int)YearSimulation.HoursPerYear)
                    : null,
                model.Overload?.DisplacedBy(n.Node) ?? 0,
                model.Substitutes.GetValueOrDefault(n.Node.Id)
            )),
        ];
    }

    /// <summary>The strikes of one trial, node by node.</summary>
    public List<Strike> Draw(Rng rng, bool withOverload)
    {
        var laws = new DrawnLengths[Regimes];
        foreach (var (regime, durations) in _model.Durations)
            laws[(int)regime] = durations.DrawLaw(rng.Fork("duration", (int)regime));
        var strikes = new List<Strike>();
        foreach (var shocks in _shocks)
            Draw(shocks, laws[(int)shocks.Node.Node.Regime], rng, withOverload, strikes);
        return strikes;
    }

    private void Draw(Shocks shocks, DrawnLengths law, Rng rng, bool withOverload, List<Strike> strikes)
    {
        var id = shocks.Node.Node.Id;
        var stream = rng.Fork(id);
        var rate = shocks.Node.Rate.Draw(stream);
        var (factor, inSensitive) = shocks.Starts?.OfTrial(rng.Fork("occasions")) ?? (1, 0);
        var count = stream.NextPoisson(rate * factor);
        if (count == 0)
            return;
        var severity = rng.Fork(id, 1);
        // Nodes of one family weigh its rows alike: what is not known of them is the same.
        var weights = shocks.Severity.DrawWeights(rng.Fork(shocks.Severity.Pool, 1));
        var overload =
            withOverload && _model.Overload is not null && shocks.Substitutes != 0 ? rng.Fork(id, 2) : null;
        var chance = overload is null ? 0 : _model.Overload!.DrawChance(rng.Fork("overload"));
        for (var e = 0; e < count; e++)
        {
            var start =
                shocks.Starts?.Draw(stream, inSensitive)
                ?? (stream.NextDouble() * YearSimulation.HoursPerYear);
            var hours = law.Draw(stream, shocks.ReportedFrom);
            var shares = shocks.Severity.Draw(severity, weights, hours);
            var most = shares?.Max() ?? 1;
            if (most >= Least)
                strikes.Add(new Strike(shocks.Node.ChannelMask, start, start + hours, shares));
            if (overload is not null)
                Overload(shocks, overload, chance, most, start, hours, strikes);
        }
    }

    private void Overload(
        Shocks shocks,
        Rng stream,
        double chance,
        double struck,
        double start,
        double hours,
        List<Strike> strikes
    )
    {
        var (cut, length) = _model.Overload!.Draw(stream, chance, shocks.Displaced * struck);
        if (cut < Least)
            return;
        var shares = new double[1 + int.Log2(shocks.Substitutes)];
        Array.Fill(shares, cut);
        strikes.Add(new Strike(shocks.Substitutes, start, start + (length * hours), shares));
    }

    /// <summary>One node, with all that its shocks are drawn from.</summary>
    private sealed record Shocks(
        NodeRate Node,
        double ReportedFrom,
        SeverityLaw Severity,
        YearStarts? Starts,
        double Displaced,
        int Substitutes
    );
}
