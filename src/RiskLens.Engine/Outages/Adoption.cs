namespace RiskLens.Engine.Outages;

/// <summary>
/// How many people of a country use a channel: what enrolment of people not yet seen there can hope for at the most.
/// </summary>
/// <param name="Channel">Channel id.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Share">Share of those counted, from 0 to 1.</param>
/// <param name="Of">Who was counted, and as what.</param>
/// <param name="Source">Where the figure was published.</param>
/// <param name="Date">When it was measured: a year, a month or a day, as ISO 8601 writes them.</param>
public sealed record Adoption(
    string Channel,
    string Country,
    double Share,
    string Of,
    string Source,
    string Date
);
