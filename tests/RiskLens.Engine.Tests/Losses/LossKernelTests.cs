using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Losses;

public sealed class LossKernelTests
{
    private const int WhatsApp = 1;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Demand_is_rerouted_recovered_served_elsewhere_or_lost_and_none_is_negative(ulong seed)
    {
        var rng = new Rng(seed);
        for (var i = 0; i < 200; i++)
        {
            var draw = Cells.Draw(
                rng.NextDouble(),
                rng.NextDouble(),
                1 + (30 * rng.NextDouble()),
                rng.NextDouble()
            );
            var routing = Cells.RoutingOf(rng.NextInt(8));
            var down = 1 + rng.NextInt(7);
            var start = 500 * rng.NextDouble();
            var kernel = new LossKernel(Cells.Flat, Cells.Channels);
            kernel.Accumulate(One(down, start, start + (50 * rng.NextDouble())), draw);
            double lost = 0;
            for (var k = 0; k < Cells.Flat.Count; k++)
            {
                var p = kernel.Of(k, routing, down, draw);
                Assert.Equal(
                    p.Demand,
                    p.Rerouted + p.Recovered + p.ServedElsewhere + p.Lost,
                    1e-9 * (1 + p.Demand)
                );
                Assert.True(
                    Math.Min(Math.Min(p.Rerouted, p.Recovered), Math.Min(p.ServedElsewhere, p.Lost)) >= 0
                );
                lost += p.Lost;
            }
            Assert.Equal(lost, kernel.Lost(routing, down, draw, worth: null), 1e-9 * (1 + lost));
        }
    }

    [Fact]
    public void Two_hours_without_whatsapp_lose_what_a_hand_calculation_says()
    {
        // 20 begun; 450 of 850 reachable elsewhere, 30 % of them switch: 20 x 450/850 x 0.3 = 3.176470588 rerouted.
        // Waits 1.5 h and 0.5 h: mean r = 0.5 (e^-0.15 + e^-0.05) / 2 = 0.4529843417 of 16.823529412.
        var draw = Cells.Draw();
        var kernel = new LossKernel(Cells.Flat, Cells.Channels);
        kernel.Accumulate(One(WhatsApp, 100, 102), draw);
        var parts = kernel.Of(0, Cells.RoutingOf(7), WhatsApp, draw);
        Assert.Equal(20, parts.Demand, 1e-9);
        Assert.Equal(3.176470588, parts.Rerouted, 1e-8);
        Assert.Equal(7.620795395, parts.Recovered, 1e-6);
        Assert.Equal(0.1 * (20 - 3.176470588 - 7.620795395), parts.ServedElsewhere, 1e-6);
    }

    [Fact]
    public void A_longer_outage_never_loses_less()
    {
        var draw = Cells.Draw();
        var last = 0.0;
        for (var hours = 0.5; hours < 100; hours += 0.5)
        {
            var lost = LostOf(hours, draw);
            Assert.True(lost >= last);
            last = lost;
        }
    }

    [Fact]
    public void Loss_is_not_linear_in_length() =>
        Assert.True(LostOf(24, Cells.Draw()) > 12.5 * LostOf(2, Cells.Draw()));

    [Fact]
    public void No_recovery_never_loses_less_than_some() =>
        Assert.True(LostOf(8, Cells.Draw(recoveredNow: 0)) > LostOf(8, Cells.Draw(recoveredNow: 0.2)));

    [Fact]
    public void A_channel_that_nobody_is_reached_on_changes_nothing()
    {
        var draw = Cells.Draw();
        var kernel = new LossKernel(Cells.Flat, Cells.Channels);
        kernel.Accumulate(One(WhatsApp, 10, 20), draw);
        var alone = Routing.Of(
            [Cells.Flat[0] with { ShareBySet = new Dictionary<int, double> { [1] = 1 } }],
            1,
            _ => 7,
            3
        );
        var beside = Routing.Of(
            [Cells.Flat[0] with { ShareBySet = new Dictionary<int, double> { [1] = 1 } }],
            3,
            _ => 7,
            3
        );
        Assert.Equal(kernel.Of(0, alone, WhatsApp, draw), kernel.Of(0, beside, WhatsApp, draw));
    }

    [Fact]
    public void Demand_is_not_rerouted_to_a_channel_that_cannot_take_it()
    {
        var draw = Cells.Draw();
        var kernel = new LossKernel(Cells.Flat, Cells.Channels);
        kernel.Accumulate(One(WhatsApp, 10, 20), draw);
        var inboundWithoutSms = Routing.Of(Cells.Flat, 7, _ => 5, Cells.Channels);
        // Telegram alone takes requests in: 150 of 850.
        Assert.Equal(100 * 150 / 850.0 * 0.3, kernel.Of(0, inboundWithoutSms, WhatsApp, draw).Rerouted, 1e-9);
    }

    private static double LostOf(double hours, LossDraw draw)
    {
        var kernel = new LossKernel(Cells.Flat, Cells.Channels);
        kernel.Accumulate(One(WhatsApp, 0, hours), draw);
        return kernel.Of(0, Cells.RoutingOf(7), WhatsApp, draw).Lost;
    }

    private static Downtime One(int mask, double start, double end) =>
        Downtime.Of([new Strike(mask, start, end)], Cells.Channels)[0];
}
