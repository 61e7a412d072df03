namespace RiskLens.Engine.Numerics;

/// <summary>
/// The generalised Pareto law of what lies over a threshold: P(X &gt; x) = (1 + shape x / scale)^(-1/shape), an
/// exponential where the shape is 0 (Coles 2001, section 4.2). With a shape of 1 or more the mean does not exist.
/// </summary>
public readonly record struct GeneralizedPareto(double Shape, double Scale)
{
    // Under this the power and the exponential agree to all digits that matter.
    private const double Exponential = 1e-8;

    /// <summary>Log of the chance that X exceeds x (x &gt;= 0).</summary>
    public double LogSurvival(double x)
    {
        if (double.IsPositiveInfinity(x))
            return double.NegativeInfinity;
        if (Math.Abs(Shape) < Exponential)
            return -x / Scale;
        var grown = 1 + (Shape * x / Scale);
        return grown <= 0 ? double.NegativeInfinity : -Math.Log(grown) / Shape;
    }

    /// <summary>Log of the density at x.</summary>
    public double LogDensity(double x) =>
        LogSurvival(x) is var log && double.IsNegativeInfinity(log)
            ? double.NegativeInfinity
            : ((1 + Shape) * log) - Math.Log(Scale);

    public double Survival(double x) => Math.Exp(LogSurvival(x));

    /// <summary>The value that is exceeded with chance p.</summary>
    public double Exceeded(double p) =>
        Math.Abs(Shape) < Exponential
            ? -Scale * Math.Log(p)
            : Scale * (Math.Exp(-Shape * Math.Log(p)) - 1) / Shape;

    /// <summary>The law of what lies over a higher threshold: the same shape (threshold stability).</summary>
    public GeneralizedPareto Over(double higher) => new(Shape, Scale + (Shape * higher));

    public double Draw(Rng rng) => Exceeded(rng.NextOpenDouble());
}
