namespace RiskLens.Engine.Units;

/// <summary>A name in the product's two languages, as reference data carries it.</summary>
public sealed record LocalText(string En, string Fr)
{
    /// <summary>The text in a language ("fr", else English).</summary>
    public string In(string language) =>
        language.StartsWith("fr", StringComparison.OrdinalIgnoreCase) ? Fr : En;
}
