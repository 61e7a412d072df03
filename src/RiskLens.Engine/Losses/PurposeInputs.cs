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

    private enum Input
    {
        Margin,
        MarginRate,
        ServedElsewhere,
        RerouteCost,
        DelayCost,
        CallShare,
        InFlightRepeated,
        InFlightReversed,
        InFlightLost,
        RepeatCost,
        ReversalCost,
        Penalty,
        PenaltyPerHour,
    }

    private readonly string[] _keys;
    private readonly bool[] _isStated;
    private readonly bool _planned;
    private readonly bool _byRate;
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
        (InFlight, _planned) = ($"in_flight.{purpose}", planned);
        _keys = [.. Names.Select(name => $"{purpose}.{name}")];
        _isStated = Array.ConvertAll(_keys, stated.ContainsKey);
        _byRate = IsStated(Input.MarginRate) && !IsStated(Input.Margin);
        _inFlightStated =
            IsStated(Input.InFlightRepeated)
            || IsStated(Input.InFlightReversed)
            || IsStated(Input.InFlightLost);
        _tolerance = stated.TryGetValue($"{purpose}.tolerance_hours", out var hours)
            ? hours.Central
            : double.PositiveInfinity;
        IsPriced =
            IsStated(Input.Margin)
            || (_byRate && cells.Any(c => c.Facts.Amount > 0))
            || cells.All(c => c.Campaign == CampaignUnit.Value || (planned && IsOut(c)));
    }

    /// <summary>Keys of what is drawn.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>Whether a conversation's margin is known.</summary>
    public bool IsPriced { get; }

    /// <summary>Name of what becomes of conversations in flight, where nothing is stated of it.</summary>
    public string InFlight { get; }

    /// <summary>Whether nothing is stated of that.</summary>
    public bool InFlightUnknown => !_inFlightStated;

    /// <summary>Draws what is stated; <paramref name="of"/> gives a key's draw, or the second argument.</summary>
    public PurposeDraw Draw(Func<string, double, double> of, Rng rng)
    {
        // Hot: what is not stated is not asked for.
        double Of(Input input) => IsStated(input) ? of(_keys[(int)input], 0) : 0;
        var (repeated, reversed, lost) = _inFlightStated
            ? AtMostAll(Of(Input.InFlightRepeated), Of(Input.InFlightReversed), Of(Input.InFlightLost))
            : Anyhow(rng.Fork(InFlight));
        return new PurposeDraw(
            _byRate ? 0 : Of(Input.Margin),
            _byRate ? Of(Input.MarginRate) : 0,
            Of(Input.ServedElsewhere),
            IsStated(Input.RerouteCost) ? Of(Input.RerouteCost) : null,
            Of(Input.DelayCost),
            Of(Input.CallShare),
            (repeated * Of(Input.RepeatCost)) + (reversed * Of(Input.ReversalCost)),
            lost,
            new Penalty(_tolerance, Of(Input.Penalty), Of(Input.PenaltyPerHour)),
            _planned
        );
    }

    private bool IsStated(Input input) => _isStated[(int)input];

    /// <summary>Shares drawn apart may add up to more than what there is.</summary>
    private static (double Repeated, double Reversed, double Lost) AtMostAll(double a, double b, double c)
    {
        var sum = Math.Max(1, a + b + c);
        return (a / sum, b / sum, c / sum);
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
