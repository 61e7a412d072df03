using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// The law of lengths of one trial, from the posterior: a lognormal body, over TailFrom hours a generalised Pareto
/// tail where one was fitted, all of it cut at CapHours.
/// </summary>
public readonly record struct DrawnLengths(
    Lognormal Body,
    double TailFrom,
    GeneralizedPareto Tail,
    double CapHours
)
{
    /// <summary>
    /// One length of at least so many hours: rates count outages from a node's reporting threshold on, so lengths
    /// are drawn from there on too.
    /// </summary>
    public double Draw(Rng rng, double fromHours)
    {
        var hours = fromHours > 0 ? BodyOver(fromHours, rng) : Body.Draw(rng);
        if (hours > TailFrom)
        {
            var start = Math.Max(fromHours, TailFrom);
            hours = start + Tail.Over(start - TailFrom).Draw(rng);
        }
        return Math.Min(CapHours, hours);
    }

    // By inversion of the upper tail, which stays exact where nearly all of the body lies under the threshold.
    private double BodyOver(double fromHours, Rng rng)
    {
        var z = (Math.Log(fromHours) - Body.Mu) / Body.Sigma;
        var p = rng.NextOpenDouble() * Normal.Survival(z);
        return p <= 1e-300 ? fromHours : Math.Exp(Body.Mu - (Body.Sigma * Normal.Quantile(p)));
    }
}
