namespace RiskLens.App.Reports;

/// <summary>How a company's reports look beside its figures; no part of a study's document.</summary>
/// <param name="Logo">A PNG or SVG as a data URI, for an image element alone; null for none.</param>
/// <param name="Accent">Colour of titles, as #rrggbb and legible on white; null for the report's own.</param>
public sealed record Branding(string? Logo, string? Accent)
{
    public static Branding None { get; } = new(null, null);
}
