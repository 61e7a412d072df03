using RiskLens.Engine.Counterfactuals;

namespace RiskLens.Engine.Tests.Counterfactuals;

public sealed class CountLawTests
{
    // Tables of the Poisson law: P(X <= k) for mean 0.5 and 10.
    [Theory]
    [InlineData(0.5, 0, 0.6065307)]
    [InlineData(0.5, 1, 0.9097960)]
    [InlineData(10, 5, 0.0670860)]
    [InlineData(10, 15, 0.9512596)]
    public void A_certain_mean_gives_the_poisson_law(double mean, int count, double atMost) =>
        Assert.Equal(atMost, new CountLaw(mean, []).AtMost(count), 1e-6);

    [Fact]
    public void The_95_percent_interval_of_a_mean_of_ten_is_4_to_17() =>
        // P(X <= 3) = 0.0103, P(X <= 4) = 0.0293; P(X <= 16) = 0.9730, P(X <= 17) = 0.9857.
        Assert.Equal((4, 17), new CountLaw(10, []).Interval(0.95));

    [Fact]
    public void A_small_mean_has_none_below_and_one_above()
    {
        // P(X = 0) = e^-0.15 = 0.861, so that 0 lies within and 0.975 is reached at 1.
        Assert.Equal((0, 1), new CountLaw(0.15, []).Interval(0.95));
    }

    [Fact]
    public void Nothing_expected_is_nothing() => Assert.Equal((0, 0), new CountLaw(0, [0]).Interval(0.95));

    [Fact]
    public void An_uncertain_mean_widens_the_interval()
    {
        var (lower, upper) = new CountLaw(10, [-1, 0, 1]).Interval(0.80);
        // Means 3.7, 10 and 27.2 by a third each.
        Assert.InRange(lower, 2, 4);
        Assert.InRange(upper, 26, 32);
    }
}
