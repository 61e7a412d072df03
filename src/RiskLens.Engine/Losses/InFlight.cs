namespace RiskLens.Engine.Losses;

/// <summary>
/// Conversations begun and not yet over at a moment, expected: the integral over u &gt; 0 of rate(t - u) P(length &gt; u).
/// Lengths are exponential with the mean of the log, so that what is open follows
/// d open / dt = rate - open / mean: one value an hour, carried over within it, is exact for rates that are even within
/// hours. For an even rate it is rate x mean length whatever the law of lengths (Little 1961).
/// </summary>
public sealed class InFlight
{
    private readonly double[] _path;
    private readonly double[] _atStart;
    private readonly double _meanHours;

    private InFlight(double[] path, double[] atStart, double meanHours) =>
        (_path, _atStart, _meanHours) = (path, atStart, meanHours);

    /// <summary>Of conversations begun by hour; the path repeats before its start and beyond its end.</summary>
    /// <param name="path">Expected conversations begun in each hour; at least one hour.</param>
    /// <param name="meanHours">Mean length of a conversation, such as <see cref="ConversationFacts.OpenHours"/>; 0 for none open.</param>
    public static InFlight Of(double[] path, double meanHours)
    {
        if (path.Length == 0)
            throw new ArgumentException("A path has at least one hour.", nameof(path));
        ArgumentOutOfRangeException.ThrowIfNegative(meanHours);
        var atStart = new double[path.Length];
        if (meanHours == 0)
            return new InFlight(path, atStart, 0);

        // Once through the path from nothing, and what that leaves over returns each time round: a geometric series.
        var open = 0.0;
        foreach (var begun in path)
            open = After(open, begun, 1, meanHours);
        open /= Ended(path.Length, meanHours);
        for (var h = 0; h < path.Length; h++)
        {
            atStart[h] = open;
            open = After(open, path[h], 1, meanHours);
        }
        return new InFlight(path, atStart, meanHours);
    }

    /// <summary>Of a cell; null where the log does not tell how long its conversations last.</summary>
    public static InFlight? Of(DemandCell cell) =>
        cell.Facts.OpenHours is { } meanHours ? Of(cell.Path, meanHours) : null;

    /// <summary>Conversations open at a moment, in hours from the start of the path.</summary>
    public double At(double hours)
    {
        if (_meanHours == 0)
            return 0;
        var whole = Math.Floor(hours);
        var hour = (int)(whole - (Math.Floor(whole / _path.Length) * _path.Length));
        return After(_atStart[hour], _path[hour], hours - whole, _meanHours);
    }

    private static double After(double open, double begunPerHour, double hours, double meanHours)
    {
        var ended = Ended(hours, meanHours);
        return (open * (1 - ended)) + (begunPerHour * meanHours * ended);
    }

    /// <summary>
    /// Share of what is open that is over after so many hours, 1 - exp(-x): by tanh(x / 2) it keeps its digits where x is
    /// small.
    /// </summary>
    private static double Ended(double hours, double meanHours)
    {
        var half = Math.Tanh(hours / meanHours / 2);
        return 2 * half / (1 + half);
    }
}
