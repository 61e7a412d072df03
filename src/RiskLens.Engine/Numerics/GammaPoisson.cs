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

    /// <summary>The rate that the true one stays under with chance p.</summary>
    public double Quantile(double p) => MathNet.Numerics.Distributions.Gamma.InvCDF(Alpha, Beta, p);

    /// <summary>Chance of no event in a span of years: (b / (b + years))^a.</summary>
    public double ChanceOfNone(double years) => Math.Pow(Beta / (Beta + years), Alpha);

    public double Draw(Rng rng) => rng.NextGamma(Alpha) / Beta;
}

/// <summary>Prior of rates by marginal maximum likelihood over nodes of one kind (empirical Bayes).</summary>
public static class GammaPrior
{
    // The likelihood of a few counts can rise without end in the shape: these bound the search.
    private const double MinShape = 0.05;
    private const double MaxShape = 200;

    /// <summary>
    /// Log marginal likelihood of counts x over exposures t: sum of ln Gamma(a+x) - ln Gamma(a) - ln x! +
    /// a ln(b/(b+t)) + x ln(t/(b+t)).
    /// </summary>
    public static double LogLikelihood(GammaRate prior, IReadOnlyList<(int Events, double Years)> data) =>
        data.Sum(d =>
            SpecialFunctions.GammaLn(prior.Alpha + d.Events)
            - SpecialFunctions.GammaLn(prior.Alpha)
            - SpecialFunctions.GammaLn(d.Events + 1)
            + (prior.Alpha * Math.Log(prior.Beta / (prior.Beta + d.Years)))
            + (d.Events == 0 ? 0 : d.Events * Math.Log(d.Years / (prior.Beta + d.Years)))
        );

    /// <summary>
    /// The prior with the highest marginal likelihood. With a shape penalty k the shape has an exponential prior of
    /// rate k (George, Makov and Smith 1993 take 1): a handful of nodes cannot tell that all are alike, and without
    /// it they are often taken to be. No event at all gives Gamma(1/2, all years) (Jeffreys).
    /// </summary>
    public static GammaRate Fit(IReadOnlyList<(int Events, double Years)> data, double shapePenalty = 0)
    {
        if (data.Sum(d => d.Events) == 0)
            return new GammaRate(0.5, data.Sum(d => d.Years));
        // For a given shape the best rate is unique; search the shape on a log scale, the rate inside it.
        double Best(double logShape) =>
            LogLikelihood(AtShape(Math.Exp(logShape), data), data) - (shapePenalty * Math.Exp(logShape));
        return AtShape(Math.Exp(GoldenSection(Best, Math.Log(MinShape), Math.Log(MaxShape))), data);
    }

    private static GammaRate AtShape(double shape, IReadOnlyList<(int Events, double Years)> data)
    {
        var pooled = data.Sum(d => d.Years) / data.Sum(d => d.Events);
        var centre = Math.Log(shape * pooled);
        var best = GoldenSection(
            b => LogLikelihood(new GammaRate(shape, Math.Exp(b)), data),
            centre - 4,
            centre + 4
        );
        return new GammaRate(shape, Math.Exp(best));
    }

    private static double GoldenSection(Func<double, double> objective, double low, double high)
    {
        const double Ratio = 0.6180339887498949;
        var a = high - (Ratio * (high - low));
        var b = low + (Ratio * (high - low));
        var atA = objective(a);
        var atB = objective(b);
        for (var i = 0; i < 80; i++)
        {
            if (atA >= atB)
            {
                high = b;
                (b, atB) = (a, atA);
                a = high - (Ratio * (high - low));
                atA = objective(a);
            }
            else
            {
                low = a;
                (a, atA) = (b, atB);
                b = low + (Ratio * (high - low));
                atB = objective(b);
            }
        }
        return (low + high) / 2;
    }
}
