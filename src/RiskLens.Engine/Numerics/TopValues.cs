using System.Numerics;

namespace RiskLens.Engine.Numerics;

/// <summary>Order statistics counted from the top, in linear time and without a sort.</summary>
internal static class TopValues
{
    private const int SampleSize = 1024;
    private const int SmallEnough = 4 * SampleSize;

    /// <summary>
    /// The value that exactly `rank` places of the descending order come before; what is far below it is set aside by a
    /// sample first (Floyd and Rivest 1975). The room is as long as the values, and overwritten.
    /// </summary>
    public static double At(ReadOnlySpan<double> values, int rank, Span<double> room)
    {
        if (values.Length > SmallEnough)
        {
            var floor = Floor(values, rank, room);
            var above = Above(values, floor, room);
            if (above > rank)
                return Select(room[..above], above - 1 - rank);
            if (above + values.Count(floor) > rank)
                return floor;
        }
        values.CopyTo(room);
        return Select(room[..values.Length], values.Length - 1 - rank);
    }

    /// <summary>
    /// The smallest of the values that a mass of at most `mass` lies above. Both arrays are put in another order, together.
    /// </summary>
    public static double OfMass(Span<double> values, Span<double> masses, double mass)
    {
        while (true)
        {
            var pivot = Middle(values[0], values[values.Length / 2], values[^1]);
            // Larger values to the front, smaller ones to the back, equal ones between.
            var (front, at, back) = (0, 0, values.Length);
            var (larger, equal) = (0.0, 0.0);
            while (at < back)
            {
                if (values[at] > pivot)
                {
                    larger += masses[at];
                    Swap(values, masses, front++, at++);
                }
                else if (values[at] < pivot)
                {
                    Swap(values, masses, at, --back);
                }
                else
                {
                    equal += masses[at++];
                }
            }
            if (larger > mass)
            {
                values = values[..front];
                masses = masses[..front];
                continue;
            }
            mass -= larger + equal;
            if (mass < 0 || back == values.Length)
                return pivot;
            values = values[back..];
            masses = masses[back..];
        }
    }

    // A value that all but certainly lies a little below the one sought.
    private static double Floor(ReadOnlySpan<double> values, int rank, Span<double> room)
    {
        var sample = room[..SampleSize];
        for (var i = 0; i < SampleSize; i++)
            sample[i] = values[(int)((long)i * values.Length / SampleSize)];
        sample.Sort();
        var share = (double)rank / values.Length;
        var place = (share * SampleSize) + (4 * Math.Sqrt(share * (1 - share) * SampleSize)) + 4;
        return sample[Math.Max(0, SampleSize - 1 - (int)place)];
    }

    private static int Above(ReadOnlySpan<double> values, double floor, Span<double> room)
    {
        var (count, width) = (0, Vector<double>.Count);
        var floors = new Vector<double>(floor);
        for (var i = 0; i < values.Length; i += width)
        {
            var some = values[i..Math.Min(i + width, values.Length)];
            if (some.Length == width && !Vector.GreaterThanAny(new Vector<double>(some), floors))
                continue;
            foreach (var value in some)
            {
                if (value > floor)
                    room[count++] = value;
            }
        }
        return count;
    }

    // Hoare's selection: the value at a place of the ascending order.
    private static double Select(Span<double> values, int place)
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var pivot = Middle(values[low], values[low + ((high - low) / 2)], values[high]);
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i > j)
                    break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }
            if (place <= j)
                high = j;
            else if (place >= i)
                low = i;
            else
                break;
        }
        return values[place];
    }

    private static double Middle(double a, double b, double c) =>
        Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));

    private static void Swap(Span<double> values, Span<double> masses, int i, int j)
    {
        (values[i], values[j]) = (values[j], values[i]);
        (masses[i], masses[j]) = (masses[j], masses[i]);
    }
}
