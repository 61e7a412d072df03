using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>One outage's share as measured.</summary>
/// <param name="Mean">Its error may carry it below 0 or above 1.</param>
/// <param name="Error">Standard error, above 0.</param>
/// <param name="Factors">For each scale of the pool: the outage's true share is this times its level.</param>
public sealed record MeasuredShare(double Mean, double Error, double[] Factors);

/// <summary>
/// Shares that several outages have in common, each measured with error: the level of outage i is
/// expit(logit m + s z), z standard normal, and its share is factor(scale) × level. Normal errors; m uniform on 0 to 1,
/// s half-normal of 0.5 (a level of 40 % then mostly lies between 29 and 52 %), each scale as likely as the others.
/// The posterior is summed over a grid (hierarchical model: Gelman et al. 2013, chapter 5; half-normal prior of the
/// spread: Gelman 2006). With one noisy outage it is the prior, with many it is their mean, each between its own
/// measurement and what the others show.
/// </summary>
public sealed class SharePool
{
    private const int Levels = 50;
    private const int Spreads = 7;
    private const int Nodes = 9;
    private const double TypicalSpread = 0.5;

    private static readonly double[] SpreadOf = Middles(
        Spreads,
        p => TypicalSpread * Normal.Quantile((1 + p) / 2)
    );
    private static readonly double[] NodeOf = Middles(Nodes, Normal.Quantile);

    private readonly double[] _scales;
    private readonly double[] _cumulative;
    private readonly MeasuredShare[] _measured;

    private SharePool(MeasuredShare[] measured, double[] scales)
    {
        (_measured, _scales) = (measured, scales);
        var logs = new double[scales.Length * Levels * Spreads];
        for (var cell = 0; cell < logs.Length; cell++)
        {
            var (middle, spread, scale) = At(cell, 0.5);
            foreach (var one in measured)
                logs[cell] += Math.Log(Likelihood(one, middle, spread, scale, null) + 1e-300);
        }
        var most = logs.Max();
        _cumulative = new double[logs.Length];
        var sum = 0.0;
        for (var cell = 0; cell < logs.Length; cell++)
            _cumulative[cell] = sum += Math.Exp(logs[cell] - most);
    }

    /// <summary>Learns from what was measured; nothing measured gives the prior.</summary>
    /// <param name="measured">In any order.</param>
    /// <param name="scales">Equally likely values of the scale; one where factors do not depend on it.</param>
    public static SharePool Of(IEnumerable<MeasuredShare> measured, double[] scales) =>
        new([.. measured], scales);

    /// <summary>So many equally likely values of a law: its quantiles at the middles of equal parts.</summary>
    public static double[] Middles(int count, Func<double, double> quantile) =>
        [.. Enumerable.Range(0, count).Select(i => quantile((i + 0.5) / count))];

    /// <summary>Level of one more outage, the middle of all levels, and the scale: one draw of the posterior.</summary>
    public (double Level, double Middle, double Scale) Draw(Rng rng)
    {
        var (middle, spread, scale) = At(Cell(rng), rng.NextDouble());
        return (LevelOf(middle, spread, rng.NextNormal()), middle, _scales[scale]);
    }

    /// <summary>True shares of a measured outage: its own measurement, shrunk to what all of them have in common.</summary>
    /// <param name="index">Its place among those measured.</param>
    /// <param name="draws">Number of draws.</param>
    /// <param name="rng">Source of chance.</param>
    public double[] Of(int index, int draws, Rng rng)
    {
        var one = _measured[index];
        var shares = new double[draws];
        var weights = new double[Nodes];
        for (var i = 0; i < draws; i++)
        {
            var (middle, spread, scale) = At(Cell(rng), 0.5);
            var at = rng.NextDouble() * Likelihood(one, middle, spread, scale, weights);
            var node = 0;
            while (node < Nodes - 1 && (at -= weights[node]) > 0)
                node++;
            shares[i] = one.Factors[scale] * LevelOf(middle, spread, NodeOf[node]);
        }
        return shares;
    }

    /// <summary>Mean chance density of a measurement over the nodes; their own parts go into the weights.</summary>
    private static double Likelihood(
        MeasuredShare one,
        double middle,
        double spread,
        int scale,
        double[]? weights
    )
    {
        var factor = one.Factors[scale];
        var sum = 0.0;
        for (var node = 0; node < Nodes; node++)
        {
            var z = (one.Mean - (factor * LevelOf(middle, spread, NodeOf[node]))) / one.Error;
            var density = Math.Exp(-z * z / 2);
            sum += density;
            weights?[node] = density;
        }
        return sum;
    }

    private static double LevelOf(double middle, double spread, double z) =>
        middle <= 0 || middle >= 1 ? middle : 1 / (1 + ((1 - middle) / middle * Math.Exp(-spread * z)));

    private int Cell(Rng rng)
    {
        var at = Array.BinarySearch(_cumulative, rng.NextDouble() * _cumulative[^1]);
        return Math.Min(at < 0 ? ~at : at, _cumulative.Length - 1);
    }

    private static (double Middle, double Spread, int Scale) At(int cell, double within) =>
        ((cell % Levels + within) / Levels, SpreadOf[cell / Levels % Spreads], cell / Levels / Spreads);
}
