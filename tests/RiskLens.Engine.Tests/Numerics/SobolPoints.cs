using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Numerics;

/// <summary>
/// Sobol points of three dimensions by the direction numbers of Joe and Kuo (2008), scrambled as Owen (1995) does: each
/// bit is turned or not by a coin that depends on all higher bits.
/// </summary>
internal static class SobolPoints
{
    // By dimension: degree and coefficients of its polynomial, first direction numbers. The first is van der Corput's.
    private static readonly (int Degree, int Coefficients, int[] First)[] Directions =
    [
        (0, 0, []),
        (1, 0, [1]),
        (2, 1, [1, 3]),
    ];

    /// <summary>A power of two of points in (0, 1), by dimension.</summary>
    public static double[][] Of(int count, ulong seed) =>
        [
            .. Directions.Select(
                (direction, dimension) =>
                {
                    var numbers = NumbersOf(direction);
                    var key = SplitMix64.Mix(seed + (ulong)dimension + 1);
                    return Enumerable
                        .Range(0, count)
                        .Select(point => (Scrambled(PointOf(numbers, point), key) + 0.5) / 4294967296.0)
                        .ToArray();
                }
            ),
        ];

    private static uint[] NumbersOf((int Degree, int Coefficients, int[] First) direction)
    {
        var (degree, coefficients, first) = direction;
        var numbers = new uint[32];
        for (var k = 0; k < 32; k++)
        {
            if (degree == 0 || k < degree)
            {
                numbers[k] = (degree == 0 ? 1u : (uint)first[k]) << (31 - k);
                continue;
            }
            numbers[k] = numbers[k - degree] ^ (numbers[k - degree] >> degree);
            for (var j = 1; j < degree; j++)
            {
                if ((coefficients >> (degree - 1 - j) & 1) != 0)
                    numbers[k] ^= numbers[k - j];
            }
        }
        return numbers;
    }

    private static uint PointOf(uint[] numbers, int point)
    {
        var gray = point ^ (point >> 1);
        var x = 0u;
        for (var k = 0; k < 31; k++)
        {
            if ((gray >> k & 1) != 0)
                x ^= numbers[k];
        }
        return x;
    }

    private static uint Scrambled(uint x, ulong key)
    {
        var turned = 0u;
        for (var bit = 31; bit >= 0; bit--)
        {
            // The bits above this one, with a mark in front so that 0 and 00 differ.
            var above = ((ulong)x >> (bit + 1)) | (1UL << (31 - bit));
            turned |= (uint)(SplitMix64.Mix(key ^ above) >> 63) << bit;
        }
        return x ^ turned;
    }
}
