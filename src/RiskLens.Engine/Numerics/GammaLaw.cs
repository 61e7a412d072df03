using MathNet.Numerics.Distributions;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Numerics;

/// <summary>
/// The gamma law by its mean and standard deviation, both above 0: shape (mean/sd)², scale sd²/mean.
/// </summary>
public sealed record GammaLaw : Law
{
    private readonly double _shape;
    private readonly double _scale;

    /// <summary>The law of a mean and a standard deviation.</summary>
    /// <exception cref="RiskLensException">Mean or standard deviation is not above 0.</exception>
    public GammaLaw(double mean, double sd)
    {
        (Mean, StandardDeviation) = (mean, sd);
        (_shape, _scale) = (mean / sd * (mean / sd), sd / mean * sd);
        if (!(mean > 0 && sd > 0 && _shape > 0 && _scale > 0 && double.IsFinite(_shape + _scale)))
        {
            throw new RiskLensException(
                "The mean and the standard deviation of a gamma law are not both above 0.",
                "Write gamma(200,50) for a mean of 200 and a standard deviation of 50."
            );
        }
    }

    public override double Mean { get; }

    public double StandardDeviation { get; }

    public override (double Least, double Largest) Support => (0, double.PositiveInfinity);

    public override double Quantile(double p) => Gamma.InvCDF(_shape, 1 / _scale, p);

    public override double Draw(Rng rng) => _scale * rng.NextGamma(_shape);
}
