using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>A node that takes channels of the company, with the rate of its shocks (a year).</summary>
/// <param name="ChannelMask">Bit i: the company's channel i falls with this node.</param>
/// <param name="Events">Shocks of the catalogue in the watched time, full or partial.</param>
/// <param name="WatchedYears">Exposure behind Events; 0 where nobody watched the node.</param>
/// <param name="Rate"><see cref="Prior"/> after the catalogue's and the company's own events and years.</param>
public sealed record NodeRate(Node Node, int ChannelMask, int Events, double WatchedYears, GammaRate Rate)
{
    /// <summary>What the other nodes of the family say, at the discount.</summary>
    public GammaRate Prior { get; init; }

    /// <summary>a0: the weight of the prior; 1 where the node belongs to no country.</summary>
    public double Discount { get; init; } = 1;

    /// <summary>Outages of the company's own history that the catalogue lacks.</summary>
    public int OwnEvents { get; init; }

    /// <summary>Years watched by the company outside the catalogue's, each weighing by its chance to notice.</summary>
    public double OwnYears { get; init; }

    /// <summary>
    /// A second opinion on the catalogue's part of the rate: the credibility estimate (Buhlmann and Straub), which
    /// knows no gamma law; see <see cref="CredibleRates"/>. Null where the node is not watched whatever happens.
    /// </summary>
    public double? Credible { get; init; }

    /// <summary>
    /// Whether the rate rests on places that stand in the catalogue because they failed: the node itself, or, where
    /// nobody watched it, others of its family. The prior allows for the missing zeros; it cannot allow for a search
    /// that finds failures more readily than their absence: such a rate is on the upper side.
    /// </summary>
    public bool UpperSide { get; init; }

    /// <summary>
    /// The longest outage observed on the node, in the catalogue or in the company's own history, in hours: the middle of
    /// what is known of it, what was seen of it while its end is open. 0 where none is.
    /// </summary>
    public double LongestHours { get; init; }
}
