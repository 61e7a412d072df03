namespace RiskLens.Engine.Numerics;

/// <summary>
/// What the counts of a family say of the gamma law its rates share: the marginal likelihood
/// (<see cref="GammaPrior"/>) times a hyperprior, integrated on a fixed grid of shape and mean (both on a log scale)
/// instead of maximised. A handful of nodes leaves that law uncertain, and intervals from its likeliest value alone
/// are too narrow (Carlin and Louis 2008, section 5.4).
/// </summary>
public sealed class PooledRates
{
    private const int ShapeSteps = 32;
    private const int MeanSteps = 64;
    private static readonly double LowestShape = Math.Log(0.05);
    private static readonly double HighestShape = Math.Log(50);

    // The grid of means, on a log scale, about the plain mean: the likelihood of places listed only for having failed
    // reaches far down.
    private const double BelowPlain = 8;
    private const double AbovePlain = 4;

    private readonly GammaRate[] _laws;
    private readonly double[] _weights;

    private PooledRates(GammaRate[] laws, double[] weights) => (_laws, _weights) = (laws, weights);

    /// <summary>
    /// The mean of the weak prior of a family's mean rate: 2.67 publicly reported outages a service and year (Gunawi et
    /// al. 2016: 597 unplanned outages of 32 services in 7 years).
    /// </summary>
    public const double WeakMean = 2.67;

    /// <summary>The law of the family by a weak hyperprior: see <see cref="WeakHyperprior"/>.</summary>
    public static PooledRates Fit(IReadOnlyList<RateCount> data) => Fit(data, WeakHyperprior);

    /// <summary>The same with a given log density of (Alpha, Beta), up to a constant.</summary>
    public static PooledRates Fit(IReadOnlyList<RateCount> data, Func<GammaRate, double> logHyperprior)
    {
        var laws = new GammaRate[ShapeSteps * MeanSteps];
        var logs = new double[laws.Length];
        var centre = Math.Log((data.Sum(d => d.Events) + 0.5) / (data.Sum(d => d.Years) + (0.5 / WeakMean)));
        for (var i = 0; i < ShapeSteps; i++)
        {
            var shape = Math.Exp(LowestShape + ((HighestShape - LowestShape) * (i + 0.5) / ShapeSteps));
            for (var j = 0; j < MeanSteps; j++)
            {
                var mean = Math.Exp(
                    centre - BelowPlain + ((BelowPlain + AbovePlain) * (j + 0.5) / MeanSteps)
                );
                var law = new GammaRate(shape, shape / mean);
                laws[(i * MeanSteps) + j] = law;
                // The grid is even in ln shape and ln mean: d shape d beta = shape x beta x d ln shape d ln mean.
                logs[(i * MeanSteps) + j] =
                    GammaPrior.LogLikelihood(law, data) + logHyperprior(law) + Math.Log(shape * law.Beta);
            }
        }
        var highest = logs.Max();
        var weights = Array.ConvertAll(logs, l => Math.Exp(l - highest));
        var total = weights.Sum();
        return new PooledRates(laws, Array.ConvertAll(weights, w => w / total));
    }

    /// <summary>
    /// Shape exponential with mean 1 (George, Makov and Smith 1993); mean gamma of shape 1/2 (as Jeffreys near zero) and
    /// mean <see cref="WeakMean"/>.
    /// </summary>
    public static double WeakHyperprior(GammaRate law) =>
        -law.Alpha
        - (0.5 * Math.Log(law.Mean))
        - (law.Mean / (2 * WeakMean))
        // From (shape, mean) to (Alpha, Beta): d mean = Alpha / Beta^2 d Beta.
        + Math.Log(law.Alpha / (law.Beta * law.Beta));

    /// <summary>
    /// The rate of a further node of the family, as the gamma law with the mixture's mean and variance: the prior that
    /// a reader can put x and T into by hand.
    /// </summary>
    public GammaRate Prior
    {
        get
        {
            var (mean, sd) = RateAfter(0, 0);
            return GammaRate.OfMoments(mean, sd * sd);
        }
    }

    /// <summary>Mean and standard deviation of the family's shape.</summary>
    public (double Mean, double Sd) Shape => MomentsOf(l => (l.Alpha, l.Alpha * l.Alpha));

    /// <summary>Mean and standard deviation of the family's Beta (years).</summary>
    public (double Mean, double Sd) Beta => MomentsOf(l => (l.Beta, l.Beta * l.Beta));

    /// <summary>
    /// Mean and standard deviation of the rate of a node with these events and years, which are among the data already.
    /// </summary>
    public (double Mean, double Sd) RateAfter(int events, double years) =>
        MomentsOf(l =>
        {
            var after = l.After(events, years);
            return (after.Mean, after.Mean * (after.Alpha + 1) / after.Beta);
        });

    private (double Mean, double Sd) MomentsOf(Func<GammaRate, (double First, double Second)> of)
    {
        var (first, second) = (0.0, 0.0);
        for (var i = 0; i < _laws.Length; i++)
        {
            var (one, two) = of(_laws[i]);
            first += _weights[i] * one;
            second += _weights[i] * two;
        }
        return (first, Math.Sqrt(Math.Max(0, second - (first * first))));
    }
}
