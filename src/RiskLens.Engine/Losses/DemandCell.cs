using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Losses;

/// <summary>
/// Demand of one channel, purpose and direction: conversations begun in each hour of the horizon (expected), and
/// how the contacts behind it are spread over reach sets.
/// </summary>
/// <param name="Channel">Index of the channel in the ledger.</param>
/// <param name="Path">Expected conversations begun by hour from the start of the horizon.</param>
/// <param name="ShareBySet">Share of the demand by reach set (bit i: channel i); adds up to 1.</param>
/// <param name="MovesMoney">Whether amounts stand in the log: then only channels that carry money can take it.</param>
public sealed record DemandCell(
    int Channel,
    string Purpose,
    Direction Direction,
    double[] Path,
    IReadOnlyDictionary<int, double> ShareBySet,
    bool MovesMoney
)
{
    /// <summary>What the log says of a mean conversation of the cell.</summary>
    public ConversationFacts Facts { get; init; } = ConversationFacts.None;

    /// <summary>
    /// Whether the cell is campaigns of the plan and no demand: its path is what is hit while the channel is down, and
    /// customers do not switch, recover or get served elsewhere.
    /// </summary>
    public CampaignUnit Campaign { get; init; } = CampaignUnit.None;
}

/// <summary>What the path of a campaign cell counts.</summary>
public enum CampaignUnit
{
    /// <summary>No campaign: conversations.</summary>
    None,

    /// <summary>The campaigns' stated value, in the company's currency.</summary>
    Value,

    /// <summary>People reached: each is worth a margin of the purpose.</summary>
    People,
}
