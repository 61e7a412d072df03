using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Counterfactuals;

/// <summary>Series that break forecasters: each gets finite, ordered answers, or none at all.</summary>
public sealed class OddSeriesTests
{
    private const int Week = 168;
    private static readonly double[] Levels = [0.5, 0.8, 0.95];

    public static TheoryData<string> Names =>
        [
            "two weeks",
            "one week",
            "two days",
            "one hour",
            "zeros",
            "constant",
            "one spike",
            "spike at the end",
            "gaps",
            "every other hour",
            "a late start",
            "nothing observed",
            "tiny values",
            "huge values",
            "ten years",
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_forecast_is_finite_or_refused(string name)
    {
        foreach (var horizon in new[] { 1, 24, 48, Week })
        {
            var (series, clock) = Odd(name);
            if (Tournament.Run(series, clock, horizon) is not { } tournament)
                continue;
            Assert.Equal(horizon, tournament.Mean.Length);
            Assert.All(tournament.Mean, v => Assert.True(double.IsFinite(v) && v >= 0));
            foreach (var level in Levels)
            {
                for (var h = 0; h < horizon; h += 5)
                    Ordered(tournament.Errors.Hour(tournament.Mean, h, level));
                Ordered(tournament.Errors.Total(tournament.Mean, 0, horizon, level));
                Ordered(tournament.Errors.Total(tournament.Mean, horizon / 2, (horizon + 1) / 2, level));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_window_is_filled_with_finite_draws_or_refused(string name)
    {
        var (series, clock) = Odd(name);
        foreach (var hours in new[] { 1, 24, 100 })
        {
            var start = series.Hours / 2;
            if (start + hours > series.Hours)
                continue;
            var masked = series.Without([(series.Start + start, series.Start + start + hours)]);
            if (WindowFill.Of(masked, clock)?.Fill(start, hours, 6) is not { } draws)
                continue;
            Assert.All(
                draws.Window.Values.Concat(draws.Recovery.Values).Concat(draws.ExpectedByHour),
                v => Assert.True(double.IsFinite(v) && v >= 0)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_placebo_test_is_finite_or_says_nothing(string name)
    {
        if (name == "ten years")
            Assert.Skip("Many windows of a long series are for the benchmark.");
        var (series, clock) = Odd(name);
        if (PlaceboTest.Run(series, clock, new Rng(5)) is not { } placebo)
            return;
        Assert.True(placebo.Windows > 0);
        Assert.True(
            double.IsFinite(
                placebo.TwoSided.MeanAbsoluteError
                    + placebo.TwoSided.MedianAbsoluteError
                    + placebo.TwoSided.Bias
            )
        );
        Assert.InRange(placebo.TwoSided.Coverage80, 0, 1);
    }

    [Theory]
    [InlineData("zeros", 0)]
    [InlineData("constant", 7)]
    public void What_never_changes_is_forecast_as_it_is(string name, double value)
    {
        var (series, clock) = Odd(name);
        if (Tournament.Run(series, clock, 48) is { } tournament)
            Assert.All(tournament.Mean, v => Assert.Equal(value, v, 0.2));
    }

    private static void Ordered((double Lower, double Upper) interval)
    {
        Assert.True(double.IsFinite(interval.Lower) && double.IsFinite(interval.Upper));
        Assert.InRange(interval.Lower, 0, interval.Upper);
    }

    private static (HourlySeries Series, LocalClock Clock) Odd(string name)
    {
        var hours = name switch
        {
            "two weeks" => 2 * Week,
            "one week" => Week,
            "two days" => 48,
            "one hour" => 1,
            "ten years" => 3653 * 24,
            _ => 10 * Week,
        };
        var rng = new Rng(31);
        var values = new double[hours];
        var usable = new bool[hours];
        for (var h = 0; h < hours; h++)
        {
            var rhythm = 20 * (1 + Math.Sin(2 * Math.PI * h / 24));
            var count = rng.Fork("hour", h).NextPoisson(rhythm);
            (values[h], usable[h]) = name switch
            {
                "zeros" => (0, true),
                "constant" => (7, true),
                "one spike" => (h == 5 * Week ? 1e6 : 0, true),
                "spike at the end" => (h == hours - 1 ? 1e6 : count, true),
                "gaps" => (count, h % 400 > 90),
                "every other hour" => (count, h % 2 == 0),
                "a late start" => (h < 6 * Week ? 0 : count, h >= 6 * Week),
                "nothing observed" => (0, false),
                "tiny values" => (count * 1e-9, true),
                "huge values" => (count * 1e12, true),
                _ => ((double)count, true),
            };
        }
        var start = Hour.Of(new DateTimeOffset(2023, 1, 2, 0, 0, 0, TimeSpan.Zero));
        return (
            new HourlySeries(start, values, usable),
            LocalClock.Of(DateTimeZone.Utc, start, hours + Week)
        );
    }
}
