using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Counterfactuals;

public sealed class PooledAutoregressionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Harmonics_and_memory_of_a_known_process_are_found_again(ulong seed)
    {
        var (history, truth, _) = Simulated(seed, weeks: 20);
        var clock = LocalClock.Undated(history.Hours + 48);
        var forecast = new HarmonicRegression().Forecast(history, clock, 48)!;
        var (error, floor) = (0.0, 0.0);
        for (var h = 0; h < 48; h++)
        {
            error += Math.Abs(Math.Log(forecast[h] / truth[h]));
            floor += Math.Abs(Math.Log(truth[h] / 100));
        }
        // The truth is the expected log given the past: what a fit with the true coefficients would say.
        Assert.InRange(error / 48, 0, 0.05);
        Assert.True(floor / 48 > 0.2, "the process must move by more than the error allowed");
    }

    [Fact]
    public void The_known_coefficients_of_a_process_are_found_again()
    {
        var (history, _, _) = Simulated(3, weeks: 50);
        var clock = LocalClock.Undated(history.Hours);
        var frame = AutoregressionFrame.Of(history, clock, 2, 1000, rhythm => rhythm.ByHarmonics())!;
        var coefficients = AutoregressionFrame.Solve(frame.Products, frame.Targets, 1e-9);
        Assert.Equal(0.9, coefficients[0], 0.03);
        Assert.Equal(-0.2, coefficients[1], 0.03);
        for (var h = 0; h < 168; h++)
            Assert.Equal(RhythmAt(h), frame.Rhythm[h], 0.08);
    }

    [Fact]
    public void A_rhythm_of_the_week_that_is_not_there_is_not_believed()
    {
        var rng = new Rng(5);
        double[] noise = [.. Enumerable.Range(0, 6 * 168).Select(_ => rng.NextNormal())];
        var usable = new bool[noise.Length];
        Array.Fill(usable, true);
        byte[] hours = [.. Enumerable.Range(0, noise.Length).Select(h => (byte)(h % 168))];
        var rhythm = new WeeklyRhythm(noise, usable, new double[noise.Length], hours, 1000).ByMeans();
        for (var h = 24; h < 168; h++)
            Assert.Equal(rhythm[h % 24], rhythm[h], 0.35);
    }

    [Fact]
    public void Hours_that_may_not_be_learnt_from_change_nothing_but_what_they_hide()
    {
        var (history, _, _) = Simulated(4, weeks: 12);
        var clock = LocalClock.Undated(history.Hours + 48);
        var masked = history.Without([(history.Start + 900, history.Start + 948)]);
        var values = (double[])masked.Values.Clone();
        Array.Fill(values, 1e9, 900, 48);
        var forecaster = new PooledAutoregression();
        Assert.Equal(
            forecaster.Forecast(masked, clock, 48),
            forecaster.Forecast(masked with { Values = values }, clock, 48)
        );
    }

    [Fact]
    public void Many_series_are_forecast_alike_on_any_number_of_threads()
    {
        var series = Enumerable.Range(1, 7).Select(s => Simulated((ulong)s, 5).Known).ToArray();
        var clocks = series.Select(s => LocalClock.Undated(s.Hours + 48)).ToArray();
        var one = Tournament.RunAll(series, clocks, 48, 1, null, TestContext.Current.CancellationToken);
        var four = Tournament.RunAll(series, clocks, 48, 4, null, TestContext.Current.CancellationToken);
        for (var i = 0; i < series.Length; i++)
        {
            Assert.Equal(one[i]!.Mean, four[i]!.Mean);
            Assert.Equal(
                one[i]!.Errors.Hour(one[i]!.Mean, 5, 0.95),
                four[i]!.Errors.Hour(four[i]!.Mean, 5, 0.95)
            );
        }
    }

    [Theory]
    [InlineData(24, false)]
    [InlineData(48, false)]
    [InlineData(168, true)]
    [InlineData(336, true)]
    [InlineData(900, true)]
    public void A_short_series_is_forecast_once_two_days_and_the_horizon_are_known(int hours, bool answered)
    {
        var known = Simulated(6, 10).Known.Until(new Hour(96 + hours));
        var tournament = Tournament.Run(known, LocalClock.Undated(hours + 48), 48);
        Assert.Equal(answered, tournament is not null);
        if (tournament is not null)
            Assert.All(tournament.Mean, v => Assert.True(double.IsFinite(v) && v >= 0));
    }

    [Theory]
    [InlineData("zeros")]
    [InlineData("constant")]
    [InlineData("spike")]
    [InlineData("growth")]
    [InlineData("masked")]
    public void Odd_series_are_answered_with_numbers(string kind)
    {
        var values = Enumerable
            .Range(0, 9 * 168)
            .Select(h =>
                kind switch
                {
                    "constant" or "masked" => 7.0,
                    "spike" => h == 1000 ? 1e6 : 0,
                    "growth" => Math.Exp(h / 50.0),
                    _ => 0,
                }
            )
            .ToArray();
        var usable = new bool[values.Length];
        Array.Fill(usable, true);
        if (kind == "masked")
            Array.Fill(usable, false, 300, 1000);
        var series = new HourlySeries(new Hour(96), values, usable);
        var clock = LocalClock.Undated(values.Length + 48);
        foreach (var entrant in Tournament.DaysAhead)
            Assert.All(
                entrant.Forecast(series, clock, 48) ?? [],
                v => Assert.True(double.IsFinite(v) && v >= 0)
            );
        if (Tournament.Run(series, clock, 48) is { } tournament)
        {
            for (var h = 0; h < 48; h++)
            {
                var (lower, upper) = tournament.Errors.Hour(tournament.Mean, h, 0.95);
                Assert.True(double.IsFinite(lower) && double.IsFinite(upper) && lower <= upper);
            }
        }
    }

    private static double RhythmAt(int h) =>
        (0.6 * Math.Sin(2 * Math.PI * h / 24)) + (0.3 * Math.Cos(2 * Math.PI * h / 168));

    // log y = log 100 + harmonics of day and week + AR(2) with coefficients 0.9 and -0.2 and noise of 0.05.
    private static (HourlySeries Known, double[] Expected, double[] Errors) Simulated(ulong seed, int weeks)
    {
        var rng = new Rng(seed);
        var errors = new double[(weeks * 168) + 48];
        for (var h = 2; h < weeks * 168; h++)
            errors[h] = (0.9 * errors[h - 1]) - (0.2 * errors[h - 2]) + (0.05 * rng.NextNormal());
        for (var h = weeks * 168; h < errors.Length; h++)
            errors[h] = (0.9 * errors[h - 1]) - (0.2 * errors[h - 2]);
        double[] values = [.. errors.Select((e, h) => 100 * Math.Exp(RhythmAt(h % 168) + e))];
        var usable = new bool[weeks * 168];
        Array.Fill(usable, true);
        return (
            new HourlySeries(new Hour(96), values[..usable.Length], usable),
            values[usable.Length..],
            errors
        );
    }
}
