using RiskLens.Engine.Numerics;
using RiskLens.Engine.Studies;

namespace RiskLens.Engine.Tests.Studies;

public sealed class WaterfallTests
{
    [Fact]
    public void Steps_are_the_differences_of_rounded_levels()
    {
        // By hand: 10.4 -> 10, 10.6 -> 11, 10.6 again, 8.2 -> 8.
        var waterfall = Waterfall.Through(
            "year",
            0,
            10.4,
            [("a", 10.6, null), ("b", 10.6, null), ("c", 8.2, null)]
        );
        Assert.Equal((10m, 8m), (waterfall.Before, waterfall.After));
        Assert.Equal([1m, 0m, -3m], waterfall.Steps.Select(s => s.Amount));
    }

    [Fact]
    public void Cents_are_kept_where_the_currency_has_them()
    {
        var waterfall = Waterfall.Through("year", 2, 0.124, [("a", 0.126, 0.5)]);
        Assert.Equal((0.12m, 0.13m), (waterfall.Before, waterfall.After));
        Assert.Equal(new WaterfallStep("a", 0.01m, 0.5), Assert.Single(waterfall.Steps));
    }

    [Fact]
    public void A_step_that_cannot_be_told_apart_is_counted_in_the_next()
    {
        var waterfall = Waterfall.Through("year", 0, 5, [("a", null, null), ("b", 9, null)]);
        Assert.Equal([null, 4m], waterfall.Steps.Select(s => s.Amount));
        Assert.Equal(9, waterfall.After);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(0, 1e6)]
    [InlineData(2, 1e9)]
    [InlineData(2, 1e15)]
    [InlineData(0, 1e15)]
    [InlineData(2, -1e9)]
    public void What_is_shown_adds_up_exactly_and_each_step_is_off_by_less_than_a_unit(
        int digits,
        double size
    )
    {
        var unit = Math.Pow(10, -digits);
        for (var seed = 0UL; seed < 300; seed++)
        {
            var rng = new Rng(seed);
            double[] levels = [.. Enumerable.Range(0, 9).Select(_ => size * rng.NextDouble())];
            var waterfall = Waterfall.Through(
                "year",
                digits,
                levels[0],
                [.. levels.Skip(1).Select((l, i) => ($"{i}", (double?)l, (double?)null))]
            );
            Assert.Equal(waterfall.After, waterfall.Before + waterfall.Steps.Sum(s => s.Amount!.Value));
            // A double this large has no cents of its own: half of its last place comes on top.
            var room = unit + Math.BitIncrement(Math.Abs(size)) - Math.Abs(size);
            for (var i = 0; i < waterfall.Steps.Count; i++)
            {
                Assert.InRange(
                    (double)waterfall.Steps[i].Amount!.Value - (levels[i + 1] - levels[i]),
                    -room,
                    room
                );
            }
            Assert.All(waterfall.Steps, s => Assert.True(decimal.Round(s.Amount!.Value, digits) == s.Amount));
        }
    }
}
