using RiskLens.Engine.Losses;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Studies;

/// <summary>
/// Loss of one outage of the scenario's length by starting hour of the local week (168, from Monday 00:00).
/// CumulativeLostAtWorst: mean lost after 1, 2 .. hours from the worst start. LongestObservedHours: the longest outage
/// that the company's own logs measured on the channel; 0 when there is none.
/// </summary>
public sealed record ScenarioLoss(
    string Channel,
    int Hours,
    IReadOnlyList<LossFigure> ByStartingHour,
    int WorstStart,
    int BestStart,
    LossFigure AnyStart,
    LossParts PartsAtWorst,
    IReadOnlyList<double> CumulativeLostAtWorst,
    double LongestObservedHours
)
{
    /// <summary>What the money lost from the worst start is made of (means); null without margins.</summary>
    public MoneyParts? ComponentsAtWorst { get; init; }

    /// <summary>Conversations open at the failure at the worst start; they are no demand.</summary>
    public double InFlightAtWorst { get; init; }

    /// <summary>Gross amounts of the conversations lost from the worst start: at risk, never part of the loss.</summary>
    public double AmountAtRiskAtWorst { get; init; }

    /// <summary>How bad the worst hour is without luck in choosing it; null with too few past weeks.</summary>
    public WorstHour? Worst { get; init; }

    /// <summary>The loss by length of the outage: 1 to 720 hours. Never linear.</summary>
    public IReadOnlyList<LengthImpact> ByLength { get; init; } = [];

    /// <summary>Days of the coming quarter that are not ordinary, with the loss of an outage that begins with the day.</summary>
    public IReadOnlyList<SpecialDay> SpecialDays { get; init; } = [];

    /// <summary>
    /// How many times as wide the 80 % interval is as at the longest outage observed, both from the worst start; null where
    /// none was observed or the scenario is no longer.
    /// </summary>
    public double? WidensBy { get; init; }

    /// <summary>How many times as large the mean loss is, likewise.</summary>
    public double? GrowsBy { get; init; }
}

/// <summary>What an outage does to one purpose (means).</summary>
/// <param name="InFlight">Conversations open at the failure.</param>
/// <param name="AmountAtRisk">Gross amounts of the conversations lost.</param>
public sealed record PurposeImpact(
    string Purpose,
    LossParts Parts,
    double InFlight,
    double AmountAtRisk,
    MoneyParts? Components
);

/// <summary>
/// Loss of an outage of one length: at any starting hour of the week, from its own worst hour, and its mean by starting
/// hour (money where there are margins, else conversations). Purposes are means over all starting hours.
/// </summary>
public sealed record LengthImpact(
    int Hours,
    LossFigure AnyStart,
    LossFigure WorstStart,
    int HighestStart,
    IReadOnlyList<double> MeanByStartingHour,
    IReadOnlyList<PurposeImpact> Purposes
);

/// <summary>
/// The worst starting hour from whole past weeks over their forecast: chosen on every other week, valued on the others,
/// and the other way round. A maximum picked and valued on the same weeks is too high.
/// </summary>
/// <param name="Mean">Valued on the weeks that did not choose it; money where there are margins.</param>
/// <param name="PickedMean">Valued on the weeks that chose it: not to be used.</param>
/// <param name="Weeks">Past weeks that the paths come from.</param>
/// <param name="Lower80">By starting hour: the band that holds for all 168 hours at once in 80 of 100 cases.</param>
/// <param name="Upper80">Its upper edge.</param>
public sealed record WorstHour(
    double Mean,
    double PickedMean,
    int Weeks,
    IReadOnlyList<double> Lower80,
    IReadOnlyList<double> Upper80
);

/// <summary>A day of the coming quarter with a campaign, a holiday or a month's end.</summary>
/// <param name="Date">Local date.</param>
/// <param name="Occasion">"campaign", "month_end" or a holiday's id.</param>
/// <param name="Lost">An outage of the scenario's length that begins with the day.</param>
/// <param name="OverOrdinary">Its mean over that of the same weekday on average.</param>
public sealed record SpecialDay(string Date, string Occasion, LossFigure Lost, double OverOrdinary);

/// <summary>How long a purpose may be interrupted, and what is known of keeping to it.</summary>
/// <param name="ToleranceHours">Maximum tolerable period of disruption; null where none is stated.</param>
/// <param name="RecoveryHours">Recovery time objective; null where none is stated.</param>
/// <param name="Interrupted">
/// Whether the scenario's channel down interrupts it to the end, in most draws: more than half of it has no channel and is
/// not rerouted.
/// </param>
/// <param name="HoursToBreach">Length of outage at which its tolerance is reached; null where it never is.</param>
/// <param name="ObjectiveFits">Whether the objective lies within the tolerance; null where one is not stated.</param>
/// <param name="SevereHours">The severe but plausible outage it is tested with: the scenario's length.</param>
/// <param name="HoldsInSevere">Whether it stays within its tolerance then in 19 draws of 20; null without a tolerance.</param>
public sealed record PurposeTolerance(
    string Purpose,
    double? ToleranceHours,
    double? RecoveryHours,
    bool Interrupted,
    double? HoursToBreach,
    bool? ObjectiveFits,
    double SevereHours,
    bool? HoldsInSevere
)
{
    /// <summary>Chance that the severe outage interrupts it for longer than its tolerance; null without one.</summary>
    public double? ChanceBeyond { get; init; }
}

/// <summary>
/// The loss of a day beside a figure from above: all conversations of a mean day lost at their margins, or a range that
/// the company states. Flagged where the ratio lies outside 0.1 to 10.
/// </summary>
/// <param name="Basis">"stated" or "all_conversations".</param>
public sealed record Plausibility(string Basis, double FromAbove, double DayLoss, double Ratio, bool Flagged);

/// <summary>Demand = rerouted + recovered + served elsewhere + lost, in conversations begun (means).</summary>
public sealed record LossParts(
    double Demand,
    double Rerouted,
    double Recovered,
    double ServedElsewhere,
    double Lost
);

/// <summary>
/// A known outage (or a length) replayed in the next quarter on the company's expected activity, the mean over its
/// weeks. StartHourOfWeek: local hours since Monday 00:00, with minutes as a fraction.
/// </summary>
public sealed record ReplayLoss(
    string Id,
    LocalText Name,
    IReadOnlyList<string> Channels,
    double Hours,
    double StartHourOfWeek,
    LossParts Parts,
    LossFigure Lost
)
{
    /// <summary>Start of the replay: the outage's hour of the week in the month that follows the logs.</summary>
    public string StartUtc { get; init; } = "";

    /// <summary>Hour by hour from <see cref="StartUtc"/>: conversations that would have begun.</summary>
    public IReadOnlyList<double> DemandByHour { get; init; } = [];

    /// <summary>Of these, lost.</summary>
    public IReadOnlyList<double> LostByHour { get; init; } = [];

    /// <summary>What the money is made of; null without margins.</summary>
    public MoneyParts? Components { get; init; }
}
