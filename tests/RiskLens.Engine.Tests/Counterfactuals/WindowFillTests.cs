using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Counterfactuals;

public sealed class WindowFillTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Hidden_windows_lie_in_their_80_percent_interval_about_that_often(ulong seed)
    {
        var (series, clock, _) = TournamentTests.Company(seed, 400, 0.3);
        var result = PlaceboTest.Run(series, clock, new Rng(seed))!;
        Assert.Equal(60, result.Windows);
        // Binomial(60, 0.8): three standard deviations are 0.16.
        Assert.InRange(result.TwoSided.Coverage80, 0.64, 0.96);
        Assert.InRange(result.TwoSided.MeanAbsoluteError, 0, 0.15);
        Assert.InRange(Math.Abs(result.TwoSided.Bias), 0, 0.05);
    }

    [Fact]
    public void A_planted_hole_is_measured()
    {
        var (series, clock, _) = TournamentTests.Company(7, 400, 0.3);
        const int Start = (200 * 24) + 9;
        var before = series.Values.AsSpan(Start, 8).ToArray().Sum();
        var holed = (double[])series.Values.Clone();
        Array.Clear(holed, Start, 8);
        var masked = (series with { Values = holed }).Without([
            (series.Start + Start, series.Start + Start + 24),
        ]);
        var draws = WindowFill.Of(masked, clock)!.Fill(Start, 8, 16)!;
        var (lower, upper) = Quantiles.Conformal(Quantiles.Sorted(draws.Window.Values), 0.95);
        Assert.InRange(before, lower, upper);
        Assert.True(lower > before / 2.0);
    }

    [Fact]
    public void The_hours_of_the_window_have_no_say_in_its_fill()
    {
        var (series, clock, _) = TournamentTests.Company(7, 200, 0.3);
        const int Start = (100 * 24) + 9;
        double Mean(int inside)
        {
            var values = (double[])series.Values.Clone();
            Array.Fill(values, inside, Start, 24);
            var masked = (series with { Values = values }).Without([
                (series.Start + Start, series.Start + Start + 24),
            ]);
            return WindowFill.Of(masked, clock)!.Fill(Start, 24, 0)!.Window.Values.Average();
        }
        Assert.Equal(Mean(0), Mean(100_000));
    }

    [Fact]
    public void A_window_filled_from_the_left_knows_nothing_of_what_came_after()
    {
        var (series, clock, _) = TournamentTests.Company(7, 200, 0.3);
        const int Start = (100 * 24) + 9;
        double Mean(double after)
        {
            var values = (double[])series.Values.Clone();
            Array.Fill(values, after, Start, values.Length - Start);
            var before = (series with { Values = values })
                .Without([(series.Start + Start, series.Start + Start + 24)])
                .Until(series.Start + Start + 24);
            return WindowFill.Of(before, clock, leftOnly: true)!.Fill(Start, 24, 0)!.Window.Values.Average();
        }
        Assert.Equal(Mean(0), Mean(100_000));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(96)]
    [InlineData(720)]
    public void A_window_of_an_hour_to_a_month_is_filled_near_what_it_carried(int hours)
    {
        var (series, clock, truth) = TournamentTests.Company(3, 500, 0);
        const int Start = (250 * 24) + 11;
        var masked = series.Without([(series.Start + Start, series.Start + Start + hours)]);
        var draws = WindowFill.Of(masked, clock)!.Fill(Start, hours, 0)!;
        var expected = truth.AsSpan(Start, hours).ToArray().Sum();
        Assert.Equal(hours, draws.ExpectedByHour.Length);
        // Days stray by 8 %, an hour of 20 by its chance too.
        Assert.InRange(draws.ExpectedByHour.Sum() / expected, 0.7, 1.4);
        Assert.All(draws.Window.Values, d => Assert.InRange(d, 0, 10 * expected));
    }

    [Fact]
    public void Draws_of_window_and_recovery_have_the_same_keys_and_the_medians_of_the_hours()
    {
        var (series, clock, _) = TournamentTests.Company(3, 300, 0);
        const int Start = (150 * 24) + 11;
        var masked = series.Without([(series.Start + Start, series.Start + Start + 12)]);
        var draws = WindowFill.Of(masked, clock)!.Fill(Start, 4, 8)!;
        Assert.Equal(draws.Window.Keys.Order(), draws.Recovery.Keys.Order());
        Assert.Equal(
            Quantiles.Of(Quantiles.Sorted(draws.Window.Values), 0.5),
            draws.ExpectedByHour.Take(4).Sum(),
            9
        );
        Assert.Equal(
            Quantiles.Of(Quantiles.Sorted(draws.Recovery.Values), 0.5),
            draws.ExpectedByHour.Skip(4).Sum(),
            9
        );
    }

    [Fact]
    public void Fewer_than_eight_comparable_windows_give_no_figure()
    {
        var (series, clock, _) = TournamentTests.Company(7, 16, 0);
        var masked = series.Without([(series.Start, series.Start + (9 * 24) + 1)]);
        Assert.Null(WindowFill.Of(masked, clock)?.Fill(12 * 24, 24, 0));
    }

    [Fact]
    public void A_short_series_has_no_placebo_test()
    {
        var (series, clock, _) = TournamentTests.Company(7, 10, 0);
        Assert.Null(PlaceboTest.Run(series, clock, new Rng(1)));
    }
}
