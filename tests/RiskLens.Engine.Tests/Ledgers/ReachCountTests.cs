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

    [Fact]
    public void A_contact_is_as_old_on_a_channel_as_when_it_was_last_seen_there_in_classes_of_90_days()
    {
        var reach = new ReachCount(lastDay: 1000);
        reach.See(0, 1000, [By(1)]);
        reach.See(0, 500, [By(1), By(2)]);
        reach.See(1, 911, [By(1)]);
        reach.See(2, 910, [By(1)]);
        reach.See(3, -3000, [By(1)]);
        var ages = reach.Sets().ContactsByReach.Select(c => c.Reach.Seen).OrderBy(a => a.Set).ToArray();
        Assert.Equal([450, null], [ages[0].DaysSince(0), ages[0].DaysSince(1)]);
        Assert.Equal(
            [0, 0, 90, 1260, null],
            [.. Enumerable.Range(0, 5).Select(channel => ages[1].DaysSince(channel))]
        );
        Assert.Equal([1, 15], ages.Select(a => a.Set));
    }

    [Fact]
    public void The_order_of_days_does_not_change_ages()
    {
        var (there, back) = (new ReachCount(400), new ReachCount(400));
        foreach (var day in new[] { 10, 150, 390 })
            there.See(day % 3, day, [By(day % 4), By(9)]);
        foreach (var day in new[] { 390, 150, 10 })
            back.See(day % 3, day, [By(9), By(day % 4)]);
        Assert.Equal(there.Sets().ContactsByReach, back.Sets().ContactsByReach);
    }

    [Fact]
    public void What_lists_say_of_a_contact_stands_beside_where_it_was_seen()
    {
        var reach = Seen();
        reach.List(10, new ListedStates(Consented: 2, Told: 0, OptedOut: 0));
        reach.List(10, new ListedStates(Consented: 0, Told: 4, OptedOut: 0));
        reach.List(77, new ListedStates(Consented: 1, Told: 0, OptedOut: 0));
        reach.Begin("whatsapp", "balance", Direction.In, 10);
        var (known, conversations) = Assert.Single(Assert.Single(reach.Sets().Demand).ConversationsByReach);
        Assert.Equal(new ListedStates(Consented: 2, Told: 4, OptedOut: 0), known.Listed);
        Assert.Equal((1, 1L), (known.Seen.Set, conversations));
        // Contact 77 was never seen.
        Assert.Equal(4, reach.Sets().ContactsByReach.Sum(c => c.Contacts));
    }

    [Fact]
    public void Without_ages_everyone_was_seen_lately()
    {
        var sets = new ReachSets(new Dictionary<int, long> { [5] = 7 }, []);
        var (known, contacts) = Assert.Single(sets.ContactsByReach);
        Assert.Equal(
            (5, 0, null, 0),
            (known.Seen.Set, known.Seen.DaysSince(0), known.Seen.DaysSince(1), known.Seen.DaysSince(2))
        );
        Assert.Equal(7, contacts);
    }

    [Fact]
    public void Thirty_one_channels_fit_into_ages()
    {
        var ages = SeenAges.LatelyOn(0).SeenOn(30, 200).SeenOn(0, 100);
        Assert.Equal([90, null, 180], [ages.DaysSince(0), ages.DaysSince(15), ages.DaysSince(30)]);
        Assert.Equal(1 << 30, ages.Without(0).Set);
    }

    private static ReachCount Seen()
    {
        var reach = new ReachCount(lastDay: 9);
        reach.See(0, 9, [By(10), By(12), By(1000), By(12)]);
        reach.See(1, 9, [By(11), By(12), By(1000)]);
        return reach;
    }

    private static LedgerEvent By(int contact) => new(1, contact, 0, Direction.In, false, 0, 0);
}
