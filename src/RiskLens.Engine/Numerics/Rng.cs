using System.Numerics;
using MathNet.Numerics;

namespace RiskLens.Engine.Numerics;

/// <summary>
/// Random numbers: xoshiro256** (Blackman and Vigna 2018, public domain), seeded by <see cref="SplitMix64"/>.
/// Same seed, same numbers. An instance is for one thread; parallel work takes one fork for each part.
/// </summary>
public sealed class Rng
{
    private const double TwoToMinus52 = 1.0 / (1L << 52);
    private const double TwoToMinus53 = 1.0 / (1L << 53);
    private ulong _seed;
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spareNormal = double.NaN;

    /// <summary>A generator for a seed; there is no default seed, because a study must store its own.</summary>
    public Rng(ulong seed) => Begin(seed);

    private Rng(ulong s0, ulong s1, ulong s2, ulong s3)
        : this(s0 ^ BitOperations.RotateLeft(s1, 16) ^ BitOperations.RotateLeft(s2, 32) ^ s3) =>
        (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>A generator in a given state, as published reference sequences are stated; not all zero.</summary>
    public static Rng FromState(ulong s0, ulong s1, ulong s2, ulong s3) =>
        (s0 | s1 | s2 | s3) != 0
            ? new Rng(s0, s1, s2, s3)
            : throw new ArgumentException("A state of zeros yields only zeros.", nameof(s0));

    /// <summary>
    /// A generator of its own for a named part of the work. It follows from this generator's seed, the name and the
    /// index alone: draws made here or in other forks do not move it.
    /// </summary>
    public Rng Fork(string name, long index = 0) => Fork(new StreamName(name), index);

    /// <summary>The same by a name hashed before.</summary>
    public Rng Fork(StreamName name, long index = 0) => new(SeedOf(name, index));

    /// <summary>The same into a generator that is there already, whatever it was before: nothing is allocated.</summary>
    public void ForkInto(Rng fork, StreamName name, long index = 0) => fork.Begin(SeedOf(name, index));

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            var shifted = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= shifted;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * TwoToMinus53;

    /// <summary>Uniform in (0, 1), never 0 and never 1: safe under a logarithm.</summary>
    public double NextOpenDouble() => ((NextUInt64() >> 12) + 0.5) * TwoToMinus52;

    /// <summary>Uniform on 0 .. exclusiveMax - 1, without bias (Lemire 2019).</summary>
    public int NextInt(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        var range = (ulong)exclusiveMax;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low >= range)
            return (int)high;
        var refused = unchecked(0UL - range) % range;
        while (low < refused)
            high = Math.BigMul(NextUInt64(), range, out low);
        return (int)high;
    }

    /// <summary>Standard normal, by the polar method (Marsaglia and Bray 1964).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            var spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }
        while (true)
        {
            var x = 2 * NextOpenDouble() - 1;
            var y = 2 * NextOpenDouble() - 1;
            var square = x * x + y * y;
            if (square is >= 1 or 0)
                continue;
            var stretch = Math.Sqrt(-2 * Math.Log(square) / square);
            _spareNormal = y * stretch;
            return x * stretch;
        }
    }

    /// <summary>Exponential with mean 1.</summary>
    public double NextExponential() => -Math.Log(NextOpenDouble());

    /// <summary>Gamma with a shape above 0 and scale 1 (Marsaglia and Tsang 2000).</summary>
    public double NextGamma(double shape)
    {
        if (shape is not (> 0 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(
                nameof(shape),
                shape,
                "A gamma shape is positive and finite."
            );
        }
        if (shape < 1)
            return NextGamma(shape + 1) * Math.Pow(NextOpenDouble(), 1 / shape);
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = NextNormal();
            var root = 1 + c * normal;
            if (root <= 0)
                continue;
            var cube = root * root * root;
            if (Math.Log(NextOpenDouble()) < 0.5 * normal * normal + d * (1 - cube + Math.Log(cube)))
                return d * cube;
        }
    }

    /// <summary>Beta on (0, 1), as a ratio of gammas.</summary>
    public double NextBeta(double a, double b)
    {
        var x = NextGamma(a);
        var y = NextGamma(b);
        if (x + y > 0)
            return x / (x + y);
        // Both underflow to 0 only where shapes are so small that the law sits on its two ends.
        return NextDouble() < a / (a + b) ? 1 : 0;
    }

    /// <summary>Poisson with a mean of 0 to 1e9; exact: inversion below 10, PTRS above (Hörmann 1993).</summary>
    public int NextPoisson(double mean)
    {
        if (mean is not (>= 0 and <= 1e9))
        {
            throw new ArgumentOutOfRangeException(
                nameof(mean),
                mean,
                "A Poisson mean lies between 0 and 1e9."
            );
        }
        return mean < 10 ? PoissonByInversion(mean) : PoissonByRejection(mean);
    }

    private void Begin(ulong seed)
    {
        _seed = seed;
        _spareNormal = double.NaN;
        var spread = new SplitMix64(seed);
        _s0 = spread.Next();
        _s1 = spread.Next();
        _s2 = spread.Next();
        _s3 = spread.Next();
    }

    private ulong SeedOf(StreamName name, long index)
    {
        unchecked
        {
            return SplitMix64.Mix(
                SplitMix64.Mix(_seed ^ name.Key) + (0x9E3779B97F4A7C15 * ((ulong)index + 1))
            );
        }
    }

    private int PoissonByInversion(double mean)
    {
        var rest = NextDouble();
        var probability = Math.Exp(-mean);
        var count = 0;
        // Rounding can leave a crumb of probability past the last term that changes the sum: 200 is beyond it.
        while (rest >= probability && count < 200)
        {
            rest -= probability;
            count++;
            probability *= mean / count;
        }
        return count;
    }

    private int PoissonByRejection(double mean)
    {
        var logMean = Math.Log(mean);
        var b = 0.931 + 2.53 * Math.Sqrt(mean);
        var a = -0.059 + 0.02483 * b;
        var inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        var squeeze = 0.9277 - 3.6224 / (b - 2);
        while (true)
        {
            var u = NextDouble() - 0.5;
            var v = NextOpenDouble();
            var us = 0.5 - Math.Abs(u);
            if (us <= 0)
                continue;
            var k = Math.Floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= squeeze)
                return (int)k;
            if (k < 0 || (us < 0.013 && v > us))
                continue;
            var logRatio = k * logMean - mean - SpecialFunctions.GammaLn(k + 1);
            if (Math.Log(v * inverseAlpha / (a / (us * us) + b)) <= logRatio)
                return (int)k;
        }
    }
}
