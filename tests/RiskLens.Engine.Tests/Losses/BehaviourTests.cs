using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Losses;

public sealed class BehaviourTests
{
    [Fact]
    public void Without_a_past_outage_both_rates_are_the_prior()
    {
        var behaviour = Behaviour.Of([], null, null);
        Assert.Equal(("prior", "prior"), (behaviour.SwitchOrigin, behaviour.RecoveredOrigin));
        Assert.Null(behaviour.RecoveredAfter(24, new Rng(1)));
        var draws = Enumerable.Range(0, 4000).Select(i => behaviour.Draw(new Rng((ulong)i))).ToArray();
        Assert.Equal(0.5, draws.Average(d => d.SwitchRate), 0.03);
        Assert.Equal(0.5, draws.Average(d => d.RecoveredNow), 0.03);
    }

    [Fact]
    public void An_outage_that_says_nothing_leaves_the_prior()
    {
        var behaviour = Behaviour.Of([Outage(0.4, 0.5, 0.1, 0.5, 6)], null, null);
        Assert.Equal(("prior", "prior"), (behaviour.SwitchOrigin, behaviour.RecoveredOrigin));
        Assert.Equal(1, behaviour.LearntOutages);
    }

    [Fact]
    public void What_comes_back_never_rises_with_the_length_of_the_outage()
    {
        var behaviour = Behaviour.Of([Outage(0.5, 0.05, 0.1, 0.05, 6)], null, null);
        Assert.Equal("measured", behaviour.RecoveredOrigin);
        int[] lengths = [1, 2, 4, 8, 24, 48];
        var means = lengths.Select(hours => behaviour.RecoveredAfter(hours, new Rng(1))!.Average()).ToArray();
        Assert.Equal(means.OrderDescending(), means);
        // Measured at six hours: 0.50 of the rest, between the points at four and eight.
        Assert.InRange(0.5, means[3] - 0.03, means[2] + 0.03);
    }

    [Fact]
    public void Recovered_and_rerouted_never_add_up_to_more_than_all()
    {
        var outage = Outage(0.95, 0.1, 0.6, 0.1, 6);
        var behaviour = Behaviour.Of([outage], null, null);
        var (recovered, rerouted) = behaviour.Shrunk(outage, new Rng(1));
        Assert.All(recovered.Zip(rerouted!), pair => Assert.InRange(pair.First + pair.Second, 0, 1));
    }

    [Fact]
    public void The_switch_rate_is_the_rerouted_share_of_those_who_can_be_reached()
    {
        var behaviour = Behaviour.Of(
            [.. Enumerable.Range(0, 8).Select(_ => Outage(0.3, 0.05, 0.2, 0.02, 6))],
            null,
            null
        );
        var draws = Enumerable.Range(0, 2000).Select(i => behaviour.Draw(new Rng((ulong)i)).SwitchRate);
        Assert.Equal(0.2 / 0.5, draws.Average(), 0.04);
    }

    [Fact]
    public void The_same_seed_gives_the_same_draw()
    {
        Behaviour Make() => Behaviour.Of([Outage(0.4, 0.1, 0.1, 0.05, 6)], null, null);
        Assert.Equal(Make().Draw(new Rng(4)), Make().Draw(new Rng(4)));
    }

    /// <summary>Normal errors of the two shares; half of the demand can be reached; even demand over the hours.</summary>
    private static LearntOutage Outage(
        double ofRest,
        double error,
        double rerouted,
        double reroutedError,
        int hours
    )
    {
        var normal = SharePool.Middles(99, Normal.Quantile);
        return new LearntOutage(
            [.. normal.Select(z => ofRest + (error * z))],
            [.. normal.Select(z => rerouted + (reroutedError * z))],
            0.5,
            [.. Enumerable.Range(0, hours).Select(i => (hours - i - 0.5, 10.0))]
        );
    }
}
