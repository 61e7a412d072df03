namespace RiskLens.Engine.Losses;

/// <summary>
/// A stated input, as typed by the company: a fixed value (Low = High) or a 5-95 % range read as lognormal
/// (shares: as a beta-like range clipped to 0..1). Keys: "PURPOSE.margin" (money per conversation),
/// "PURPOSE.served_elsewhere", "switch_rate", "recovered_share" (shares), "CHANNEL.yearly_cost",
/// "CHANNEL.message_price", "CHANNEL.enrolment_cost" (money).
/// </summary>
public sealed record Assumption(
    string Key,
    double Low,
    double High,
    string Unit,
    string Source,
    string Owner,
    string Date
)
{
    /// <summary>The middle of the range: its geometric mean where positive, else the plain mean.</summary>
    public double Central => Low > 0 ? Math.Sqrt(Low * High) : (Low + High) / 2;
}
