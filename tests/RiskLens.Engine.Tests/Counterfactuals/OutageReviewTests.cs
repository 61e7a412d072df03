using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Counterfactuals;

public sealed class OutageReviewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Three_outages_give_back_a_planted_40_percent_recovery_within_five_points(ulong seed)
    {
        var shares = PooledShares(new AttemptedCompany(seed, attempts: false), repeatsKnown: true);
        Assert.Equal(AttemptedCompany.Recovered, shares.Recovered, 0.05);
        Assert.Equal(AttemptedCompany.Rerouted, shares.Rerouted, 0.05);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Who_tries_three_times_counts_once_and_else_would_count_three_times(ulong seed)
    {
        var company = new AttemptedCompany(seed, attempts: true);
        var once = PooledShares(company, repeatsKnown: true);
        var each = PooledShares(company, repeatsKnown: false);
        Assert.Equal(AttemptedCompany.Recovered, once.Recovered, 0.07);
        Assert.Equal(AttemptedCompany.Rerouted, once.Rerouted, 0.05);
        Assert.True(each.Recovered > AttemptedCompany.Recovered + 0.3);
        Assert.True(each.Rerouted > AttemptedCompany.Rerouted + 0.03);
    }

    [Fact]
    public void A_log_that_ends_before_the_recovery_hours_tells_the_shortfall_alone()
    {
        var (hour, hours) = AttemptedCompany.Outages[^1];
        var reviewed = new AttemptedCompany(1, attempts: false).Review(true, hour + hours + 5);
        var last = reviewed[^1];
        Assert.Null(last.Shares);
        Assert.Equal(5, last.RecoveryHours);
        Assert.True(last.Shortfall.Min() > 0);
        Assert.All(reviewed.SkipLast(1), r => Assert.NotNull(r.Shares));
    }

    [Fact]
    public void Half_and_twice_the_recovery_hours_show_how_much_their_choice_matters()
    {
        var shares = new AttemptedCompany(1, attempts: false).Review(true)[1].Shares!;
        // Planted: customers return evenly over the recovery hours, so half of the hours hold half of them.
        Assert.Equal(shares.Recovered.Average() / 2, shares.RecoveredInHalf!.Average(), 0.08);
        Assert.Equal(shares.Recovered.Average(), shares.RecoveredInDouble!.Average(), 0.15);
    }

    private static (double Recovered, double Rerouted) PooledShares(
        AttemptedCompany company,
        bool repeatsKnown
    )
    {
        var learnt = company
            .Review(repeatsKnown)
            .Select(r => new LearntOutage(
                r.Shares!.RecoveredOfRest(),
                r.Shares.Rerouted,
                ReachableShare: 1,
                r.Waits
            ))
            .ToArray();
        var behaviour = Behaviour.Of(learnt, null, null);
        Assert.Equal(("measured", "measured"), (behaviour.SwitchOrigin, behaviour.RecoveredOrigin));
        var shrunk = learnt
            .Select((outage, i) => behaviour.Shrunk(outage, new Rng(9).Fork("outage", i)))
            .ToArray();
        return (shrunk.Average(s => s.Recovered.Average()), shrunk.Average(s => s.Rerouted!.Average()));
    }
}
