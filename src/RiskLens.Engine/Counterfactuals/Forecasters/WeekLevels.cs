namespace RiskLens.Engine.Counterfactuals;

/// <summary>What each way of reading the level said after each week; the members of <see cref="LevelBlend"/>.</summary>
internal sealed class WeekLevels
{
    private const int Year = 52;
    private const double Damping = 0.9;
    private const double TrendLevelGain = 0.5;
    private const double TrendSlopeGain = 0.2;

    // Gains of the exponential smoothing: the last week alone to about the last ten.
    private static readonly double[] Gains = [1, 0.6, 0.35, 0.2, 0.1];

    private readonly double[][] _smoothed;
    private readonly double[] _level;
    private readonly double[] _slope;
    private readonly double[] _around;

    /// <summary>Logs of weekly totals, oldest first.</summary>
    public WeekLevels(double[] logs)
    {
        Logs = logs;
        _smoothed = [.. Gains.Select(gain => Smoothed(logs, gain))];
        _level = new double[logs.Length];
        _slope = new double[logs.Length];
        _around = new double[logs.Length];
        var (level, slope) = (logs[0], 0.0);
        for (var t = 0; t < logs.Length; t++)
        {
            var expected = level + (Damping * slope);
            var next = expected + (Math.Max(TrendLevelGain, 1.0 / (t + 1)) * (logs[t] - expected));
            slope = (Damping * slope) + (TrendSlopeGain * (next - expected));
            level = next;
            (_level[t], _slope[t]) = (level, slope);
            var from = Math.Max(0, t - 2);
            _around[t] = logs.AsSpan(from, Math.Min(logs.Length, t + 3) - from).ToArray().Average();
        }
    }

    public double[] Logs { get; }

    public static int Members => Gains.Length + 3;

    /// <summary>What a member says, after week t, of the log total so many weeks later.</summary>
    public double Ahead(int member, int t, int lead)
    {
        if (member < Gains.Length)
            return _smoothed[member][t];
        if (member == Gains.Length)
            return _level[t] + (_slope[t] * Damping * (1 - Math.Pow(Damping, lead)) / (1 - Damping));
        var change = t - Year >= 2 ? _around[t + lead - Year] - _around[t - Year] : 0;
        return _smoothed[2][t] + (member == Gains.Length + 1 ? change : change / 2);
    }

    private static double[] Smoothed(double[] logs, double gain)
    {
        var smoothed = new double[logs.Length];
        var level = logs[0];
        for (var t = 0; t < logs.Length; t++)
        {
            level += Math.Max(gain, 1.0 / (t + 1)) * (logs[t] - level);
            smoothed[t] = level;
        }
        return smoothed;
    }
}
