using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>A mix valued on all trials.</summary>
/// <param name="Cost">Cost of the first year; null where it is not stated.</param>
/// <param name="Mean">Of a year's outage and standing loss; who finds a full channel while nothing is down is part of it.</param>
/// <param name="Cvar95">Of the same.</param>
public sealed record ValuedMix(
    Mix Mix,
    Routing Routing,
    double? Cost,
    double? RunningCost,
    double Mean,
    double Cvar95,
    double Standing,
    LossDistribution Outage
)
{
    /// <summary>Loss and cost as the frontier sees them; a cost that is not stated is none there.</summary>
    public MixPoint Point => new(Cost ?? 0, Mean, Cvar95);
}

/// <summary>Values mixes on the study's own trials, each once, some at a time so that memory stays small.</summary>
public sealed class ValuedMixes(
    YearSimulation years,
    MixSearch search,
    MixCost cost,
    bool inMoney,
    Overflow overflow,
    int trials,
    Rng rng,
    int threads
)
{
    private const int AtOnce = 32;

    private readonly Dictionary<string, ValuedMix> _byId = new(StringComparer.Ordinal);

    /// <summary>What finds no room while nothing is down.</summary>
    public Overflow Overflow => overflow;

    /// <summary>What mixes are compared in.</summary>
    public LossUnit Unit => inMoney ? LossUnit.Money : LossUnit.Conversations;

    /// <summary>All valued so far, in the order in which they were.</summary>
    public List<ValuedMix> All { get; } = [];

    public bool Knows(Mix mix) => _byId.ContainsKey(mix.Id);

    public ValuedMix Of(Mix mix) => _byId[mix.Id];

    /// <summary>Cost of a mix's first year; null where it is not stated, or not compared in money.</summary>
    public double? CostOf(Mix mix, Routing routing) =>
        inMoney ? cost.Of(mix, search.Effort(mix), routing) : null;

    /// <summary>Values those that are not known yet.</summary>
    public void Value(IEnumerable<Mix> mixes, Action<double>? progress, CancellationToken cancellationToken)
    {
        Mix[] unknown = [.. mixes.DistinctBy(m => m.Id, StringComparer.Ordinal).Where(m => !Knows(m))];
        foreach (var some in unknown.Chunk(AtOnce))
        {
            var routings = Array.ConvertAll(some, search.RoutingOf);
            var draws = years.Run(routings, Unit, trials, rng, threads, progress, cancellationToken);
            for (var i = 0; i < some.Length; i++)
                Add(some[i], routings[i], draws[i]);
        }
    }

    /// <summary>Keeps the value of a mix that was simulated.</summary>
    public void Add(Mix mix, Routing routing, YearDraws draws)
    {
        var all = AllOf(draws);
        var full = overflow.CanHappen ? overflow.Of(routing) : 0;
        var standing = draws.Standing.Average() + full;
        Array.Sort(all);
        var churn = mix.Standby < 0 ? 0 : search.EnrolmentOn(mix.Standby).Churn;
        var outage = YearFigures.Of(draws);
        var valued = new ValuedMix(
            mix,
            routing,
            CostOf(mix, routing),
            inMoney ? cost.Running(mix, search.Effort(mix), routing, churn) : null,
            outage.Mean + standing,
            Tail.Of(all, 0.95).ConditionalValueAtRisk + full,
            standing,
            outage
        );
        _byId[mix.Id] = valued;
        All.Add(valued);
    }

    /// <summary>By trial, outage and standing loss together.</summary>
    public static double[] AllOf(YearDraws draws)
    {
        var all = new double[draws.Total.Length];
        for (var t = 0; t < all.Length; t++)
            all[t] = draws.Total[t] + draws.Standing[t];
        return all;
    }
}
