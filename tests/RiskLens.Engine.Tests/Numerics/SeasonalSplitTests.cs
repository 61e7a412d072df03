using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Numerics;

public sealed class SeasonalSplitTests
{
    private const int Week = 168;

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    public void Planted_days_and_weeks_are_found_again_under_a_trend_noise_and_gaps(double masked)
    {
        const int Hours = 8 * Week;
        var rng = new Rng(11);
        var values = new double[Hours];
        var usable = new bool[Hours];
        for (var i = 0; i < Hours; i++)
        {
            usable[i] = rng.NextDouble() >= masked;
            values[i] = usable[i] ? 100 + (0.02 * i) + Pattern(i) + (0.5 * rng.NextNormal()) : -1e6;
        }
        var split = SeasonalSplit.Of(values, usable, Seasons(Hours + Week));
        var patterns = Enumerable.Range(Hours, Week).Select(Pattern).ToList();
        var found = Enumerable.Range(Hours, Week).Select(split.Seasonal).ToList();
        // The pattern has a standard deviation of 6; its level may lie in the trend or in it.
        var level = patterns.Average() - found.Average();
        var square = patterns.Zip(found, (p, f) => Math.Pow(p - f - level, 2)).Average();
        Assert.True(Math.Sqrt(square) < 0.8, $"The patterns err by {Math.Sqrt(square)}.");
    }

    [Fact]
    public void Parts_and_rest_add_up_and_masked_hours_have_no_part()
    {
        double[] values = [.. Enumerable.Range(0, 4 * Week).Select(i => 5 + Pattern(i))];
        var usable = values.Select((_, i) => i % 50 != 0).ToArray();
        var split = SeasonalSplit.Of(values, usable, []);
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(usable[i] ? values[i] : 0, split.Adjusted[i], 1e-9);
    }

    [Fact]
    public void Nothing_usable_has_no_pattern()
    {
        var split = SeasonalSplit.Of(new double[100], new bool[100], Seasons(200));
        Assert.All(Enumerable.Range(100, 100), i => Assert.Equal(0, split.Seasonal(i)));
    }

    // A day that swings by 10, by 4 at the weekend, and Monday mornings higher by 6. A level of whole days, such as a
    // low weekend, would be shared between week and trend.
    private static double Pattern(int hour) =>
        ((hour % Week >= 120 ? 4 : 10) * Math.Sin(2 * Math.PI * hour / 24))
        + (hour % Week is >= 6 and < 10 ? 6 : 0);

    private static Season[] Seasons(int hours) =>
        [
            new([.. Enumerable.Range(0, hours).Select(i => (byte)(i % 24))], 24, 0.9, 0),
            new([.. Enumerable.Range(0, hours).Select(i => (byte)(i % Week))], Week, 0.95, 0.1),
        ];
}
