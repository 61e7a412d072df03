using RiskLens.Engine.Losses;

namespace RiskLens.Engine.Tests.Losses;

public sealed class DowntimeTests
{
    [Fact]
    public void Overlapping_shocks_on_one_channel_are_one_outage_until_the_later_end()
    {
        var stretches = Downtime.Of([new(1, 0, 5), new(1, 3, 9)], 2);
        Assert.Equal(9, stretches.Sum(s => s.End - s.Start), 1e-12);
        Assert.All(stretches, s => Assert.Equal(9, s.Returns[0]));
        Assert.Equal(0, stretches[^1].Outage);
    }

    [Fact]
    public void Shocks_apart_in_time_are_two_outages()
    {
        var stretches = Downtime.Of([new(1, 0, 2), new(1, 5, 6)], 2);
        Assert.Equal([0, 1], stretches.Select(s => s.Outage));
        Assert.Equal([2.0, 6.0], stretches.Select(s => s.Returns[0]));
    }

    [Fact]
    public void While_two_channels_overlap_both_are_down_and_each_returns_at_its_own_end()
    {
        var stretches = Downtime.Of([new(1, 0, 4), new(2, 2, 6)], 2);
        Assert.Equal([1, 3, 2], stretches.Select(s => s.DownMask));
        Assert.Equal(4, stretches[1].Returns[0]);
        Assert.Equal(6, stretches[1].Returns[1]);
        Assert.All(stretches, s => Assert.Equal(0, s.Outage));
    }

    [Fact]
    public void No_shock_is_no_downtime() => Assert.Empty(Downtime.Of([], 2));
}
