using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Mixes;

public sealed class FrontierTests
{
    [Fact]
    public void Only_what_no_other_beats_in_cost_mean_and_tail_stands_on_it()
    {
        MixPoint[] points =
        [
            new(3, 1, 9), // least mean
            new(1, 5, 9), // cheapest
            new(2, 5, 9), // dearer than the one before, no better
            new(2, 4, 3), // least tail
            new(2, 4, 3), // its twin
            new(3, 2, 3), // dearer, but a better mean
        ];
        Assert.Equal([1, 3, 0, 5], Frontier.Of(points));
    }

    [Fact]
    public void A_random_cloud_keeps_exactly_its_undominated_points()
    {
        var rng = new Rng(11);
        MixPoint[] points =
        [
            .. Enumerable
                .Range(0, 400)
                .Select(_ => new MixPoint(rng.NextInt(30), rng.NextInt(30), rng.NextInt(30))),
        ];
        var frontier = Frontier.Of(points);
        Assert.Equal(frontier.Count, frontier.Distinct().Count());
        foreach (var i in Enumerable.Range(0, points.Length))
        {
            var beaten = points.Any(p =>
                p != points[i]
                && p.Cost <= points[i].Cost
                && p.Mean <= points[i].Mean
                && p.Cvar95 <= points[i].Cvar95
            );
            Assert.Equal(!beaten, frontier.Any(f => points[f] == points[i]));
        }
    }

    [Fact]
    public void Thinning_keeps_the_ends_and_what_is_asked_for()
    {
        int[] many = [.. Enumerable.Range(100, 500)];
        var thinned = Frontier.Thinned(many, 60, 333);
        Assert.InRange(thinned.Count, 58, 60);
        Assert.Equal(100, thinned[0]);
        Assert.Equal(599, thinned[^1]);
        Assert.Contains(333, thinned);
        Assert.Equal(many[..60], Frontier.Thinned(many[..60], 60));
    }
}
