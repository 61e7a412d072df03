using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Counterfactuals;

public sealed class LevelBlendTests
{
    private const int Week = 168;

    [Fact]
    public void A_steady_week_is_repeated()
    {
        var series = Of(40 * Week, h => (h % 24 is >= 8 and < 20 ? 30 : 6) * (h % Week >= 5 * 24 ? 0.5 : 1));
        var forecast = new LevelBlend().Forecast(series, Clock(53 * Week), 13 * Week)!;
        for (var h = 0; h < forecast.Length; h++)
            Assert.Equal(series.Values[h], forecast[h], 0.1);
    }

    [Fact]
    public void After_a_lasting_fall_the_new_level_is_forecast()
    {
        // Ten weeks at a fifth of what thirty weeks had been.
        var series = Of(40 * Week, h => h < 30 * Week ? 100 : 20);
        var forecast = new LevelBlend().Forecast(series, Clock(53 * Week), 4 * Week)!;
        Assert.InRange(forecast[^1], 18, 26);
    }

    [Fact]
    public void A_single_wild_week_fades_over_the_quarter()
    {
        var rng = new Rng(1);
        var series = Of(
            60 * Week,
            h => (h >= 59 * Week ? 3 : 1) * 20 * Math.Exp(0.1 * rng.Fork("week", h / Week).NextNormal())
        );
        var forecast = new LevelBlend().Forecast(series, Clock(73 * Week), 13 * Week)!;
        Assert.InRange(forecast[^1], 17, 34);
    }

    [Fact]
    public void A_yearly_wave_is_seen_coming_from_last_years()
    {
        // Amplitude e^0.8 between summer and winter; the history of 130 weeks ends as the level begins to climb.
        var series = Of(130 * Week, h => 50 * Math.Exp(-0.8 * Math.Cos(2 * Math.PI * (h / 168.0) / 52.18)));
        var clock = Clock(143 * Week);
        var forecast = new LevelBlend().Forecast(series, clock, 13 * Week)!;
        var truth = 50 * Math.Exp(-0.8 * Math.Cos(2 * Math.PI * 142.5 / 52.18));
        var now = series.Values[^1];
        Assert.True(Math.Abs(forecast[^84] - truth) < 0.6 * Math.Abs(now - truth));
    }

    [Fact]
    public void Hours_that_may_not_be_used_change_nothing_of_a_steady_series()
    {
        var whole = Of(30 * Week, h => 10 + (h % 24));
        var broken = whole with { Values = (double[])whole.Values.Clone() };
        Array.Fill(broken.Values, 0, 27 * Week, 2 * Week);
        broken = broken.Without([(broken.Start + (27 * Week), broken.Start + (29 * Week))]);
        var forecast = new LevelBlend().Forecast(broken, Clock(43 * Week), Week)!;
        for (var h = 0; h < Week; h++)
            Assert.Equal(whole.Values[h], forecast[h], 0.1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_sparse_rate_is_the_mean_of_counts(ulong seed)
    {
        // Five a week, mostly zeros: the mean of 52 weeks' counts errs by 6 % (one sd).
        var rng = new Rng(seed);
        var series = Of(104 * Week, h => rng.Fork("hour", h).NextPoisson(5.0 / Week));
        var forecast = new SparseRate().Forecast(series, Clock(117 * Week), 13 * Week)!;
        Assert.InRange(forecast.Sum() / 13, 3.5, 6.5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(24)]
    [InlineData(48)]
    [InlineData(Week - 1)]
    [InlineData(Week)]
    [InlineData(2 * Week)]
    public void Short_series_give_numbers_or_nothing(int hours) => AllFinite(Of(hours, h => h % 24));

    [Fact]
    public void Odd_series_give_numbers_or_nothing()
    {
        AllFinite(Of(20 * Week, _ => 0));
        AllFinite(Of(20 * Week, _ => 7));
        AllFinite(Of(20 * Week, h => h == 1000 ? 1e9 : 0));
        AllFinite(Of(20 * Week, h => h % 2 == 0 ? -3 : 3));
        AllFinite(Of(20 * Week, h => h < 10 * Week ? 0 : 1e7));
        AllFinite(Of(522 * Week, h => h % 7));
        var unwatched = Of(20 * Week, h => h % 24);
        AllFinite(unwatched with { Usable = new bool[unwatched.Hours] });
        AllFinite(unwatched with { Usable = [.. unwatched.Usable.Select((_, h) => h % 3 == 0)] });
    }

    private static void AllFinite(HourlySeries series)
    {
        foreach (var forecaster in new IForecaster[] { new LevelBlend(), new SparseRate() })
        {
            var forecast = forecaster.Forecast(series, Clock(series.Hours + (13 * Week)), 13 * Week) ?? [];
            Assert.All(forecast, v => Assert.True(double.IsFinite(v) && v >= 0));
        }
    }

    private static LocalClock Clock(int hours) => LocalClock.Of(DateTimeZone.Utc, new Hour(4 * 24), hours);

    private static HourlySeries Of(int hours, Func<int, double> value) =>
        new(
            new Hour(4 * 24),
            [.. Enumerable.Range(0, hours).Select(value)],
            [.. Enumerable.Repeat(true, hours)]
        );
}
