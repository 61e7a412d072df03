using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Counterfactuals;

public sealed class PlaceboTestTests
{
    [Fact]
    public void Figures_of_three_windows_are_those_worked_out_by_hand()
    {
        // Draws 90 to 110: ranks (22)(1 -+ level)/2, outward: 50 % is 94 to 106, 80 % is 91 to 109, 95 % is all.
        double[] draws = [.. Enumerable.Range(90, 21).Select(v => (double)v)];
        var figures = PlaceboFigures.Of([
            PlaceboWindow.Of(100, draws),
            PlaceboWindow.Of(108, draws),
            PlaceboWindow.Of(120, draws),
        ])!;
        Assert.Equal(3, figures.Windows);
        Assert.Equal(28 / 328.0, figures.MeanAbsoluteError, 12);
        Assert.Equal(8 / 108.0, figures.MedianAbsoluteError, 12);
        Assert.Equal(-28 / 328.0, figures.Bias, 12);
        Assert.Equal(1 / 3.0, figures.Coverage50, 12);
        Assert.Equal(2 / 3.0, figures.Coverage80, 12);
        Assert.Equal(2 / 3.0, figures.Coverage95, 12);
        // Three widths of 20, and the third truth lies 10 above the upper end.
        Assert.Equal((60 + (40 * 10)) / 328.0, figures.IntervalScore95, 9);
    }

    [Fact]
    public void Both_sides_tell_more_than_one_where_the_level_wanders()
    {
        var (series, clock, _) = TournamentTests.Company(5, 300, 0);
        var rng = new Rng(5);
        var (values, log) = ((double[])series.Values.Clone(), 0.0);
        for (var h = 0; h < values.Length; h++)
        {
            log = (0.99 * log) + (0.04 * rng.NextNormal());
            values[h] = Math.Round(10 * values[h] * Math.Exp(log));
        }
        var result = PlaceboTest.Run(series with { Values = values }, clock, new Rng(1))!;
        Assert.Equal(60, result.Windows);
        Assert.True(result.TwoSidedWhereLeftOnly!.MeanAbsoluteError < result.LeftOnly!.MeanAbsoluteError);
        Assert.InRange(result.TwoDays!.Windows, PlaceboTest.FewestFor95, 75);
        Assert.InRange(result.TwoSided.Coverage95, 0.85, 1);
        Assert.True(result.TwoSided.Coverage50 <= result.TwoSided.Coverage80);
    }

    [Fact]
    public void The_same_seed_hides_the_same_windows()
    {
        var (series, clock, _) = TournamentTests.Company(5, 60, 0);
        Assert.Equal(PlaceboTest.Run(series, clock, new Rng(1)), PlaceboTest.Run(series, clock, new Rng(1)));
    }

    [Fact]
    public void Silence_is_filled_with_silence()
    {
        var (series, clock, _) = TournamentTests.Company(5, 60, 0);
        var result = PlaceboTest.Run(series with { Values = new double[series.Hours] }, clock, new Rng(1))!;
        Assert.Equal(0, result.TwoSided.MeanAbsoluteError);
        Assert.Equal(1, result.TwoSided.Coverage95);
    }
}
