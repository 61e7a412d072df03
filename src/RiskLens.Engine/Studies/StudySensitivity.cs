namespace RiskLens.Engine.Studies;

/// <summary>
/// What the mean loss of a year hangs on, for today's mix and for the mix to recommend. All of it is told in closed form
/// (<see cref="Losses.MeanYear"/>), which knows no overlap of shocks, no overload and no full channel: MeanLoss beside
/// SimulatedMean says how far that is from the simulation.
/// </summary>
/// <param name="Unit">"money" where purposes have margins, else "conversations".</param>
/// <param name="MeanLoss">Mean outage loss of a year under today's mix, in closed form.</param>
/// <param name="SimulatedMean">The same by simulation, which knows all that the closed form leaves out.</param>
/// <param name="Tornado">Inputs by the width of their swing, the widest first.</param>
/// <param name="Variance">What each input explains of the variance of the mean year, the most first.</param>
/// <param name="FirstOrderSum">Sum of the first orders; 1 where inputs only add up. Null where nothing varies.</param>
/// <param name="FirstOrderSumError">Its standard error.</param>
/// <param name="Recommendation">What would change the mix to recommend.</param>
public sealed record Sensitivity(
    string Unit,
    double MeanLoss,
    double SimulatedMean,
    IReadOnlyList<Swing> Tornado,
    IReadOnlyList<VarianceShare> Variance,
    double? FirstOrderSum,
    double? FirstOrderSumError,
    Tipping Recommendation
)
{
    /// <summary>What the loss rests on: inputs by how far it follows them, the most first; those it ignores are left out.</summary>
    public IReadOnlyList<Elasticity> Elasticities { get; init; } = [];
}

/// <summary>
/// By how many per cent the mean loss of a year moves when an input is one per cent larger, all others drawn: of demand
/// or of the only margin 1, whether it is known well or badly, of a share that saves part of the loss below 0. Inputs are
/// what is stated, the level of demand and how customers react, not what fails: that is the record's.
/// </summary>
/// <param name="Value">The input's median, from which it is moved.</param>
/// <param name="OfLoss">(L(1.1 x) - L(0.9 x)) / (0.2 L).</param>
public sealed record Elasticity(string Input, double Value, double OfLoss);

/// <summary>
/// The mean year with one input at its 10 % and its 90 % point and all others drawn, the same draws for all. An input is
/// an assumption's key, "level" (demand over its forecast), "switch_rate", "recovered_share", "in_flight.PURPOSE" (what
/// becomes of conversations open at a failure), "rate.FAMILY" (of shocks), "length.REGIME" or "occasions" (sensitive weeks).
/// </summary>
/// <param name="Low">The input's 10 % point; null where it is no single number: then its draws are ordered by what they do.</param>
/// <param name="High">Its 90 % point, likewise.</param>
/// <param name="LossAtLow">Mean loss of a year at Low.</param>
/// <param name="LossAtHigh">Mean loss of a year at High.</param>
public sealed record Swing(string Input, double? Low, double? High, double LossAtLow, double LossAtHigh);

/// <summary>Sobol indices of an input with their standard errors: alone, and with all that it does with others.</summary>
public sealed record VarianceShare(
    string Input,
    double FirstOrder,
    double FirstOrderError,
    double Total,
    double TotalError
);

/// <summary>
/// What would change the mix to recommend. Every change is told with all other inputs drawn and every mix valued
/// again, in closed form.
/// </summary>
/// <param name="Unit">What mixes are compared in: "money" or "conversations".</param>
/// <param name="RecommendedId">The best mix in closed form: what the changes are told from.</param>
/// <param name="AgreesWithSimulation">Whether it is the mix that the simulation recommends.</param>
/// <param name="Points">
/// One for each input that is a single number: those that change the mix first, uncertain ones before fixed ones, the
/// nearest before the others.
/// </param>
/// <param name="Jointly">The two inputs nearest to changing it, moved together; null where there are no two.</param>
public sealed record Tipping(
    string Unit,
    string RecommendedId,
    bool AgreesWithSimulation,
    IReadOnlyList<TippingPoint> Points,
    JointTipping? Jointly
);

/// <summary>The smallest change of one input at which another mix is the best.</summary>
/// <param name="Middle">The input's median.</param>
/// <param name="From">Low end of what was searched: the 0.1 % point, or a tenth of a fixed value.</param>
/// <param name="To">High end: the 99.9 % point, or ten times a fixed value (a share: at most 1).</param>
/// <param name="Value">Where the mix changes; null where nothing in the range changes it.</param>
/// <param name="MixId">The mix that is then the best.</param>
/// <param name="Chance">That the input lies at least so far out on that side; null for a fixed value.</param>
public sealed record TippingPoint(
    string Input,
    double Middle,
    double From,
    double To,
    double? Value,
    string? MixId,
    double? Chance
);

/// <summary>Two inputs moved together by the same quantiles from their medians until another mix is the best.</summary>
/// <param name="Values">Where the mix changes; null where nothing within 0.1 to 99.9 % changes it.</param>
/// <param name="Chance">That both lie at least so far out, being independent.</param>
public sealed record JointTipping(
    IReadOnlyList<string> Inputs,
    IReadOnlyList<double>? Values,
    string? MixId,
    double? Chance
);
