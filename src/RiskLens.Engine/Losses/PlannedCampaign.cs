namespace RiskLens.Engine.Losses;

/// <summary>A mass message of the company's plan whose answers come within a window.</summary>
/// <param name="Name">As the company calls it.</param>
/// <param name="Channel">Id of its channel; empty where the plan names none.</param>
/// <param name="Purpose">Id of its purpose; empty where the plan names none.</param>
/// <param name="StartHour">Start, in hours from the beginning of the horizon; may lie before or beyond it.</param>
/// <param name="WindowHours">Hours in which it works: what it is worth is spread evenly over them; above 0.</param>
/// <param name="Reach">People it is sent to; null where not stated.</param>
/// <param name="Value">What it is worth, company's currency, major units; null where not stated.</param>
public sealed record PlannedCampaign(
    string Name,
    string Channel,
    string Purpose,
    double StartHour,
    double WindowHours,
    double? Reach,
    double? Value
)
{
    /// <summary>Whether any of its window lies in a horizon of so many hours.</summary>
    public bool Touches(int horizonHours) => StartHour < horizonHours && StartHour + WindowHours > 0;
}
