namespace RiskLens.App.Storage;

/// <summary>The last review of an assumption; it holds as long as the value is the one reviewed.</summary>
public sealed class AssumptionReviewRow
{
    public required string Key { get; set; }

    /// <summary>Law and unit reviewed; empty for what is assumed where nothing is stated.</summary>
    public required string Value { get; set; }
    public required string By { get; set; }

    /// <summary>ISO 8601 date.</summary>
    public required string Date { get; set; }
}
