namespace RiskLens.App.Companies;

/// <summary>An assumption as a person states it, before it is checked.</summary>
/// <param name="Key">In any capitals.</param>
/// <param name="Value">The text of a law (<see cref="RiskLens.Engine.Numerics.LawText"/>).</param>
/// <param name="Unit">May be empty: the key says it.</param>
/// <param name="Source">Where the value comes from.</param>
/// <param name="Owner">Who answers for it; may be empty.</param>
/// <param name="Date">As yyyy-MM-dd; empty for today.</param>
public sealed record StatedAssumption(
    string Key,
    string Value,
    string Unit,
    string Source,
    string Owner,
    string Date
);
