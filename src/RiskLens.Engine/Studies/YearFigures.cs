using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>Simulated years become the figures of a year: mean, tail, and exceedance curves with their bands.</summary>
public static class YearFigures
{
    private static readonly double[] ReturnYears = [2, 5, 10, 20, 50, 100, 200, 250, 500, 1000];

    // A quantile that fewer years than these lie beyond is more chance than law.
    private const int FewestBeyond = 5;

    /// <summary>For each return period, the chance that a year stays at or under its loss.</summary>
    public static IReadOnlyList<double> Levels { get; } = [.. ReturnYears.Select(t => 1 - (1 / t))];

    /// <summary>The nested run that goes with so many trials: 200 draws of 5,000 years at 100,000.</summary>
    public static NestedRun NestedFor(int trials) =>
        new(Math.Clamp(trials / 100, 20, 200), Math.Clamp(trials / 20, 20, 5000));

    /// <summary>Figures without bands.</summary>
    public static LossDistribution Of(YearDraws years) => Of(years, null, 0);

    /// <summary>Figures with both bands: of chance, and of parameters as the nested run tells them.</summary>
    public static LossDistribution Of(YearDraws years, NestedYears? nested, int trialsPerDraw)
    {
        var total = Quantiles.Sorted(years.Total);
        var largest = Quantiles.Sorted(years.Largest);
        var mean = years.Total.Average();
        var variance = years.Total.Sum(x => (x - mean) * (x - mean)) / Math.Max(1, total.Length - 1);
        var (var95, cvar95) = Tail.Of(total, 0.95);
        var (var99, cvar99) = Tail.Of(total, 0.99);
        return new LossDistribution(
            mean,
            Math.Sqrt(variance / total.Length),
            Tail.Of(total, 0.5).ValueAtRisk,
            var95,
            cvar95,
            years.Total.Count(x => x <= 0) / (double)total.Length,
            [.. ReturnYears.Select((_, i) => Point(i, total, largest, nested, trialsPerDraw))]
        )
        {
            ValueAtRisk99 = var99,
            ConditionalValueAtRisk99 = cvar99,
            MeanParameters80 = nested is null ? null : Middle80(nested.Means),
            ShareBeyondObserved = mean > 0 ? years.Beyond.Average() / mean : null,
        };
    }

    private static ExceedancePoint Point(
        int i,
        double[] total,
        double[] largest,
        NestedYears? nested,
        int trialsPerDraw
    )
    {
        var point = new ExceedancePoint(
            ReturnYears[i],
            Tail.Of(total, Levels[i]).ValueAtRisk,
            Tail.Of(largest, Levels[i]).ValueAtRisk
        );
        if (nested is null)
            return point;
        var (lower, upper) = Quantiles.RankInterval(total.Length, Levels[i], 0.95);
        // A loss is never below 0, whatever the trials say.
        Bounds ByRank(double[] sorted) =>
            new(lower == 0 ? 0 : sorted[lower - 1], upper is { } rank ? sorted[rank - 1] : null);
        var told = ReturnYears[i] * FewestBeyond <= trialsPerDraw;
        return point with
        {
            AggregateMonteCarlo95 = ByRank(total),
            OccurrenceMonteCarlo95 = ByRank(largest),
            AggregateParameters80 = told ? Middle80(nested.Totals[i]) : null,
            OccurrenceParameters80 = told ? Middle80(nested.Largest[i]) : null,
        };
    }

    private static Bounds Middle80(double[] draws)
    {
        var sorted = Quantiles.Sorted(draws);
        return new Bounds(Quantiles.Of(sorted, 0.1), Quantiles.Of(sorted, 0.9));
    }
}
