namespace RiskLens.Engine.Mixes;

/// <summary>What the company decides beforehand of its mix.</summary>
/// <param name="MustKeep">Channels that stay, bit i for channel i.</param>
/// <param name="MustNotUse">Channels that are out of question.</param>
/// <param name="Budget">The most that a mix may cost in its first year, company's currency; null for no limit.</param>
/// <param name="OwnerCap">The largest share of outbound traffic on channels of one owner; 1 for no limit.</param>
/// <param name="Owners">By channel, who runs it.</param>
/// <param name="SteerRate">Share of the customers who write elsewhere when asked to; 0 where none is stated.</param>
/// <param name="TailWeight">
/// What mixes are chosen by: (1 - TailWeight) x mean + TailWeight x CVaR95 of a year's loss and cost together.
/// </param>
public sealed record MixPolicy(
    int MustKeep,
    int MustNotUse,
    double? Budget,
    double OwnerCap,
    IReadOnlyList<string> Owners,
    double SteerRate,
    double TailWeight
)
{
    /// <summary>Nothing is decided beforehand.</summary>
    public static MixPolicy None { get; } = new(0, 0, null, 1, [], 0, 0);

    /// <summary>Whether an active set is allowed, cost apart.</summary>
    public bool Allows(int active) => (active & MustKeep) == MustKeep && (active & MustNotUse) == 0;

    /// <summary>What a mix is chosen by, from the mean and the CVaR95 of loss and cost together.</summary>
    public double Objective(double mean, double cvar95) =>
        TailWeight == 0 ? mean : ((1 - TailWeight) * mean) + (TailWeight * cvar95);
}
