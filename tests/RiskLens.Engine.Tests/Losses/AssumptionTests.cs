using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Losses;

public sealed class AssumptionTests
{
    [Theory]
    [InlineData(100, 300, "XAF")]
    [InlineData(0, 300, "XAF")]
    [InlineData(0.1, 0.4, "share")]
    [InlineData(0, 0.4, "share")]
    [InlineData(5, 5, "XAF")]
    public void A_range_draws_what_a_range_always_drew_from_the_same_random_numbers(
        double low,
        double high,
        string unit
    )
    {
        var assumption = Of(low, high, unit);
        var (ours, theirs) = (new Rng(11), new Rng(11));
        for (var i = 0; i < 1000; i++)
            Assert.Equal(ByHand(low, high, unit == "share", theirs), assumption.Draw(ours), 1e-12 * high);
        Assert.Equal(theirs.NextUInt64(), ours.NextUInt64());
    }

    [Fact]
    public void A_share_that_may_be_all_is_never_more_than_all()
    {
        var rng = new Rng(3);
        var assumption = Of(0.2, 1, "share");
        Assert.All(
            Enumerable.Range(0, 1000).Select(_ => assumption.Draw(rng)),
            draw => Assert.InRange(draw, 0.2, 1)
        );
    }

    [Fact]
    public void The_ends_of_a_range_stay_as_they_were_stated_and_its_middle_is_the_median()
    {
        var assumption = Of(100, 400, "XAF");
        Assert.Equal((100, 200, 400), (assumption.Low, assumption.Central, assumption.High));
        var even = Of(0, 300, "XAF");
        Assert.Equal((0, 150, 300), (even.Low, even.Central, even.High));
    }

    private static Assumption Of(double low, double high, string unit) =>
        new("transfer.margin", low, high, unit, "by hand", "", "2026-01-01");

    /// <summary>The rule in plain arithmetic: 1.6448536269514722 standard deviations on either side hold 90 %.</summary>
    private static double ByHand(double low, double high, bool share, Rng rng)
    {
        if (low.Equals(high))
            return low;
        if (low <= 0)
            return low + ((high - low) * rng.NextDouble());
        var (a, b) = share
            ? (Math.Log(low / (1 - low)), Math.Log(high / (1 - high)))
            : (Math.Log(low), Math.Log(high));
        var x = ((a + b) / 2) + ((b - a) / (2 * 1.6448536269514722) * rng.NextNormal());
        return share ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x);
    }
}
