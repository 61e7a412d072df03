using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Counterfactuals.Forecasters;

/// <summary>What the smoothing and the tree forecaster have in common; each by its name.</summary>
public sealed class MembersTests
{
    private const int Week = 168;

    private static readonly Dictionary<string, IForecaster> Members = new(StringComparer.Ordinal)
    {
        ["smoothed-decomposition"] = new SmoothedDecomposition(),
        ["boosted-trees-proportional"] = new TreeForecaster(proportional: true),
        ["boosted-trees-differences"] = new TreeForecaster(proportional: false),
    };

    public static TheoryData<string> Names => [.. Members.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_pattern_is_carried_forward_past_masked_hours(string name)
    {
        const int Hours = 6 * Week;
        var repetitions = Repetitions.Of(2, 20);
        var (misses, noise) = (0.0, 0.0);
        for (var r = 0; r < repetitions; r++)
        {
            var rng = new Rng((ulong)r);
            var values = new double[Hours];
            var usable = new bool[Hours];
            for (var i = 0; i < Hours; i++)
            {
                // An outage of a day and single hours lost.
                usable[i] = i is < 700 or >= 724 && rng.NextDouble() > 0.03;
                values[i] = usable[i] ? rng.NextPoisson(Truth(i)) : 0;
            }
            var forecast = Forecast(name, values, usable, 48);
            for (var h = 0; h < 48; h++)
            {
                misses += Math.Pow(forecast[h] - Truth(Hours + h), 2);
                noise += Truth(Hours + h);
            }
        }
        // A forecast that knew the truth but for half of one hour's noise would miss by a quarter of its variance.
        Assert.True(misses < 0.5 * noise, $"Missed by {misses / noise} of the noise.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_masked_hours_hold_changes_nothing(string name)
    {
        var values = Enumerable.Range(0, 4 * Week).Select(i => Math.Round(Truth(i))).ToArray();
        var usable = values.Select((_, i) => i is < 300 or >= 340).ToArray();
        var spoilt = values.Select((v, i) => usable[i] ? v : 1e7).ToArray();
        Assert.Equal(Forecast(name, values, usable, 72), Forecast(name, spoilt, usable, 72));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_year_at_twice_the_volume_is_forecast_at_twice_the_volume(string name)
    {
        var values = Enumerable.Range(0, 5 * Week).Select(i => Math.Round(Truth(i))).ToArray();
        var once = Forecast(name, values, All(values.Length), 48);
        var twice = Forecast(name, [.. values.Select(v => 2 * v)], All(values.Length), 48);
        Assert.All(once.Zip(twice), pair => Assert.Equal(2 * pair.First, pair.Second, 1e-6 * pair.Second));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Zeros_and_a_constant_are_forecast_as_themselves(string name)
    {
        Assert.All(Forecast(name, new double[6 * Week], All(6 * Week), 200), v => Assert.Equal(0, v, 1e-9));
        double[] constant = [.. Enumerable.Repeat(7.0, 6 * Week)];
        Assert.All(Forecast(name, constant, All(6 * Week), 200), v => Assert.Equal(7, v, 0.01));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Hard_series_get_finite_values_from_zero_up_or_none(string name)
    {
        var rng = new Rng(9);
        double[] spike = new double[4 * Week];
        spike[500] = 1e9;
        double[] growth = [.. Enumerable.Range(0, 4 * Week).Select(i => Math.Exp(i / 20.0))];
        double[] sparse = [.. Enumerable.Range(0, 8 * Week).Select(_ => (double)rng.NextPoisson(0.02))];
        foreach (
            var values in (double[][])
                [spike, growth, sparse, [], [3], [.. Enumerable.Repeat(2.0, 48)], growth[..Week]]
        )
        {
            foreach (var usable in new[] { All(values.Length), new bool[values.Length] })
            {
                var forecast = Members[name]
                    .Forecast(Series(values, usable), Clock(values.Length + 2184), 2184);
                if (forecast is not null)
                    Assert.All(forecast, v => Assert.True(double.IsFinite(v) && v >= 0, $"{v}"));
            }
        }
    }

    private static double[] Forecast(string name, double[] values, bool[] usable, int hours) =>
        Members[name].Forecast(Series(values, usable), Clock(values.Length + hours), hours)!;

    private static HourlySeries Series(double[] values, bool[] usable) =>
        new(Hour.Of(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero)), values, usable);

    private static LocalClock Clock(int hours) =>
        LocalClock.Of(
            DateTimeZone.Utc,
            Hour.Of(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            hours
        );

    private static bool[] All(int hours) => [.. Enumerable.Repeat(true, hours)];

    // Counts of a day that swings and a weekend at half; 1 January 2024 was a Monday.
    private static double Truth(int hour) =>
        80 * (1.2 + Math.Sin(2 * Math.PI * (hour - 8) / 24)) * (hour % Week >= 120 ? 0.5 : 1);
}
