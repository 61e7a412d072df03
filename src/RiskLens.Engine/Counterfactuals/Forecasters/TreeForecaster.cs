using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Boosted trees on lags and the calendar (<see cref="LagFeatures"/>), the forecast fed back as it grows: the mean of
/// one that looks an hour ahead, with the value itself as target, and one that looks a day ahead, with the change against
/// yesterday and last week. Both either in proportion to the last week's mean, for patterns that grow with the level, or
/// in differences from it: two entrants.
/// </summary>
public sealed class TreeForecaster(bool proportional) : IForecaster
{
    private const int FewestHours = 3 * 168;
    private const int HoursLearntFrom = 90 * 24;
    private const int HoursOfOccasions = 2 * 365 * 24;

    private static readonly Growth Growth = new(
        Trees: 150,
        Leaves: 16,
        LeastRows: 6,
        Shrinkage: 0.05,
        RowShare: 0.7,
        ColumnShare: 0.5,
        Ridge: 1
    );

    // Hours ahead of one step; whether the target is the change against the reference.
    private static readonly (int Lead, bool Change)[] Ways = [(1, false), (24, true)];

    public string Name => proportional ? "boosted-trees-proportional" : "boosted-trees-differences";

    public double[]? Forecast(HourlySeries history, LocalClock clock, int hours)
    {
        if (history.UsableHours < FewestHours)
            return null;
        var first = Math.Max(0, history.Hours - HoursOfOccasions - LagFeatures.Reach);
        var known = history.Hours - first;
        var (lowest, highest) = Range(history);
        var features = new LagFeatures(history, clock, first, hours);
        var mean = new double[hours];
        for (var k = 0; k < Ways.Length; k++)
        {
            var way = Ways[k];
            var trees = Learn(history, features, first, way, new Rng((ulong)k));
            for (var h = 0; h < hours; h++)
            {
                var (level, unit, reference, row) = features.Of(known + h, way.Lead, proportional);
                var value = level + (unit * (trees.Of(row) + (way.Change ? reference : 0)));
                // Fed back, an error could grow without end.
                value = Math.Clamp(value, Math.Min(0, 3 * lowest), Math.Max(0, 3 * highest));
                features.Set(known + h, value);
                mean[h] += value / Ways.Length;
            }
        }
        return mean;
    }

    // All usable hours of the last three months, and before them those of occasions only: they are rare.
    private BoostedTrees Learn(
        HourlySeries history,
        LagFeatures features,
        int first,
        (int Lead, bool Change) way,
        Rng rng
    )
    {
        var known = history.Hours - first;
        var rows = new List<double[]>();
        var targets = new List<double>();
        for (var at = LagFeatures.Reach; at < known; at++)
        {
            if (!history.Usable[first + at] || (at < known - HoursLearntFrom && !features.IsOccasion(at)))
                continue;
            var (level, unit, reference, row) = features.Of(at, way.Lead, proportional);
            rows.Add(row);
            targets.Add(((features[at] - level) / unit) - (way.Change ? reference : 0));
        }
        return BoostedTrees.Fit(rows, [.. targets], Growth, rng);
    }

    private static (double Lowest, double Highest) Range(HourlySeries history)
    {
        var (lowest, highest) = (double.MaxValue, double.MinValue);
        for (var i = 0; i < history.Hours; i++)
        {
            if (history.Usable[i])
                (lowest, highest) = (
                    Math.Min(lowest, history.Values[i]),
                    Math.Max(highest, history.Values[i])
                );
        }
        return (lowest, highest);
    }
}
