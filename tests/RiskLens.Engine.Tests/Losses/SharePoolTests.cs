using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Losses;

public sealed class SharePoolTests
{
    private static readonly double[] One = [1];

    [Fact]
    public void Nothing_measured_leaves_every_share_as_likely_as_any_other()
    {
        var sorted = Middles(SharePool.Of([], One));
        Assert.Equal(0.1, Quantiles.Of(sorted, 0.1), 0.03);
        Assert.Equal(0.5, Quantiles.Of(sorted, 0.5), 0.03);
        Assert.Equal(0.9, Quantiles.Of(sorted, 0.9), 0.03);
    }

    [Fact]
    public void Three_outages_give_back_a_planted_40_percent_within_five_points()
    {
        // Measured 37, 44 and 40 %, each give or take 5 points: their mean is 40.3 %.
        MeasuredShare[] measured = [new(0.37, 0.05, One), new(0.44, 0.05, One), new(0.40, 0.05, One)];
        var pool = SharePool.Of(measured, One);
        Assert.InRange(Middles(pool).Average(), 0.36, 0.45);
        var interval = Interval(Middles(pool));
        Assert.InRange(0.40, interval.Lower, interval.Upper);
    }

    [Fact]
    public void An_outage_that_tells_little_is_drawn_to_the_others_and_one_that_tells_much_is_not()
    {
        MeasuredShare[] measured =
        [
            .. Enumerable.Repeat(new MeasuredShare(0.3, 0.02, One), 6),
            new(0.8, 0.3, One),
            new(0.6, 0.01, One),
        ];
        var pool = SharePool.Of(measured, One);
        Assert.InRange(pool.Of(6, 2000, new Rng(1)).Average(), 0.25, 0.5);
        Assert.InRange(pool.Of(7, 2000, new Rng(1)).Average(), 0.57, 0.63);
    }

    [Fact]
    public void Middles_of_80_percent_intervals_hold_the_truth_about_that_often()
    {
        var companies = Repetitions.Of(few: 60, all: 400);
        var inside = 0;
        for (var i = 0; i < companies; i++)
        {
            var rng = new Rng(77).Fork("company", i);
            var middle = rng.NextDouble();
            var spread = Math.Abs(0.5 * rng.NextNormal());
            var measured = Enumerable
                .Range(0, 5)
                .Select(_ =>
                {
                    var logit = Math.Log(middle / (1 - middle)) + (spread * rng.NextNormal());
                    return new MeasuredShare(
                        (0.7 / (1 + Math.Exp(-logit))) + (0.1 * rng.NextNormal()),
                        0.1,
                        [0.7]
                    );
                })
                .ToArray();
            var (lower, upper) = Interval(Middles(SharePool.Of(measured, One)));
            inside += middle >= lower && middle <= upper ? 1 : 0;
        }
        Assert.InRange(inside / (double)companies, 0.8 - Slack(companies), 0.8 + Slack(companies));
    }

    [Fact]
    public void Outages_of_several_lengths_tell_how_soon_customers_give_up()
    {
        double[] scales = SharePool.Middles(31, new Lognormal(Math.Log(12), 1).Quantile);
        MeasuredShare At(double hours, double scale) =>
            new(0.6 * MeanDecay(hours, scale), 0.01, [.. scales.Select(s => MeanDecay(hours, s))]);
        double ScaleOf(double truth)
        {
            var pool = SharePool.Of([At(1, truth), At(6, truth), At(24, truth)], scales);
            return Enumerable.Range(0, 2000).Average(i => pool.Draw(new Rng((ulong)i)).Scale);
        }
        Assert.InRange(ScaleOf(4), 2.5, 8);
        Assert.InRange(ScaleOf(40), 20, 80);
    }

    private static double MeanDecay(double hours, double scale) =>
        scale / hours * (1 - Math.Exp(-hours / scale));

    private static double Slack(int companies) => Repetitions.FourErrors(0.8, companies);

    private static double[] Middles(SharePool pool)
    {
        var rng = new Rng(5);
        return Quantiles.Sorted(Enumerable.Range(0, 4000).Select(_ => pool.Draw(rng).Middle));
    }

    private static (double Lower, double Upper) Interval(double[] sorted) =>
        (Quantiles.Of(sorted, 0.1), Quantiles.Of(sorted, 0.9));
}
