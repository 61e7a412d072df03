using MathNet.Numerics;

namespace RiskLens.Engine.Numerics;

/// <summary>
/// A rate with a gamma law: shape Alpha, rate Beta (mean Alpha / Beta). With x events in T years a prior
/// Gamma(a, b) becomes Gamma(a + x, b + T); counts are then negative binomial (Klugman, Panjer, Willmot 2012).
/// </summary>
public readonly record struct GammaRate(double Alpha, double Beta)
{
    public double Mean => Alpha / Beta;

    public double StandardDeviation => Math.Sqrt(Alpha) / Beta;

    /// <summary>The rate after seeing events in years of watching.</summary>
    public GammaRate After(int events, double years) => new(Alpha + events, Beta + years);

    /// <summary>The same mean with a share (above 0, up to 1) of the weight: Gamma(share x Alpha, share x Beta).</summary>
    public GammaRate Discounted(double share) => new(share * Alpha, share * Beta);

    /// <summary>The rate that the true one stays under with chance p.</summary>
    public double Quantile(double p) => MathNet.Numerics.Distributions.Gamma.InvCDF(Alpha, Beta, p);

    /// <summary>Chance of no event in a span of years: (b / (b + years))^a.</summary>
    public double ChanceOfNone(double years) => Math.Pow(Beta / (Beta + years), Alpha);

    /// <summary>Chance of so many events in a span of years (negative binomial).</summary>
    public double ChanceOf(int events, double years) =>
        Math.Exp(GammaPrior.LogChance(this, new RateCount(events, years)));

    public double Draw(Rng rng) => rng.NextGamma(Alpha) / Beta;

    /// <summary>
    /// The gamma law of a mean and a mean logarithm, which must be the lesser: of all gamma laws the nearest to any law
    /// with these (Kullback and Leibler). ln a - digamma(a) = ln mean - mean log.
    /// </summary>
    public static GammaRate OfMeans(double mean, double meanLog)
    {
        var gap = Math.Log(mean) - meanLog;
        var (few, many) = (Math.Log(1e-3), Math.Log(1e6));
        for (var i = 0; i < 100; i++)
        {
            var middle = (few + many) / 2;
            if (middle - SpecialFunctions.DiGamma(Math.Exp(middle)) > gap)
                few = middle;
            else
                many = middle;
        }
        var shape = Math.Exp((few + many) / 2);
        return new GammaRate(shape, shape / mean);
    }

    /// <summary>
    /// The gamma law with a given mean that lies between low and high with a given chance: how a person states a rate
    /// (Shevchenko and Wuthrich 2006).
    /// </summary>
    /// <exception cref="ArgumentException">Not 0 &lt;= low &lt; mean &lt; high, or a chance outside 0 to 1.</exception>
    public static GammaRate Stated(double mean, double low, double high, double chance)
    {
        if (!(low >= 0 && low < mean && mean < high && chance is > 0 and < 1))
            throw new ArgumentException("A stated rate lies between its ends.", nameof(mean));
        double Inside(double shape) =>
            MathNet.Numerics.Distributions.Gamma.CDF(shape, shape / mean, high)
            - MathNet.Numerics.Distributions.Gamma.CDF(shape, shape / mean, low);
        var (few, many) = (Math.Log(1e-3), Math.Log(1e6));
        for (var i = 0; i < 100; i++)
        {
            var middle = (few + many) / 2;
            if (Inside(Math.Exp(middle)) < chance)
                few = middle;
            else
                many = middle;
        }
        var found = Math.Exp((few + many) / 2);
        return new GammaRate(found, found / mean);
    }
}

/// <summary>Events of one node in the years it was watched.</summary>
/// <param name="CertainWithin">
/// Years within which at least one event is certain, because the node is listed only for having failed; 0 where it is
/// listed anyway. They hold <paramref name="Years"/>, or lie in them.
/// </param>
public readonly record struct RateCount(int Events, double Years, double CertainWithin = 0);
