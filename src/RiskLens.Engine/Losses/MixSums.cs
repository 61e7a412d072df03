using System.Numerics;
using System.Runtime.InteropServices;

namespace RiskLens.Engine.Losses;

/// <summary>
/// What several routings carry on channels that are down together, and can reach elsewhere, by cell: rows that a stretch is
/// valued on for all of them at once. Made when a mask first occurs; shared by threads.
/// </summary>
internal sealed class MixSums
{
    // Doubles that may be kept (96 MiB); the rows of masks that occur later are made each time.
    private const long Most = 12L << 20;

    private readonly Routing[] _routings;
    private readonly int _cells;
    private readonly Rows?[] _byMask;
    private long _kept;

    public MixSums(Routing[] routings, int cells, int channels) =>
        (_routings, _cells, _byMask) = (routings, cells, new Rows?[1 << channels]);

    /// <summary>The rows of a mask.</summary>
    public Rows Of(int downMask)
    {
        if (Volatile.Read(ref _byMask[downMask]) is { } known)
            return known;
        var rows = new Rows(_routings, _cells, downMask);
        if (Interlocked.Read(ref _kept) <= Most)
        {
            Interlocked.Add(ref _kept, rows.Size);
            Volatile.Write(ref _byMask[downMask], rows);
        }
        return rows;
    }

    /// <summary>By routing, shares carried and reached of the cells from the first to the last that it carries.</summary>
    internal sealed class Rows
    {
        private readonly (int From, int Length, int Place)[] _spans;
        private readonly double[] _carried;
        private readonly double[] _reached;

        public Rows(Routing[] routings, int cells, int downMask)
        {
            _spans = new (int, int, int)[routings.Length];
            var (carried, reached) = (new List<double>(), new List<double>());
            for (var m = 0; m < routings.Length; m++)
            {
                var (carries, reaches) = (new double[cells], new double[cells]);
                foreach (ref readonly var entry in routings[m].On(downMask).AsSpan())
                {
                    carries[entry.Cell] += entry.Carried;
                    reaches[entry.Cell] += entry.Reachable;
                }
                var from = Math.Max(0, Array.FindIndex(carries, c => c != 0));
                var length = Array.FindLastIndex(carries, c => c != 0) + 1 - from;
                _spans[m] = (from, Math.Max(0, length), carried.Count);
                carried.AddRange(carries.AsSpan(from, Math.Max(0, length)));
                reached.AddRange(reaches.AsSpan(from, Math.Max(0, length)));
            }
            (_carried, _reached) = ([.. carried], [.. reached]);
        }

        public int Size => 2 * _carried.Length;

        /// <summary>Loss under a routing, of the losses by cell that the kernel gives, at a switch rate.</summary>
        public double Lost(
            int routing,
            ReadOnlySpan<double> ofCarried,
            ReadOnlySpan<double> ofSwitched,
            double switchRate
        )
        {
            var (from, length, place) = _spans[routing];
            return Product(_carried.AsSpan(place, length), ofCarried.Slice(from, length))
                + (switchRate * Product(_reached.AsSpan(place, length), ofSwitched.Slice(from, length)));
        }

        private static double Product(ReadOnlySpan<double> shares, ReadOnlySpan<double> losses)
        {
            var sums = Vector<double>.Zero;
            var some = MemoryMarshal.Cast<double, Vector<double>>(shares);
            var of = MemoryMarshal.Cast<double, Vector<double>>(losses);
            for (var i = 0; i < some.Length && i < of.Length; i++)
                sums += some[i] * of[i];
            var sum = Vector.Sum(sums);
            for (var k = some.Length * Vector<double>.Count; k < shares.Length; k++)
                sum += shares[k] * losses[k];
            return sum;
        }
    }
}
