using MathNet.Numerics;

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
    private const int MeanSteps = 92;
    private static readonly GammaRate[] Grid = GridOf(0.05, 50, 1e-4, 100);
    private static readonly double[] MeanLogs = Array.ConvertAll(
        Grid,
        l => SpecialFunctions.DiGamma(l.Alpha) - Math.Log(l.Beta)
    );

    // The grid is even in ln shape and ln mean: d shape d beta = shape x beta x d ln shape d ln mean.
    private static readonly double[] WeakLogs = Array.ConvertAll(
        Grid,
        l => WeakHyperprior(l) + Math.Log(l.Alpha * l.Beta)
    );
    private readonly double[] _weights;

    private PooledRates(double[] logs)
    {
        var highest = logs.Max();
        _weights = Array.ConvertAll(logs, l => Math.Exp(l - highest));
        var total = _weights.Sum();
        for (var i = 0; i < _weights.Length; i++)
            _weights[i] /= total;
    }

    /// <summary>
    /// The mean of the weak prior of a family's mean rate: 2.67 publicly reported outages a service and year (Gunawi et
    /// al. 2016: 597 unplanned outages of 32 services in 7 years).
    /// </summary>
    public const double WeakMean = 2.67;

    /// <summary>The law of the family by <see cref="WeakHyperprior"/>.</summary>
    public static PooledRates Fit(IReadOnlyList<RateCount> data) => new(Summed(data, WeakLogs));

    /// <summary>The same with a given log density of (Alpha, Beta), up to a constant.</summary>
    public static PooledRates Fit(IReadOnlyList<RateCount> data, Func<GammaRate, double> logHyperprior) =>
        new(Summed(data, Array.ConvertAll(Grid, l => logHyperprior(l) + Math.Log(l.Alpha * l.Beta))));

    /// <summary>For each node the law by the others' counts alone.</summary>
    public static PooledRates[] LeaveOneOut(IReadOnlyList<RateCount> data)
    {
        // Counts repeat, and each takes a logarithm or two at every point of the grid.
        var logs = data.Distinct()
            .ToDictionary(d => d, d => Array.ConvertAll(Grid, l => GammaPrior.LogChance(l, d)));
        var sum = (double[])WeakLogs.Clone();
        foreach (var count in data)
            Add(sum, logs[count], 1);
        return
        [
            .. data.Select(d =>
            {
                var rest = (double[])sum.Clone();
                Add(rest, logs[d], -1);
                return new PooledRates(rest);
            }),
        ];
    }

    /// <summary>
    /// Shape lognormal about 1 with a log deviation of 1: rates of like nodes differ by a coefficient of variation of
    /// 1, from 0.4 to 2.7; places that all had one or two events cannot tell it. Mean gamma of shape 1/2 (as Jeffreys
    /// near zero) and mean <see cref="WeakMean"/>.
    /// </summary>
    public static double WeakHyperprior(GammaRate law)
    {
        var logShape = Math.Log(law.Alpha);
        var ofShape = -(logShape * logShape / 2) - logShape;
        var ofMean = -(Math.Log(law.Mean) / 2) - (law.Mean / (2 * WeakMean));
        // From (shape, mean) to (Alpha, Beta): d mean = Alpha / Beta^2 d Beta.
        return ofShape + ofMean + Math.Log(law.Alpha / (law.Beta * law.Beta));
    }

    /// <summary>
    /// The rate of a further node of the family, as the gamma law nearest to the mixture (Kullback and Leibler: the
    /// same mean and the same mean logarithm): the prior that a reader can put x and T into by hand.
    /// </summary>
    public GammaRate Prior
    {
        get
        {
            var (mean, meanLog) = (0.0, 0.0);
            for (var i = 0; i < Grid.Length; i++)
            {
                mean += _weights[i] * Grid[i].Mean;
                meanLog += _weights[i] * MeanLogs[i];
            }
            return GammaRate.OfMeans(mean, meanLog);
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
        for (var i = 0; i < Grid.Length; i++)
        {
            var (one, two) = of(Grid[i]);
            first += _weights[i] * one;
            second += _weights[i] * two;
        }
        return (first, Math.Sqrt(Math.Max(0, second - (first * first))));
    }

    private static double[] Summed(IReadOnlyList<RateCount> data, double[] hyperprior)
    {
        var sum = (double[])hyperprior.Clone();
        for (var i = 0; i < Grid.Length; i++)
            sum[i] += GammaPrior.LogLikelihood(Grid[i], data);
        return sum;
    }

    private static void Add(double[] sum, double[] logs, int sign)
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] += sign * logs[i];
    }

    private static GammaRate[] GridOf(double fromShape, double toShape, double fromMean, double toMean)
    {
        var grid = new GammaRate[ShapeSteps * MeanSteps];
        for (var i = 0; i < ShapeSteps; i++)
        {
            var shape = fromShape * Math.Pow(toShape / fromShape, (i + 0.5) / ShapeSteps);
            for (var j = 0; j < MeanSteps; j++)
            {
                var mean = fromMean * Math.Pow(toMean / fromMean, (j + 0.5) / MeanSteps);
                grid[(i * MeanSteps) + j] = new GammaRate(shape, shape / mean);
            }
        }
        return grid;
    }
}
