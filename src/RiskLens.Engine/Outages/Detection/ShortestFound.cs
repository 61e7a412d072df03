namespace RiskLens.Engine.Outages;

/// <summary>
/// The shortest full outage that would be found from a given moment on, worked out on the series itself: the counts
/// of the hours it covers are taken away (in part where it covers a part), and what is left is judged as any window.
/// </summary>
internal sealed class ShortestFound(
    UsualCounts usual,
    double least,
    Func<long, double, double, bool> material
)
{
    private const double Longest = 720;
    private const double Precision = 0.05;

    /// <summary>Length in hours; infinite where 30 days of silence would not be found.</summary>
    /// <param name="start">Hours since the series' first hour; any moment within an hour.</param>
    public double From(double start)
    {
        if (!Finds(start, Longest))
            return double.PositiveInfinity;
        double low = 0;
        var high = Longest;
        // Near lengths first, because most are short.
        for (var length = 1.0; length < Longest; length *= 2)
        {
            if (Finds(start, length))
            {
                high = length;
                break;
            }
            low = length;
        }
        while (high - low > Precision)
        {
            var length = (low + high) / 2;
            if (Finds(start, length))
                high = length;
            else
                low = length;
        }
        return high;
    }

    /// <summary>Whether a full outage from a moment on, of so many hours, would be found.</summary>
    public bool Finds(double start, double length)
    {
        var end = start + length;
        var from = usual.Hours.PositionAt((int)Math.Floor(start));
        var to = usual.Hours.PositionAt((int)Math.Ceiling(end));
        if (from == to)
            return false;
        var hours = usual.Hours;
        var first = Left(from, start, end);
        var last = to - 1 > from ? Left(to - 1, start, end) : 0;
        // Silence that nature adds on either side makes the outage look longer.
        var silentFrom = first == 0 ? from : from + 1;
        var silentTo = last == 0 ? to : to - 1;
        while (silentFrom == from || silentFrom > 0 && silentFrom < from)
        {
            if (
                silentFrom == 0
                || hours.Counts[silentFrom - 1] != 0
                || usual.Broken(silentFrom - 1, silentFrom + 1)
            )
                break;
            silentFrom--;
        }
        while (silentTo >= to && silentTo < hours.Length && hours.Counts[silentTo] == 0)
        {
            if (usual.Broken(silentTo - 1, silentTo + 1))
                break;
            silentTo++;
        }
        if (silentTo > silentFrom && Judged(silentFrom, silentTo, 0))
            return true;
        return first + last > 0 && Judged(from, to, first + last);
    }

    private bool Judged(int from, int to, long count)
    {
        if (usual.Broken(from, to))
            return false;
        return usual.SurpriseOf(from, to, count) >= least
            && material(count, usual.Expected(from, to), usual.Hours.WeightIn(from, to));
    }

    // What an hour counts outside the outage, in proportion to the minutes outside.
    private long Left(int position, double start, double end)
    {
        var hour = usual.Hours.Clock[position];
        var inside = Math.Min(hour + 1, end) - Math.Max(hour, start);
        return (long)Math.Round(usual.Hours.Counts[position] * (1 - Math.Clamp(inside, 0, 1)));
    }
}
