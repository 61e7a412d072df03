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
            draw = draw with
            {
                SwitchDelayHours = rng.NextInt(2) * rng.NextDouble() * 3,
                Capacity = rng.NextInt(2) == 0 ? null : [15, 3 * rng.NextDouble(), 6 * rng.NextDouble()],
            };
            var routing = Cells.RoutingOf(rng.NextInt(8));
            var down = 1 + rng.NextInt(7);
            var start = 500 * rng.NextDouble();
            var kernel = Cells.Kernel();
            kernel.Accumulate(One(down, start, start + (50 * rng.NextDouble())), draw);
            var parts = new Parts[Cells.Flat.Count];
            kernel.AddParts(routing, parts, [], 1);
            double lost = 0;
            foreach (var p in parts)
            {
                Assert.Equal(
                    p.Demand.Count,
                    p.Rerouted.Count + p.Recovered.Count + p.ServedElsewhere.Count + p.Lost.Count,
                    1e-9 * (1 + p.Demand.Count)
                );
                Assert.True(
                    Math.Min(
                        Math.Min(p.Rerouted.Count, p.Recovered.Count),
                        Math.Min(p.ServedElsewhere.Count, p.Lost.Count)
                    ) >= 0
                );
                lost += p.Lost.Count;
            }
            kernel.Price(LossUnit.Conversations);
            Assert.Equal(lost, kernel.Lost(routing), 1e-9 * (1 + lost));
        }
    }

    [Fact]
    public void Two_hours_without_whatsapp_lose_what_a_hand_calculation_says()
    {
        // 20 begun; 450 of 850 reachable elsewhere, 30 % of them switch: 20 x 450/850 x 0.3 = 3.176470588 rerouted.
        // Waits from 2 h to 0: mean r = 0.5 x 10/2 (1 - e^-0.2) = 0.4531731173 of 16.823529412.
        var parts = Cells.PartsOf(0, Cells.RoutingOf(7), WhatsApp, 100, 102, Cells.Draw());
        Assert.Equal(20, parts.Demand.Count, 1e-9);
        Assert.Equal(3.176470588, parts.Rerouted.Count, 1e-8);
        Assert.Equal(7.623971268, parts.Recovered.Count, 1e-6);
        Assert.Equal(0.1 * (20 - 3.176470588 - 7.623971268), parts.ServedElsewhere.Count, 1e-6);
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
        IReadOnlyList<DemandCell> cells =
        [
            Cells.Flat[0] with
            {
                ShareBySet = new Dictionary<int, double> { [1] = 1 },
            },
        ];
        Parts With(int active) =>
            Cells.PartsOf(0, Routing.Of(cells, active, _ => 7, 3), WhatsApp, 10, 20, Cells.Draw(), cells);
        Assert.Equal(With(1), With(3));
    }

    [Fact]
    public void Demand_is_not_rerouted_to_a_channel_that_cannot_take_it()
    {
        var inboundWithoutSms = Routing.Of(Cells.Flat, 7, _ => 5, Cells.Channels);
        // Telegram alone takes requests in: 150 of 850.
        Assert.Equal(
            100 * 150 / 850.0 * 0.3,
            Cells.PartsOf(0, inboundWithoutSms, WhatsApp, 10, 20, Cells.Draw()).Rerouted.Count,
            1e-9
        );
    }

    [Fact]
    public void Nobody_is_rerouted_before_the_switching_delay_has_passed()
    {
        // 1.25 h of the 4 go by first: 2.75 h x 10 x 450/850 x 0.3.
        var draw = Cells.Draw() with
        {
            SwitchDelayHours = 1.25,
        };
        var routing = Cells.RoutingOf(7);
        Assert.Equal(
            2.75 * 10 * 450 / 850.0 * 0.3,
            Cells.PartsOf(0, routing, WhatsApp, 10, 14, draw).Rerouted.Count,
            1e-9
        );
        Assert.Equal(0, Cells.PartsOf(0, routing, WhatsApp, 10, 11, draw).Rerouted.Count);
    }

    [Fact]
    public void What_is_rerouted_fits_into_what_the_other_channels_have_free()
    {
        // 400 of 850 turn to the channels that carry most: 100 + 50 to Telegram (2 an hour of its own), 300 to SMS.
        // Wanted each hour: 3 x 150/850 = 0.529 on Telegram, 3 x 300/850 = 1.059 on SMS; free: 0.4 and 0.5.
        var draw = Cells.Draw() with
        {
            Capacity = [double.PositiveInfinity, 0.5, 2.4],
        };
        Assert.Equal(
            10 * (0.4 + 0.5),
            Cells.PartsOf(0, Cells.RoutingOf(7), WhatsApp, 10, 20, draw).Rerouted.Count,
            1e-9
        );
        var ample = draw with { Capacity = [1000, 1000, 1000] };
        Assert.Equal(
            Cells.PartsOf(0, Cells.RoutingOf(7), WhatsApp, 10, 20, Cells.Draw()).Rerouted.Count,
            Cells.PartsOf(0, Cells.RoutingOf(7), WhatsApp, 10, 20, ample).Rerouted.Count,
            1e-9
        );
        var none = draw with { Capacity = [0, 0, 0] };
        Assert.Equal(0, Cells.PartsOf(0, Cells.RoutingOf(7), WhatsApp, 10, 20, none).Rerouted.Count);
    }

    [Fact]
    public void What_is_open_at_the_failure_is_no_demand_and_is_counted_once()
    {
        // 10 an hour that last 12 minutes in the mean: 2 are open at any moment (Little's law).
        IReadOnlyList<DemandCell> cells =
        [
            Cells.Flat[0] with
            {
                Facts = ConversationFacts.None with { OpenHours = 0.2 },
            },
            Cells.Flat[1],
        ];
        var parts = Cells.PartsOf(0, Cells.RoutingOf(7), WhatsApp, 10.5, 20, Cells.Draw(), cells);
        Assert.Equal(2, parts.InFlight.Count, 1e-9);
        Assert.Equal(95, parts.Demand.Count, 1e-9);
        // The second stretch of the same downtime finds nothing in flight: it was cut before.
        var kernel = Cells.Kernel(cells);
        var stretches = Downtime.Of([new Strike(WhatsApp, 10, 20), new Strike(4, 15, 20)], Cells.Channels);
        var sums = new Parts[2];
        foreach (var stretch in stretches)
        {
            kernel.Accumulate(stretch, Cells.Draw());
            kernel.AddParts(Cells.RoutingOf(7), sums, [], 1);
        }
        Assert.Equal(2, sums[0].InFlight.Count, 1e-9);
    }

    private static double LostOf(double hours, LossDraw draw) =>
        Cells.PartsOf(0, Cells.RoutingOf(7), WhatsApp, 0, hours, draw).Lost.Count;

    private static Downtime One(int mask, double start, double end) =>
        Downtime.Of([new Strike(mask, start, end)], Cells.Channels)[0];
}
