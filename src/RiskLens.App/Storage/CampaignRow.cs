namespace RiskLens.App.Storage;

/// <summary>
/// A mass message that the company planned, in its own words. Times are minutes since 1970-01-01T00:00 on the company's
/// own clock, whichever zone that is set to.
/// </summary>
public sealed class CampaignRow
{
    public int Id { get; set; }
    public long StartLocalMinutes { get; set; }

    /// <summary>Null where the plan gives no end.</summary>
    public long? EndLocalMinutes { get; set; }
    public required string Name { get; set; }

    /// <summary>Id of the channel, or empty.</summary>
    public required string Channel { get; set; }

    /// <summary>Id of the purpose, or empty.</summary>
    public required string Purpose { get; set; }

    /// <summary>How many people it is sent to.</summary>
    public long? Reach { get; set; }

    /// <summary>What it is worth, in the company's currency.</summary>
    public double? Value { get; set; }

    /// <summary>Hours from its start in which people answer it.</summary>
    public double? WindowHours { get; set; }
}
