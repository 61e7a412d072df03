using MathNet.Numerics;

namespace RiskLens.Engine.Numerics;

/// <summary>
/// Marginal likelihood of the counts of a family of nodes whose rates share a gamma law, and the law with the highest
/// (empirical Bayes).
/// </summary>
public static class GammaPrior
{
    // The likelihood of a few counts can rise without end in the shape: these bound the search.
    private const double MinShape = 0.05;
    private const double MaxShape = 200;

    /// <summary>
    /// Log marginal likelihood of counts x over exposures t: sum of ln Gamma(a+x) - ln Gamma(a) - ln x! +
    /// a ln(b/(b+t)) + x ln(t/(b+t)); for a node that is listed only for having failed, less ln(1 - (b/(b+t))^a)
    /// (zero-truncated negative binomial).
    /// </summary>
    /// <exception cref="ArgumentException">A node listed only for having failed has no event.</exception>
    public static double LogLikelihood(GammaRate prior, IReadOnlyList<RateCount> data)
    {
        var sum = 0.0;
        foreach (var count in data)
            sum += LogChance(prior, count);
        return sum;
    }

    /// <summary>
    /// Log chance of one count. Where an event within w years is certain it is conditional on that: x &gt; 0 in t
    /// years divides by 1 - P(none in w); x = 0 in t &lt; w years leaves the event to the rest of w.
    /// </summary>
    public static double LogChance(GammaRate law, RateCount count)
    {
        var (a, b) = (law.Alpha, law.Beta);
        var (x, t) = (count.Events, count.Years);
        var log = -a * SpecialFunctions.Log1p(t / b);
        if (x > 0)
            log += LogRising(a, x) - SpecialFunctions.GammaLn(x + 1) + (x * Math.Log(t / (b + t)));
        if (count.CertainWithin <= 0)
            return log;
        if (x == 0)
        {
            var rest = count.CertainWithin - t;
            if (rest <= 0)
                throw new ArgumentException(
                    "A node that is listed for having failed has an event.",
                    nameof(count)
                );
            log += LogOfSome(a, rest / (b + t));
        }
        return log - LogOfSome(a, count.CertainWithin / b);
    }

    /// <summary>
    /// The law with the highest marginal likelihood. No event at all gives Gamma(1/2, all years) (Jeffreys). Where all
    /// nodes are listed for having failed and each failed once, the likelihood rises to a mean of zero: the search
    /// ends at its bound, e^-6 of the plain mean.
    /// </summary>
    public static GammaRate Likeliest(IReadOnlyList<RateCount> data)
    {
        if (data.Sum(d => d.Events) == 0)
            return new GammaRate(0.5, data.Sum(d => d.Years));
        // For a given shape the best mean is unique; search the shape on a log scale, the mean inside it.
        var best = GoldenSection(
            shape => LogLikelihood(AtShape(Math.Exp(shape), data), data),
            Math.Log(MinShape),
            Math.Log(MaxShape)
        );
        return AtShape(Math.Exp(best), data);
    }

    private static GammaRate AtShape(double shape, IReadOnlyList<RateCount> data)
    {
        var centre = Math.Log(shape * data.Sum(d => d.Years) / data.Sum(d => d.Events));
        var best = GoldenSection(
            b => LogLikelihood(new GammaRate(shape, Math.Exp(b)), data),
            centre - 4,
            centre + 6
        );
        return new GammaRate(shape, Math.Exp(best));
    }

    // ln Gamma(a + x) - ln Gamma(a); counts are small, and their product is quicker than two gammas.
    private static double LogRising(double a, int x)
    {
        if (x > 12)
            return SpecialFunctions.GammaLn(a + x) - SpecialFunctions.GammaLn(a);
        var product = a;
        for (var k = 1; k < x; k++)
            product *= a + k;
        return Math.Log(product);
    }

    // ln(1 - (1 + ratio)^-a), without loss of digits where the chance of none is near 1.
    private static double LogOfSome(double a, double ratio) =>
        Math.Log(-SpecialFunctions.Expm1(-a * SpecialFunctions.Log1p(ratio)));

    private static double GoldenSection(Func<double, double> objective, double low, double high)
    {
        const double Ratio = 0.6180339887498949;
        var a = high - (Ratio * (high - low));
        var b = low + (Ratio * (high - low));
        var atA = objective(a);
        var atB = objective(b);
        for (var i = 0; i < 45; i++)
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
