using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Numerics;

public sealed class QuantilesTests
{
    [Theory]
    [InlineData(0.1, 1.0)]
    [InlineData(0.5, 5.0)]
    [InlineData(0.9, 9.0)]
    [InlineData(0.25, 2.5)]
    public void Of_nine_values_a_tenth_stay_below_the_first(double p, double value) =>
        Assert.Equal(value, Quantiles.Predictive([1, 2, 3, 4, 5, 6, 7, 8, 9], p), 1e-12);

    [Fact]
    public void Beyond_the_sample_the_normal_law_tells_how_far()
    {
        // Ends at -/+ z(0.1) = 1.2815516; a further one stays below z(0.025) = -1.9599640 of a normal law.
        double[] sample = [-1.2815516, -0.8, -0.5, -0.2, 0, 0.2, 0.5, 0.8, 1.2815516];
        Assert.Equal(-1.9599640, Quantiles.Predictive(sample, 0.025), 1e-6);
        Assert.Equal(1.9599640, Quantiles.Predictive(sample, 0.975), 1e-6);
    }

    [Fact]
    public void A_further_normal_value_falls_into_the_interval_of_few_as_often_as_it_says()
    {
        var rng = new Rng(17);
        var inside = 0;
        const int Draws = 4000;
        for (var i = 0; i < Draws; i++)
        {
            var sample = Quantiles.Sorted(
                Enumerable.Range(0, 28).Select(k => rng.Fork("value", (i * 29) + k).NextNormal())
            );
            var next = rng.Fork("value", (i * 29) + 28).NextNormal();
            inside +=
                next >= Quantiles.Predictive(sample, 0.1) && next <= Quantiles.Predictive(sample, 0.9)
                    ? 1
                    : 0;
        }
        Assert.InRange(inside / (double)Draws, 0.78, 0.82);
    }
}
