namespace RiskLens.Engine.Numerics;

/// <summary>The lognormal law of which Low and High are the 5 and 95 % points; 0 &lt; Low &lt; High.</summary>
public sealed record LognormalRange : Law
{
    private readonly Lognormal _law;

    public LognormalRange(double low, double high) =>
        (Low, High, _law) = (low, high, Lognormal.FromRange90(low, high));

    public double Low { get; }

    public double High { get; }

    public override double Mean => _law.Mean;

    public override double Central => Math.Sqrt(Low * High);

    public override (double Least, double Largest) Support => (0, double.PositiveInfinity);

    public override (double Low, double High) Range => (Low, High);

    public override double Quantile(double p) => _law.Quantile(p);

    public override double Draw(Rng rng) => _law.Draw(rng);
}

/// <summary>
/// The logit-normal law of which Low and High are the 5 and 95 % points, 0 &lt; Low &lt; High &lt; 1: ln(x/(1-x)) is
/// normal, so every value is a share (Aitchison and Shen 1980).
/// </summary>
public sealed record LogitNormalRange : Law
{
    private const double Step = 0.02;
    private const double Reach = 9;

    private readonly double _mu;
    private readonly double _sigma;

    public LogitNormalRange(double low, double high)
    {
        if (!(low > 0 && low < high && high < 1))
            throw new ArgumentOutOfRangeException(
                nameof(low),
                low,
                "A range of shares needs 0 < low < high < 1."
            );
        (Low, High) = (low, high);
        var (a, b) = (Math.Log(low / (1 - low)), Math.Log(high / (1 - high)));
        (_mu, _sigma) = ((a + b) / 2, (b - a) / (2 * Lognormal.Z95));
    }

    public double Low { get; }

    public double High { get; }

    /// <summary>
    /// It has no closed form. The trapezoid rule over z from -9 to 9 errs by under 1e-12: the integrand is smooth and
    /// falls like exp(-z²/2) at both ends (Trefethen and Weideman 2014).
    /// </summary>
    public override double Mean
    {
        get
        {
            var (sum, weights) = (0.0, 0.0);
            for (var i = (int)(-Reach / Step); i <= (int)(Reach / Step); i++)
            {
                var z = i * Step;
                var weight = Math.Exp(-z * z / 2);
                (sum, weights) = (sum + (weight * At(z)), weights + weight);
            }
            return sum / weights;
        }
    }

    public override (double Least, double Largest) Support => (0, 1);

    public override (double Low, double High) Range => (Low, High);

    public override double Quantile(double p) => At(Normal.Quantile(p));

    public override double Draw(Rng rng) => At(rng.NextNormal());

    private double At(double z) => 1 / (1 + Math.Exp(-(_mu + (_sigma * z))));
}
