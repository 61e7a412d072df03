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

    /// <summary>
    /// Chance that a length of at least <paramref name="fromHours"/> exceeds so many hours: the law of <see cref="Draw"/>.
    /// </summary>
    public double ChanceOver(double hours, double fromHours)
    {
        if (hours < fromHours)
            return 1;
        if (hours >= CapHours)
            return 0;
        if (hours <= TailFrom)
            return BodyChance(hours, fromHours);
        var start = Math.Max(fromHours, TailFrom);
        return BodyChance(start, fromHours) * Tail.Over(start - TailFrom).Survival(hours - start);
    }

    private double BodyChance(double hours, double fromHours)
    {
        if (hours <= 0)
            return 1;
        var over = (Math.Log(hours) - Body.Mu) / Body.Sigma;
        if (fromHours <= 0)
            return Normal.Survival(over);
        var from = (Math.Log(fromHours) - Body.Mu) / Body.Sigma;
        return Math.Exp(Normal.LogSurvival(over) - Normal.LogSurvival(from));
    }

    // By inversion of the upper tail, which stays exact where nearly all of the body lies under the threshold.
    private double BodyOver(double fromHours, Rng rng)
    {
        var z = (Math.Log(fromHours) - Body.Mu) / Body.Sigma;
        var p = rng.NextOpenDouble() * Normal.Survival(z);
        return p <= 1e-300 ? fromHours : Math.Exp(Body.Mu - (Body.Sigma * Normal.Quantile(p)));
    }
}
