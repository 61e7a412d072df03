using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Tests.Losses;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Studies;

/// <summary>Exceedance curves, their two bands, and the mean's interval from the nested run.</summary>
public sealed class YearFiguresTests
{
    [Fact]
    public void The_median_of_100_values_lies_between_the_40th_and_the_61st() =>
        // A textbook interval of level 95 % (Conover 1999, binomial table for n = 100).
        Assert.Equal((40, 61), Quantiles.RankInterval(100, 0.5, 0.95));

    [Fact]
    public void Where_too_few_values_lie_beyond_there_is_no_upper_bound() =>
        Assert.Null(Quantiles.RankInterval(100, 0.99, 0.95).Upper);

    [Fact]
    public void Monte_carlo_bands_hold_the_true_loss_as_often_as_they_say()
    {
        // Exponential years: the loss of the return period T is ln T.
        var repetitions = Repetitions.Of(400, 4000);
        var held = new int[10];
        for (var i = 0; i < repetitions; i++)
        {
            var rng = new Rng((ulong)i + 100);
            var years = new YearDraws(2000);
            for (var t = 0; t < 2000; t++)
                years.Total[t] = years.Largest[t] = rng.NextExponential();
            var figures = YearFigures.Of(years, new NestedYears(1, YearFigures.Levels), 5000);
            for (var p = 0; p < held.Length; p++)
            {
                var band = figures.Exceedance[p].AggregateMonteCarlo95!;
                var truth = Math.Log(figures.Exceedance[p].ReturnYears);
                held[p] += truth >= band.Lower && truth <= (band.Upper ?? double.PositiveInfinity) ? 1 : 0;
            }
        }
        // Order statistics hold at least the level, and not much more where many values lie on both sides.
        Assert.All(
            held,
            h => Assert.InRange(h / (double)repetitions, 0.95 - Repetitions.FourErrors(0.95, repetitions), 1)
        );
        Assert.InRange(held[2] / (double)repetitions, 0, 0.955 + Repetitions.FourErrors(0.95, repetitions));
    }

    [Fact]
    public void The_means_interval_is_that_of_the_rate_where_the_rate_alone_is_uncertain()
    {
        // Rate Gamma(2, 1), 10 conversations an hour, lengths of mean 3 e^0.125: the mean year is the rate times 34.
        var figures = Figures(100_000 / 5);
        var each = 10 * 3 * Math.Exp(0.125);
        var error = 4 * Math.Sqrt(0.1 * 0.9 / 200);
        Assert.InRange(
            MathNet.Numerics.Distributions.Gamma.CDF(2, 1, figures.MeanParameters80!.Lower / each),
            0.1 - error,
            0.1 + error
        );
        Assert.InRange(
            MathNet.Numerics.Distributions.Gamma.CDF(2, 1, figures.MeanParameters80.Upper!.Value / each),
            0.9 - error,
            0.9 + error
        );
    }

    [Fact]
    public void Curves_and_bands_rise_and_the_year_is_never_under_its_largest_outage()
    {
        var points = Figures(20_000).Exceedance;
        Assert.Equal([2.0, 5, 10, 20, 50, 100, 200, 250, 500, 1000], points.Select(p => p.ReturnYears));
        Rises(p => p.Aggregate);
        Rises(p => p.Occurrence);
        Rises(p => p.AggregateMonteCarlo95!.Lower);
        Rises(p => p.AggregateMonteCarlo95!.Upper);
        Rises(p => p.AggregateParameters80?.Lower);
        Rises(p => p.AggregateParameters80?.Upper);
        Assert.All(
            points,
            p =>
            {
                Assert.True(p.Aggregate >= p.Occurrence);
                Assert.InRange(
                    p.Aggregate,
                    p.AggregateMonteCarlo95!.Lower,
                    p.AggregateMonteCarlo95.Upper!.Value
                );
                if (p.AggregateParameters80 is { } band)
                    Assert.True(
                        band.Lower >= p.OccurrenceParameters80!.Lower
                            && band.Upper >= p.OccurrenceParameters80.Upper
                    );
            }
        );
        Assert.Contains(points, p => p.Aggregate > p.Occurrence);

        void Rises(Func<ExceedancePoint, double?> of)
        {
            double[] values = [.. points.Select(of).Where(v => v is not null).Select(v => v!.Value)];
            Assert.True(values.Length > 5);
            Assert.Equal(values.Order(), values);
        }
    }

    [Fact]
    public void A_nested_run_tells_no_return_period_that_its_years_do_not_reach()
    {
        // 20,000 trials: 1,000 years a draw, of which 5 lie beyond the 200-year loss.
        var points = Figures(20_000).Exceedance;
        Assert.NotNull(points.Single(p => p.ReturnYears == 200).AggregateParameters80);
        Assert.Null(points.Single(p => p.ReturnYears == 250).AggregateParameters80);
    }

    [Theory]
    [InlineData(100_000, 200, 5000)]
    [InlineData(1_000_000, 200, 5000)]
    [InlineData(2000, 20, 100)]
    public void The_nested_run_is_200_by_5000_at_100000_trials_and_smaller_below(
        int trials,
        int draws,
        int each
    ) => Assert.Equal(new NestedRun(draws, each), YearFigures.NestedFor(trials));

    [Fact]
    public void Tails_at_95_and_99_are_those_of_the_years()
    {
        var years = new YearDraws(1000);
        for (var t = 0; t < 30; t++)
            (years.Total[t], years.Largest[t]) = t < 20 ? (1e6, 1e6) : (5e6, 5e6);
        var figures = YearFigures.Of(years);
        // TV-4: P(0) = 0.97, P(1e6) = 0.02, P(5e6) = 0.01.
        Assert.Equal(
            (0, 1_400_000),
            (figures.ValueAtRisk95, Math.Round(figures.ConditionalValueAtRisk95, 3))
        );
        Assert.Equal((1e6, 5e6), (figures.ValueAtRisk99, Math.Round(figures.ConditionalValueAtRisk99, 3)));
        Assert.Equal(0.97, figures.ChanceOfNoLoss);
    }

    private static LossDistribution Figures(int trials)
    {
        var model = new OutageModel(
            [
                new NodeRate(
                    new Node("n", new LocalText("n", "n"), "service", Regime.Fault, "global", []),
                    1,
                    0,
                    0,
                    new GammaRate(2, 1)
                ),
            ],
            new Dictionary<Regime, DurationLaw> { [Regime.Fault] = Lengths.Certain }
        );
        var years = new YearSimulation(model, Cells.Inputs(switchRate: 0, recovered: 0), [], Cells.Channels);
        Valued[] asked = [new(Cells.RoutingOf(7), LossUnit.Conversations)];
        var draws = years.Run(asked, trials, new Rng(12), 2, null, CancellationToken.None)[0];
        var run = YearFigures.NestedFor(trials);
        var nested = years.RunNested(
            asked,
            run.Draws,
            run.TrialsPerDraw,
            YearFigures.Levels,
            new Rng(12),
            2,
            null,
            CancellationToken.None
        )[0];
        return YearFigures.Of(draws, nested, run.TrialsPerDraw);
    }
}
