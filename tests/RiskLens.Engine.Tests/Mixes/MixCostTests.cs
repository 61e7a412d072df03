using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Tests.Losses;

namespace RiskLens.Engine.Tests.Mixes;

public sealed class MixCostTests
{
    private static readonly string[] Channels = ["whatsapp", "sms", "telegram"];
    private static readonly Dictionary<string, double> Sent = new()
    {
        ["whatsapp"] = 1000,
        ["telegram"] = 100,
    };

    [Fact]
    public void The_first_year_adds_yearly_costs_messages_at_their_price_and_enrolment()
    {
        var cost = CostOf(
            ("whatsapp.yearly_cost", 500),
            ("whatsapp.message_price", 2),
            ("sms.yearly_cost", 50),
            ("telegram.yearly_cost", 30),
            ("telegram.message_price", 0),
            ("telegram.enrolment_cost", 4)
        );
        Assert.Equal(500 + 2000 + 50 + 30, cost.Of(new Mix(7, -1, 0), 0, Cells.RoutingOf(7)));
        Assert.Equal(500 + 2000 + 50 + 30 + (4 * 350), cost.Of(new Mix(7, 2, 0.5), 350, Cells.RoutingOf(7)));
        Assert.Equal(4 * 350, cost.OfEnrolment(new Mix(7, 2, 0.5), 350));
    }

    [Fact]
    public void Messages_of_a_dropped_channel_cost_what_their_new_carrier_asks()
    {
        var cost = CostOf(
            ("whatsapp.yearly_cost", 500),
            ("whatsapp.message_price", 2),
            ("telegram.yearly_cost", 30),
            ("telegram.message_price", 1),
            ("sms.yearly_cost", 50)
        );
        // Of WhatsApp's demand 150 of 850 is known on Telegram (bit 2); the rest is a standing loss.
        var alone = Routing.Of(Cells.Flat, 4, _ => 5, Cells.Channels);
        Assert.Equal(30 + 100 + (1000 * 150 / 850.0), cost.Of(new Mix(4, -1, 0), 0, alone)!.Value, 1e-9);
    }

    [Fact]
    public void A_price_that_is_not_stated_makes_the_cost_unknown_and_not_zero()
    {
        var cost = CostOf(
            ("whatsapp.yearly_cost", 500),
            ("sms.yearly_cost", 50),
            ("telegram.yearly_cost", 30),
            ("telegram.message_price", 0)
        );
        Assert.Equal(["whatsapp"], cost.Unknown);
        Assert.Null(cost.Of(new Mix(7, -1, 0), 0, Cells.RoutingOf(7)));
        Assert.Null(cost.OfEnrolment(new Mix(7, 0, 0.5), 10));
    }

    private static MixCost CostOf(params (string Key, double Value)[] stated) =>
        new(
            Channels,
            Cells.Flat,
            stated.ToDictionary(s => s.Key, s => Cells.Fixed(s.Key, s.Value, "EUR")),
            Sent
        );
}
