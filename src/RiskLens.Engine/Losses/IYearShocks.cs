using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>The shocks of one year after another: drawn, or as they were drawn before. One a thread.</summary>
internal interface IYearShocks
{
    /// <summary>The generator of the parameters fixed last: whatever else a trial draws once is forked from it.</summary>
    Rng Parameters { get; }

    /// <summary>Fixes the parameters of an index for the years that follow.</summary>
    void Fix(Rng rng, long index);

    /// <summary>The strikes of the year of an index; the list is used again by the next year.</summary>
    IReadOnlyList<Strike> Draw(Rng rng, long index);
}
