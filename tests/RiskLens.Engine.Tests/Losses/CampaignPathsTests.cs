using RiskLens.Engine.Losses;

namespace RiskLens.Engine.Tests.Losses;

public sealed class CampaignPathsTests
{
    private static readonly string[] Channels = ["email", "whatsapp"];

    [Fact]
    public void A_value_is_even_over_the_window_with_its_fractions_of_hours()
    {
        // 100 over 2.5 hours from 1.75: 40 an hour; a quarter of hour 1, hours 2 and 3, a quarter of hour 4.
        var path = Assert.Single(Of(6, Planned(1.75, 2.5, value: 100)).Paths);
        Assert.Equal((1, "campaign"), (path.Channel, path.Purpose));
        AssertNear([0, 10, 40, 40, 10, 0], path.Value);
        AssertNear(new double[6], path.Reach);
    }

    [Fact]
    public void A_window_within_one_hour_lies_in_it() =>
        AssertNear([0, 9, 0], Of(3, Planned(1.25, 0.5, value: 9)).Paths[0].Value);

    [Fact]
    public void What_lies_outside_the_horizon_is_left_out()
    {
        AssertNear([10, 5, 0], Of(3, Planned(-2, 3.5, value: 35)).Paths[0].Value);
        AssertNear([0, 0, 20], Of(3, Planned(2, 2, value: 40)).Paths[0].Value);
        Assert.Empty(Of(3, Planned(-4, 4, value: 1), Planned(3, 1, value: 1)).Paths);
    }

    [Fact]
    public void Reach_is_spread_apart_and_only_where_no_value_is_stated()
    {
        var path = Assert.Single(Of(2, Planned(0, 2, reach: 500, value: 8), Planned(1, 1, reach: 300)).Paths);
        AssertNear([4, 4], path.Value);
        AssertNear([0, 300], path.Reach);
    }

    [Fact]
    public void A_stated_value_of_zero_is_a_value()
    {
        var path = Assert.Single(Of(1, Planned(0, 1, reach: 300, value: 0)).Paths);
        AssertNear([0], path.Value);
        AssertNear([0], path.Reach);
    }

    [Fact]
    public void Campaigns_at_the_same_time_add_up_and_others_have_paths_of_their_own()
    {
        var paths = Of(
            1,
            Planned(0, 1, value: 3),
            Planned(0, 1, value: 4),
            Planned(0, 1, value: 5) with
            {
                Channel = "email",
            },
            Planned(0, 1, value: 6) with
            {
                Purpose = "balance",
            }
        ).Paths;
        Assert.Equal(
            [(0, "campaign", 5.0), (1, "balance", 6.0), (1, "campaign", 7.0)],
            paths.Select(p => (p.Channel, p.Purpose, p.Value[0]))
        );
    }

    [Fact]
    public void Campaigns_without_a_channel_of_the_ledger_and_without_value_and_reach_are_named()
    {
        var nowhere = Planned(0, 1, value: 3) with { Channel = "" };
        var absent = Planned(0, 1, value: 3) with { Channel = "sms" };
        var bare = Planned(0, 1);
        var told = Of(1, nowhere, absent, bare);
        Assert.Empty(told.Paths);
        Assert.Equal([nowhere, absent], told.Unplaced);
        Assert.Equal([bare], told.Unpriced);
    }

    private static CampaignPaths Of(int hours, params PlannedCampaign[] campaigns) =>
        CampaignPaths.Of(campaigns, Channels, hours);

    private static PlannedCampaign Planned(
        double start,
        double window,
        double? reach = null,
        double? value = null
    ) => new("A", "whatsapp", "campaign", start, window, reach, value);

    private static void AssertNear(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), hour => Assert.Equal(hour.First, hour.Second, 1e-9));
    }
}
