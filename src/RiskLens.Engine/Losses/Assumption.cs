using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>A stated input: the law of a value, its unit and where it comes from.</summary>
/// <param name="Key">Such as "transfer.margin" or "switch_rate".</param>
/// <param name="Law">What the value may be.</param>
/// <param name="Unit">A currency, "share", "h" or "conversations/h".</param>
/// <param name="Source">Where the value comes from, in words.</param>
/// <param name="Owner">Who answers for it; may be empty.</param>
/// <param name="Date">When it was stated, as yyyy-MM-dd.</param>
public sealed record Assumption(string Key, Law Law, string Unit, string Source, string Owner, string Date)
{
    /// <summary>A range in which the value lies nine times in ten, or one value twice (<see cref="Law.OfRange"/>).</summary>
    public Assumption(
        string key,
        double low,
        double high,
        string unit,
        string source,
        string owner,
        string date
    )
        : this(key, Law.OfRange(low, high, IsShareUnit(unit)), unit, source, owner, date) { }

    /// <summary>"typed", "measured" (from the logs, and adopted) or "prior".</summary>
    public string Origin { get; init; } = "typed";

    /// <summary>Low end of the stated range, else the 5 % point.</summary>
    public double Low => Law.Range.Low;

    /// <summary>High end of the stated range, else the 95 % point.</summary>
    public double High => Law.Range.High;

    /// <summary>The median.</summary>
    public double Central => Law.Central;

    /// <summary>Whether the value is a share of something, by its unit.</summary>
    public bool IsShare => IsShareUnit(Unit);

    /// <summary>One value.</summary>
    public double Draw(Rng rng) => Law.Draw(rng);

    private static bool IsShareUnit(string unit) => unit.Equals("share", StringComparison.OrdinalIgnoreCase);
}
