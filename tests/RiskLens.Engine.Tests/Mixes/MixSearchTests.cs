using RiskLens.Engine.Mixes;
using RiskLens.Engine.Tests.Losses;

namespace RiskLens.Engine.Tests.Mixes;

public sealed class MixSearchTests
{
    private static readonly Dictionary<int, double> Contacts = new()
    {
        [1] = 400,
        [3] = 300,
        [4] = 50,
        [5] = 100,
        [7] = 50,
    };

    [Fact]
    public void Only_sets_that_leave_nobody_unreached_are_possible()
    {
        // 400 and 300 write on WhatsApp alone and 50 on Telegram alone: both stay. SMS reaches nobody else.
        var sets = Search().Candidates().Where(m => m.Standby < 0).Select(m => m.Active).Order();
        Assert.Equal([5, 7], sets);
    }

    [Fact]
    public void Contacts_who_can_write_on_one_channel_only_are_enrolled()
    {
        // SMS (bit 1) takes nothing in: {WA} and {WA, SMS} write on WhatsApp alone, 700 contacts.
        Assert.Equal(350, Search().Enrolled(new Mix(7, 2, 0.5)));
        Assert.Equal(25, Search().Enrolled(new Mix(7, 0, 0.5)));
    }

    [Fact]
    public void A_standby_that_cannot_take_requests_is_not_proposed() =>
        Assert.DoesNotContain(Search().Candidates(), m => m.Standby == 1);

    [Fact]
    public void Enrolment_raises_what_is_reachable_while_whatsapp_is_down()
    {
        double Reachable(Mix mix) => Search().RoutingOf(mix).Reachable(cell: 0, channel: 0, down: 1);
        var today = Reachable(new Mix(7, -1, 0));
        // Inbound: 150 of 850 on Telegram today; half of the 700 others with it.
        Assert.Equal(150 / 850.0, today, 1e-12);
        Assert.Equal(500 / 850.0, Reachable(new Mix(7, 2, 0.5)), 1e-12);
    }

    [Fact]
    public void People_whom_a_mix_never_reaches_are_a_standing_loss()
    {
        var routing = Search().RoutingOf(new Mix(4, -1, 0));
        Assert.Equal(700 / 850.0, routing.Standing[0], 1e-12);
        Assert.Equal(0, routing.Standing[1], 1e-12);
        Assert.Equal(150 / 850.0, routing.Carried(0, 2), 1e-12);
    }

    private static MixSearch Search() => new(Cells.Flat, Contacts, _ => 5, inboundMask: 5, channels: 3);
}
