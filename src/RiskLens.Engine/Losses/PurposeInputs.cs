using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>What is stated of one purpose, by the keys "PURPOSE.name".</summary>
internal sealed class PurposeInputs
{
    private static readonly string[] Names =
    [
        "margin",
        "margin_rate",
        "served_elsewhere",
        "reroute_cost",
        "delay_cost",
        "call_share",
        "in_flight_repeated",
        "in_flight_reversed",
        "in_flight_lost",
        "repeat_cost",
        "reversal_cost",
        "penalty",
        "penalty_per_hour",
    ];

    private readonly string _purpose;
    private readonly bool _planned;
    private readonly bool _byRate;
    private readonly bool _rerouteStated;
    private readonly bool _inFlightStated;
    private readonly double _tolerance;

    /// <summary>Binds the keys of a purpose.</summary>
    /// <param name="planned">
    /// Whether the plan's campaigns stand for what the company begins for this purpose: that is then worth nothing
    /// beside them.
    /// </param>
    public PurposeInputs(
        string purpose,
        IReadOnlyDictionary<string, Assumption> stated,
        IEnumerable<DemandCell> cells,
        bool planned
    )
    {
        (_purpose, _planned) = (purpose, planned);
        Keys = [.. Names.Select(name => $"{purpose}.{name}")];
        _byRate = stated.ContainsKey($"{purpose}.margin_rate") && !stated.ContainsKey($"{purpose}.margin");
        _rerouteStated = stated.ContainsKey($"{purpose}.reroute_cost");
        _inFlightStated = Names.Any(name =>
            name.StartsWith("in_flight", StringComparison.Ordinal) && stated.ContainsKey($"{purpose}.{name}")
        );
        _tolerance = stated.TryGetValue($"{purpose}.tolerance_hours", out var hours)
            ? hours.Central
            : double.PositiveInfinity;
        IsPriced =
            stated.ContainsKey($"{purpose}.margin")
            || _byRate
            || cells.All(c => c.Campaign == CampaignUnit.Value || (planned && IsOut(c)));
    }

    /// <summary>Keys of what is drawn.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>Whether a conversation's margin is known.</summary>
    public bool IsPriced { get; }

    /// <summary>Name of what becomes of conversations in flight, where nothing is stated of it.</summary>
    public string InFlight => $"in_flight.{_purpose}";

    /// <summary>Whether nothing is stated of that.</summary>
    public bool InFlightUnknown => !_inFlightStated;

    /// <summary>Draws what is stated; <paramref name="of"/> gives a key's draw, or the second argument.</summary>
    public PurposeDraw Draw(Func<string, double, double> of, Rng rng)
    {
        double Stated(string name) => of($"{_purpose}.{name}", 0);
        var (repeated, reversed, lost) = _inFlightStated
            ? (Stated("in_flight_repeated"), Stated("in_flight_reversed"), Stated("in_flight_lost"))
            : Anyhow(rng.Fork(InFlight));
        return new PurposeDraw(
            _byRate ? 0 : Stated("margin"),
            _byRate ? Stated("margin_rate") : 0,
            Stated("served_elsewhere"),
            _rerouteStated ? Stated("reroute_cost") : null,
            Stated("delay_cost"),
            Stated("call_share"),
            (repeated * Stated("repeat_cost")) + (reversed * Stated("reversal_cost")),
            lost,
            new Penalty(_tolerance, Stated("penalty"), Stated("penalty_per_hour")),
            _planned
        );
    }

    internal static bool IsOut(DemandCell cell) =>
        cell.Direction == Messages.Direction.Out && cell.Campaign == CampaignUnit.None;

    /// <summary>Nothing is known: completed, repeated, reversed and lost are any four shares that add up to 1.</summary>
    private static (double Repeated, double Reversed, double Lost) Anyhow(Rng rng)
    {
        var (a, b, c, d) = (
            rng.NextExponential(),
            rng.NextExponential(),
            rng.NextExponential(),
            rng.NextExponential()
        );
        var sum = a + b + c + d;
        return (a / sum, b / sum, c / sum);
    }
}

/// <summary>One draw of what is stated of a purpose.</summary>
internal readonly record struct PurposeDraw(
    double Margin,
    double MarginRate,
    double ServedElsewhere,
    double? Rerouting,
    double Delay,
    double CallShare,
    double InFlightCost,
    double InFlightLost,
    Penalty Penalty,
    bool Planned
)
{
    /// <summary>Margin of a conversation of a cell: a stated one, or a rate on the amount that the log shows.</summary>
    public double MarginOf(DemandCell cell)
    {
        // What the plan's campaigns are worth stands in the plan: their messages are not paid twice.
        if (Planned && PurposeInputs.IsOut(cell))
            return 0;
        return Margin + (MarginRate * cell.Facts.Amount);
    }

    /// <summary>Loss for each conversation open at the failure: those lost lose their margin, others cost their handling.</summary>
    public double InFlightOf(double margin) => InFlightCost + (InFlightLost * margin);
}
