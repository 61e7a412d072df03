using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Counterfactuals;

public sealed class TotalErrorsTests
{
    private const int Week = 168;

    [Fact]
    public void A_drifting_level_widens_the_interval_with_the_lead()
    {
        var (errors, flat) = Drifting(seed: 1, weeks: 104, leadWeeks: 13, drift: 0.1);
        double Width(int week)
        {
            var (lower, upper) = errors.Total(flat, week * Week, 24, 0.80);
            return Math.Log(upper / lower);
        }
        Assert.InRange(Width(12) / Width(0), 1.5, 5);
        Assert.True(Width(4) < Width(8));
    }

    [Fact]
    public void Intervals_of_a_drifting_level_cover_at_every_lead()
    {
        // 150 companies whose level is a random walk of 10 % a week: sd k weeks on is 10 % x sqrt(k + 1), and 5 % a day.
        var inside = new int[14];
        for (ulong seed = 0; seed < 150; seed++)
        {
            var (errors, flat) = Drifting(seed, 60, 13, 0.1);
            var rng = new Rng(seed).Fork("future");
            for (var week = 1; week <= 12; week++)
            {
                var log = (0.1 * Math.Sqrt(week + 1) * rng.NextNormal()) + (0.05 * rng.NextNormal());
                var truth = 24 * 1000.5 * Math.Exp(log);
                var (lower, upper) = errors.Total(flat, week * Week, 24, 0.80);
                inside[week] += truth >= lower && truth <= upper ? 1 : 0;
            }
        }
        // 3 points are one sd of 150 companies; 60 weeks hold three or four horizons that do not overlap.
        foreach (var week in new[] { 1, 4, 8, 12 })
            Assert.InRange(inside[week] / 150.0, 0.70, 0.90);
    }

    [Fact]
    public void Leads_that_no_origin_has_seen_are_wider_than_those_that_were()
    {
        var (errors, _) = Drifting(seed: 3, weeks: 30, leadWeeks: 3, drift: 0.1);
        Assert.True(errors.LogRatios(24, 12 * Week)[^1] > errors.LogRatios(24, 2 * Week)[^1]);
    }

    [Fact]
    public void Sparse_counts_have_whole_bounds_with_zero_below_and_at_least_one_above()
    {
        var rng = new Rng(7);
        double[] values =
        [
            .. Enumerable.Range(0, 60 * Week).Select(h => (double)rng.Fork("h", h).NextPoisson(0.02)),
        ];
        var expected = Enumerable.Repeat(0.02, 13 * Week).ToArray();
        var errors = Errors(values, expected, 13);
        // 24 x 0.02 = 0.48: P(0) = 0.62, P(at most 2) = 0.987, P(at most 1) = 0.916.
        var (lower, upper) = errors.Total(expected, 0, 24, 0.95);
        Assert.Equal(0, lower);
        Assert.InRange(upper, 2, 3);
        Assert.Equal(upper, Math.Floor(upper));
    }

    [Fact]
    public void Nothing_known_of_the_misses_is_still_a_number()
    {
        var series = new HourlySeries(new Hour(0), new double[Week], new bool[Week]);
        var clock = LocalClock.Of(DateTimeZone.Utc, new Hour(0), 2 * Week);
        var errors = new ForecastErrors(series, clock, [(100, new double[24])], 13 * Week);
        Assert.All(errors.LogRatios(24), r => Assert.True(double.IsFinite(r)));
        Assert.Equal((0, 0), errors.Total(new double[Week], 0, 24, 0.95));
    }

    // A level that walks; the forecast is the level at the origin.
    private static (ForecastErrors Errors, double[] Flat) Drifting(
        ulong seed,
        int weeks,
        int leadWeeks,
        double drift
    )
    {
        var rng = new Rng(seed).Fork("walk");
        var logs = new double[weeks];
        for (var w = 1; w < weeks; w++)
            logs[w] = logs[w - 1] + (drift * rng.NextNormal());
        var day = new double[weeks * 7];
        for (var d = 0; d < day.Length; d++)
            day[d] = 0.05 * rng.NextNormal();
        double[] values =
        [
            .. Enumerable
                .Range(0, weeks * Week)
                .Select(h => 0.5 + (1000 * Math.Exp(logs[h / Week] + day[h / 24]))),
        ];
        var runs = new List<(int, double[])>();
        for (var origin = 6; origin <= weeks - leadWeeks; origin += Math.Max(1, (weeks - leadWeeks - 6) / 12))
        {
            var level = 0.5 + (1000 * Math.Exp(logs[origin - 1]));
            runs.Add((origin * Week, [.. Enumerable.Repeat(level, leadWeeks * Week)]));
        }
        var series = new HourlySeries(new Hour(4 * 24), values, [.. values.Select(_ => true)]);
        var clock = LocalClock.Of(DateTimeZone.Utc, series.Start, values.Length);
        return (
            new ForecastErrors(series, clock, runs, 13 * Week),
            [.. Enumerable.Repeat(1000.5, 13 * Week)]
        );
    }

    private static ForecastErrors Errors(double[] values, double[] expected, int leadWeeks)
    {
        var series = new HourlySeries(new Hour(4 * 24), values, [.. values.Select(_ => true)]);
        var clock = LocalClock.Of(DateTimeZone.Utc, series.Start, values.Length);
        var last = values.Length - (leadWeeks * Week);
        return new ForecastErrors(
            series,
            clock,
            [.. Enumerable.Range(0, 12).Select(k => (last * (k + 1) / 12, expected))],
            leadWeeks * Week
        );
    }
}
