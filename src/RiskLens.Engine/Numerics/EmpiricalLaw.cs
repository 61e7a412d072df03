using RiskLens.Engine.Units;

namespace RiskLens.Engine.Numerics;

/// <summary>Observed values, each as likely as the others; quantiles interpolate (<see cref="Quantiles.Of"/>).</summary>
public sealed record EmpiricalLaw : Law
{
    private readonly double[] _ascending;

    /// <summary>The law of some values.</summary>
    /// <param name="values">In any order; a value given twice is twice as likely.</param>
    /// <exception cref="RiskLensException">There is no value, or one is no number.</exception>
    public EmpiricalLaw(IEnumerable<double> values)
    {
        _ascending = Quantiles.Sorted(values);
        if (_ascending.Length == 0 || !Array.TrueForAll(_ascending, double.IsFinite))
            throw new RiskLensException(
                "An empirical law holds no values.",
                "Write empirical(180;200;240), with the observed values."
            );
    }

    /// <summary>The values in ascending order.</summary>
    public IReadOnlyList<double> Values => _ascending;

    public override double Mean => _ascending.Average();

    public override (double Least, double Largest) Support => (_ascending[0], _ascending[^1]);

    public override double Quantile(double p) => Quantiles.Of(_ascending, p);

    public override double Draw(Rng rng) => _ascending[rng.NextInt(_ascending.Length)];

    public bool Equals(EmpiricalLaw? other) =>
        other is not null && _ascending.AsSpan().SequenceEqual(other._ascending);

    public override int GetHashCode() => HashCode.Combine(_ascending.Length, _ascending[0], _ascending[^1]);
}
