using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>Years as they were drawn: the same shocks and the same generator of all other parameters.</summary>
internal sealed class RecordedShocks(IReadOnlyList<Strike[]> years) : IYearShocks
{
    public Rng Parameters { get; } = new(0);

    public void Fix(Rng rng, long index) => ShockDraws.FixInto(Parameters, rng, index);

    public IReadOnlyList<Strike> Draw(Rng rng, long index) => years[(int)index];
}
