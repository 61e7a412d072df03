using RiskLens.Engine.Units;

namespace RiskLens.Engine.Numerics;

/// <summary>
/// The law of an uncertain value. Its text (<see cref="ToString"/>) is its whole truth: <see cref="LawText.Parse"/>
/// makes the same law of it.
/// </summary>
public abstract record Law
{
    /// <summary>The expected value.</summary>
    public abstract double Mean { get; }

    /// <summary>The bounds that no value passes; infinite where there is none.</summary>
    public abstract (double Least, double Largest) Support { get; }

    /// <summary>The middle, as tables print it: the median.</summary>
    public virtual double Central => Quantile(0.5);

    /// <summary>The range as it is stated: the 5 and 95 % points; of a uniform law its ends.</summary>
    public virtual (double Low, double High) Range => (Quantile(0.05), Quantile(0.95));

    /// <summary>The value that is not passed with chance p, 0 &lt; p &lt; 1.</summary>
    public abstract double Quantile(double p);

    /// <summary>One value.</summary>
    public abstract double Draw(Rng rng);

    /// <summary>
    /// What a stated range means: one value where both ends agree; 5 and 95 % points of a lognormal law, of a share of
    /// a logit-normal one; and every value alike where the range touches what such a law cannot reach (0, and 1 of a
    /// share).
    /// </summary>
    /// <exception cref="RiskLensException">The ends are no range.</exception>
    public static Law OfRange(double low, double high, bool share)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
        {
            throw new RiskLensException(
                "The range is not one.",
                "Give two numbers, the smaller first, or one number twice."
            );
        }
        if (low.Equals(high))
            return new FixedLaw(low);
        if (low <= 0 || (share && high >= 1))
            return new UniformLaw(low, high);
        return share ? new LogitNormalRange(low, high) : new LognormalRange(low, high);
    }

    /// <summary>The text that <see cref="LawText.Parse"/> reads.</summary>
    public sealed override string ToString() => LawText.Of(this);
}

/// <summary>One known value.</summary>
public sealed record FixedLaw(double Value) : Law
{
    public override double Mean => Value;

    public override (double Least, double Largest) Support => (Value, Value);

    public override double Quantile(double p) => Value;

    public override double Draw(Rng rng) => Value;
}

/// <summary>Every value from Low to High alike.</summary>
public sealed record UniformLaw : Law
{
    public UniformLaw(double low, double high)
    {
        if (!(low < high))
            throw new RiskLensException(
                "The least value of a uniform law is not below its largest.",
                "Write uniform(0,300)."
            );
        (Low, High) = (low, high);
    }

    public double Low { get; }

    public double High { get; }

    public override double Mean => (Low + High) / 2;

    public override (double Least, double Largest) Support => (Low, High);

    public override (double Low, double High) Range => (Low, High);

    public override double Quantile(double p) => Low + ((High - Low) * p);

    public override double Draw(Rng rng) => Low + ((High - Low) * rng.NextDouble());
}
