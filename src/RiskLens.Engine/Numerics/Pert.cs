using MathNet.Numerics.Distributions;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Numerics;

/// <summary>How the spread of a PERT law follows from its three points.</summary>
public enum PertConvention
{
    /// <summary>"True beta": sd = sqrt((mean - min)(max - mean) / (weight + 3)) (Vose 2008).</summary>
    TrueBeta,

    /// <summary>Classic: sd = (max - min) / (weight + 2) (Malcolm, Roseboom, Clark and Fazar 1959).</summary>
    ClassicSd,
}

/// <summary>
/// The PERT law: minimum, most likely value, maximum and the weight of the most likely one (4 by default). It is a beta
/// law on [min, max] with mean (min + weight x mode + max) / (weight + 2) and the standard deviation of its convention.
/// The true beta has its mode at the most likely value; the classic one has only its mean and spread.
/// </summary>
public sealed record Pert : Law
{
    private readonly double _alpha;
    private readonly double _beta;

    /// <summary>The law of three points, the weight of the middle one and a convention.</summary>
    /// <exception cref="RiskLensException">The three points are not in order, or the weight is not positive.</exception>
    public Pert(
        double min,
        double mode,
        double max,
        double weight = 4,
        PertConvention convention = PertConvention.TrueBeta
    )
    {
        if (!(min < max && min <= mode && mode <= max && weight > 0 && double.IsFinite(weight)))
        {
            throw new RiskLensException(
                "The three points of a PERT law are not in order, or the weight is not above 0.",
                "Give the least, the most likely and the largest value, such as pert(100,200,300)."
            );
        }
        (Min, Mode, Max, Weight, Convention) = (min, mode, max, weight, convention);
        var mean = (Mean - min) / (max - min);
        var sum =
            convention == PertConvention.TrueBeta
                ? weight + 2
                : (mean * (1 - mean) * (weight + 2) * (weight + 2)) - 1;
        (_alpha, _beta) = (mean * sum, (1 - mean) * sum);
    }

    public double Min { get; }

    public double Mode { get; }

    public double Max { get; }

    public double Weight { get; }

    public PertConvention Convention { get; }

    public override double Mean => (Min + (Weight * Mode) + Max) / (Weight + 2);

    /// <summary>Standard deviation of the beta law.</summary>
    public double StandardDeviation =>
        (Max - Min) * Math.Sqrt(_alpha * _beta / (_alpha + _beta + 1)) / (_alpha + _beta);

    public override (double Least, double Largest) Support => (Min, Max);

    public override double Quantile(double p) => Min + ((Max - Min) * Beta.InvCDF(_alpha, _beta, p));

    public override double Draw(Rng rng) => Min + ((Max - Min) * rng.NextBeta(_alpha, _beta));
}
