using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>What single hours carried over what was expected of them, by local hour of the day.</summary>
public sealed class HourRatios
{
    private const double Offset = 0.5;

    private readonly double[][] _sorted;

    private HourRatios(double[][] sorted) => _sorted = sorted;

    /// <summary>Learns from the usable hours of a series; expected has one value an hour of it.</summary>
    public static HourRatios Of(HourlySeries series, LocalClock clock, double[] expected)
    {
        var byHour = Enumerable.Range(0, 24).Select(_ => new List<double>()).ToArray();
        for (var h = 0; h < series.Hours; h++)
        {
            if (series.Usable[h])
                byHour[clock.HourOfDay[h]].Add((series.Values[h] + Offset) / (expected[h] + Offset));
        }
        return new HourRatios([.. byHour.Select(r => r.Count == 0 ? [1.0] : Quantiles.Sorted(r))]);
    }

    /// <summary>Interval of one hour of which so much is expected, at a level such as 0.80.</summary>
    public (double Lower, double Upper) Band(int hourOfDay, double expected, double level)
    {
        var (low, high) = Quantiles.Conformal(_sorted[hourOfDay], level);
        double Bound(double ratio) => Math.Max(0, ((expected + Offset) * ratio) - Offset);
        return (Bound(low), Bound(high));
    }
}
