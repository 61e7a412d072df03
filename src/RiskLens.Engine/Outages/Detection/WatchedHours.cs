namespace RiskLens.Engine.Outages;

/// <summary>
/// The observed hours of a series, one after the other, each with its count and its weight: what it is expected to
/// count while the level is 1. Sums over windows of observed hours cost one subtraction.
/// </summary>
internal sealed class WatchedHours
{
    private readonly long[] _countBefore;
    private readonly double[] _weightBefore;
    private readonly int[] _skippedBefore;

    /// <summary>Sums up the hours once.</summary>
    /// <param name="clock">Place of each observed hour in the series, ascending.</param>
    /// <param name="counts">Count of each.</param>
    /// <param name="weights">Weight of each, not negative.</param>
    /// <param name="learn">Whether it may be learnt from: it lies in no known outage.</param>
    public WatchedHours(int[] clock, int[] counts, double[] weights, bool[] learn)
    {
        (Clock, Counts, Weights, Learn) = (clock, counts, weights, learn);
        _countBefore = new long[clock.Length + 1];
        _weightBefore = new double[clock.Length + 1];
        _skippedBefore = new int[clock.Length + 1];
        for (var i = 0; i < clock.Length; i++)
        {
            _countBefore[i + 1] = _countBefore[i] + counts[i];
            _weightBefore[i + 1] = _weightBefore[i] + weights[i];
            _skippedBefore[i + 1] = _skippedBefore[i] + (learn[i] ? 0 : 1);
        }
    }

    public int Length => Clock.Length;
    public int[] Clock { get; }
    public int[] Counts { get; }
    public double[] Weights { get; }
    public bool[] Learn { get; }

    /// <summary>Hours of the clock from the first observed to the last.</summary>
    public int Span => Length == 0 ? 0 : Clock[^1] - Clock[0] + 1;

    public long CountIn(int from, int to) => _countBefore[to] - _countBefore[from];

    public double WeightIn(int from, int to) => _weightBefore[to] - _weightBefore[from];

    /// <summary>Whether all hours from (inclusive) to (exclusive) may be learnt from.</summary>
    public bool LearnsFrom(int from, int to) => _skippedBefore[to] == _skippedBefore[from];

    /// <summary>What is left of the past from each observed hour to the next, if it fades with this memory.</summary>
    public double[] Fades(double memoryHours)
    {
        var usual = Math.Exp(-1 / memoryHours);
        var fades = new double[Math.Max(0, Length - 1)];
        for (var i = 0; i < fades.Length; i++)
        {
            var apart = Clock[i + 1] - Clock[i];
            fades[i] = apart == 1 ? usual : Math.Exp(-apart / memoryHours);
        }
        return fades;
    }

    /// <summary>Position of the first observed hour at or after an hour of the clock.</summary>
    public int PositionAt(int hour)
    {
        var at = Array.BinarySearch(Clock, hour);
        return at >= 0 ? at : ~at;
    }
}
