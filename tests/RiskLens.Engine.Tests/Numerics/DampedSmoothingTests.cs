using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Numerics;

public sealed class DampedSmoothingTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.4)]
    [InlineData(0.8)]
    public void The_planted_share_of_errors_kept_is_found_again(double alpha)
    {
        var repetitions = Repetitions.Of(5, 100);
        var found = Enumerable
            .Range(0, repetitions)
            .Select(r => DampedSmoothing.Fit(Simulated(alpha, 0, 0, 1500, (ulong)r), All(1500), false).Alpha)
            .ToList();
        // One estimate's standard error is about sqrt(alpha (2 - alpha) / n): under 0.03 here.
        Assert.Equal(alpha, found.Average(), 0.04);
        Assert.All(found, a => Assert.Equal(alpha, a, 0.12));
    }

    [Fact]
    public void A_damped_trend_ahead_is_the_sum_of_what_is_left_of_it()
    {
        var fit = new DampedSmoothing(0.5, 0.1, 0.9, Level: 100, Trend: 10, MeanSquare: 0);
        Assert.Equal(100 + 9, fit.Ahead(1), 1e-9);
        Assert.Equal(100 + 9 + 8.1 + 7.29, fit.Ahead(3), 1e-9);
    }

    [Fact]
    public void A_trend_pays_where_there_is_one_and_errs_as_the_noise_does()
    {
        var values = Simulated(0.6, 0.2, 0.9, 3000, 7);
        var with = DampedSmoothing.Fit(values, All(3000), true);
        var without = DampedSmoothing.Fit(values, All(3000), false);
        Assert.True(with.MeanSquare < 0.95 * without.MeanSquare);
        // The noise has variance 1; its mean over 3000 has a standard error of 0.026.
        Assert.InRange(with.MeanSquare, 0.9, 1.12);
    }

    [Fact]
    public void What_is_masked_moves_nothing()
    {
        var values = Simulated(0.3, 0, 0, 500, 3);
        var usable = All(500);
        Array.Fill(usable, false, 480, 20);
        var spoilt = (double[])values.Clone();
        Array.Fill(spoilt, 1e6, 480, 20);
        Assert.Equal(
            DampedSmoothing.Fit(values[..480], All(480), false).Level,
            DampedSmoothing.Fit(spoilt, usable, false).Level,
            1e-9
        );
    }

    private static bool[] All(int hours) => [.. Enumerable.Repeat(true, hours)];

    // The model itself with standard normal errors.
    private static double[] Simulated(double alpha, double beta, double damping, int hours, ulong seed)
    {
        var rng = new Rng(seed);
        var (level, trend) = (50.0, 0.0);
        var values = new double[hours];
        for (var i = 0; i < hours; i++)
        {
            var error = rng.NextNormal();
            values[i] = level + (damping * trend) + error;
            level += (damping * trend) + (alpha * error);
            trend = (damping * trend) + (beta * error);
        }
        return values;
    }
}
