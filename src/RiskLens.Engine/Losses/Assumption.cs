using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>
/// A stated input, as typed by the company: a fixed value (Low = High) or a 5-95 % range read as lognormal
/// (shares strictly between 0 and 1: as logit-normal, so that draws stay shares). Keys: "PURPOSE.margin" (money per conversation),
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

    /// <summary>Whether the value is a share of something, by its unit.</summary>
    public bool IsShare => string.Equals(Unit, "share", StringComparison.Ordinal);

    /// <summary>One value from the range.</summary>
    public double Draw(Rng rng)
    {
        if (High <= Low)
            return Low;
        if (IsShare && Low > 0 && High < 1)
        {
            var (a, b) = (Math.Log(Low / (1 - Low)), Math.Log(High / (1 - High)));
            var x = ((a + b) / 2) + ((b - a) / (2 * Lognormal.Z95) * rng.NextNormal());
            return 1 / (1 + Math.Exp(-x));
        }
        return Low > 0 ? Lognormal.FromRange90(Low, High).Draw(rng) : Low + ((High - Low) * rng.NextDouble());
    }
}
