using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Ledgers;

public sealed class ReachCountTests
{
    [Fact]
    public void A_contact_counts_under_exactly_the_channels_on_which_it_was_seen()
    {
        var reach = Seen();
        Assert.Equal([(1, 1L), (2, 1L), (3, 2L)], reach.Sets().Contacts.Select(s => (s.Key, s.Value)));
    }

    [Fact]
    public void Conversations_count_under_the_set_of_their_contact()
    {
        var reach = Seen();
        reach.Begin("whatsapp", "balance", Direction.In, 10);
        reach.Begin("whatsapp", "balance", Direction.In, 12);
        reach.Begin("sms", "balance", Direction.Out, 12);
        var demand = reach.Sets().Demand;
        Assert.Equal(["sms", "whatsapp"], demand.Select(d => d.Channel));
        Assert.Equal([(1, 1L), (3, 1L)], demand[1].ConversationsBySet.Select(s => (s.Key, s.Value)));
    }

    private static ReachCount Seen()
    {
        var reach = new ReachCount();
        reach.See(0, [By(10), By(12), By(1000), By(12)]);
        reach.See(1, [By(11), By(12), By(1000)]);
        return reach;
    }

    private static LedgerEvent By(int contact) => new(1, contact, 0, Direction.In, false, 0, 0);
}
