using System.Numerics;

namespace RiskLens.Engine.Tests.Losses;

/// <summary>
/// The law of a compound sum by Fourier transform of its severity on a lattice: an account that shares nothing with the
/// simulation. Severities are rounded to the nearest point; exponential tilting keeps sums beyond the lattice from wrapping
/// round (Grübel and Hermesmeier 1999). Severities beyond the lattice are left out: no sum on it can hold one.
/// </summary>
internal sealed class CompoundLattice
{
    private readonly double _step;
    private readonly double[] _cumulative;

    /// <summary>Transforms once; all chances are then read off.</summary>
    /// <param name="severityCdf">Chance that one loss is at most x.</param>
    /// <param name="generating">Mean of z to the power of the count.</param>
    /// <param name="span">Where the lattice ends.</param>
    /// <param name="log2Points">Logarithm of its points.</param>
    public CompoundLattice(
        Func<double, double> severityCdf,
        Func<Complex, Complex> generating,
        double span,
        int log2Points
    )
    {
        const double Tilt = 20;
        var points = 1 << log2Points;
        _step = span / points;
        var wave = new Complex[points];
        var below = 0.0;
        for (var j = 0; j < points; j++)
        {
            var upTo = severityCdf((j + 0.5) * _step);
            wave[j] = (upTo - below) * Math.Exp(-Tilt * j / points);
            below = upTo;
        }
        Transform(wave, inverse: false);
        for (var j = 0; j < points; j++)
            wave[j] = generating(wave[j]);
        Transform(wave, inverse: true);
        _cumulative = new double[points];
        var sum = 0.0;
        for (var j = 0; j < points; j++)
            _cumulative[j] = sum += wave[j].Real / points * Math.Exp(Tilt * j / points);
    }

    /// <summary>Chance that the sum is at most x: the mass of a point lies evenly half a step around it.</summary>
    public double Cdf(double x)
    {
        var at = (x / _step) + 0.5;
        var j = (int)Math.Floor(at);
        if (j >= _cumulative.Length)
            return _cumulative[^1];
        var below = j == 0 ? 0 : _cumulative[j - 1];
        return below + ((at - j) * (_cumulative[j] - below));
    }

    /// <summary>The least x with so much at or under it.</summary>
    public double Quantile(double p)
    {
        var at = Array.BinarySearch(_cumulative, p);
        return (at < 0 ? ~at : at) * _step;
    }

    /// <summary>Mean beyond the p-quantile.</summary>
    public double MeanBeyond(double p)
    {
        var from = (int)Math.Round(Quantile(p) / _step);
        var sum = (_cumulative[from] - p) * from * _step;
        for (var j = from + 1; j < _cumulative.Length; j++)
            sum += (_cumulative[j] - _cumulative[j - 1]) * j * _step;
        return sum / (1 - p);
    }

    /// <summary>Radix-2 transform in place (Cooley and Tukey 1965).</summary>
    private static void Transform(Complex[] wave, bool inverse)
    {
        var n = wave.Length;
        for (int i = 1, j = 0; i < n; i++)
        {
            var bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1)
                j ^= bit;
            j ^= bit;
            if (i < j)
                (wave[i], wave[j]) = (wave[j], wave[i]);
        }
        for (var length = 2; length <= n; length <<= 1)
        {
            var roots = new Complex[length / 2];
            for (var k = 0; k < roots.Length; k++)
                roots[k] = Complex.FromPolarCoordinates(1, (inverse ? 2 : -2) * Math.PI * k / length);
            for (var from = 0; from < n; from += length)
            {
                for (var k = 0; k < roots.Length; k++)
                {
                    var (even, odd) = (wave[from + k], wave[from + k + roots.Length] * roots[k]);
                    (wave[from + k], wave[from + k + roots.Length]) = (even + odd, even - odd);
                }
            }
        }
    }
}
