using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Mixes;

/// <summary>
/// Contacts of WhatsApp, Telegram and e-mail that nothing links. Bounds by hand: max(0, a + max b - N) and min(a, sum b).
/// </summary>
public sealed class UnlinkedReachTests
{
    private const int Email = 1;
    private const int Telegram = 2;
    private const int WhatsApp = 4;

    [Theory]
    // 600 on WhatsApp, 500 on Telegram, 200 by e-mail, 900 customers.
    [InlineData(900, WhatsApp, Telegram, 200, 500)]
    [InlineData(900, WhatsApp, Email, 0, 200)]
    [InlineData(900, WhatsApp, Telegram | Email, 200, 600)]
    [InlineData(900, Telegram, WhatsApp, 200, 500)]
    [InlineData(900, Telegram, Email, 0, 200)]
    [InlineData(900, Telegram, WhatsApp | Email, 200, 500)]
    [InlineData(900, Email, WhatsApp, 0, 200)]
    [InlineData(900, Email, Telegram | WhatsApp, 0, 200)]
    // 750 customers: 600 + 200 - 750 = 50 more must overlap.
    [InlineData(750, WhatsApp, Telegram, 350, 500)]
    [InlineData(750, WhatsApp, Email, 50, 200)]
    [InlineData(750, Email, WhatsApp, 50, 200)]
    [InlineData(750, Email, WhatsApp | Telegram, 50, 200)]
    // Without a total, nobody need be the same.
    [InlineData(null, WhatsApp, Telegram | Email, 0, 600)]
    public void The_share_that_can_be_reached_elsewhere_is_the_bound(
        int? customers,
        int failed,
        int live,
        double least,
        double most
    )
    {
        var reach = Company(customers);
        var channel = failed / 2;
        var own = new[] { 200.0, 500, 600 }[channel];
        foreach (var direction in new[] { Direction.In, Direction.Out })
        {
            Assert.Equal(0, Reached(ReachEnd.AsSeen));
            Assert.Equal(least / own, Reached(ReachEnd.Least), 12);
            Assert.Equal(most / own, Reached(ReachEnd.Most), 12);

            double Reached(ReachEnd end) =>
                reach
                    .SharesOf(channel, "balance", direction, end)
                    .Where(s => (s.Key & live) != 0)
                    .Sum(s => s.Value);
        }
    }

    [Fact]
    public void A_total_below_the_contacts_seen_is_taken_as_those() =>
        Same(
            new()
            {
                [WhatsApp] = 100.0 / 600,
                [WhatsApp | Telegram] = 300.0 / 600,
                [7] = 200.0 / 600,
            },
            Company(customers: 10).SharesOf(2, "balance", Direction.In, ReachEnd.Least)
        );

    [Fact]
    public void At_the_least_end_those_overlap_who_are_reached_on_another_channel_already()
    {
        // Half of the WhatsApp contacts are known by SMS (bit 3); Telegram must overlap with 40 %.
        var shares = new SortedDictionary<int, double> { [WhatsApp] = 0.5, [WhatsApp | 8] = 0.5 };
        Same(
            new()
            {
                [WhatsApp] = 0.5,
                [WhatsApp | 8] = 0.1,
                [WhatsApp | 8 | Telegram] = 0.4,
            },
            UnlinkedReach.Of(shares, 100, [(1, 100)], customers: 160, ReachEnd.Least)
        );
        Same(
            new()
            {
                [WhatsApp | Telegram] = 0.4,
                [WhatsApp] = 0.1,
                [WhatsApp | 8] = 0.5,
            },
            UnlinkedReach.Of(shares, 100, [(1, 40)], customers: 160, ReachEnd.Most)
        );
    }

    [Fact]
    public void A_stretch_that_goes_over_the_end_of_the_circle_begins_anew()
    {
        var shares = new SortedDictionary<int, double> { [WhatsApp] = 1 };
        Same(
            new()
            {
                [WhatsApp | Email | Telegram] = 0.5,
                [WhatsApp | Telegram] = 0.25,
                [WhatsApp | Email] = 0.25,
            },
            UnlinkedReach.Of(shares, 100, [(0, 75), (1, 75)], customers: null, ReachEnd.Most)
        );
    }

    [Fact]
    public void Channels_by_telephone_number_are_linked_and_others_when_some_contacts_were_seen_on_both()
    {
        ReachChannel[] phones =
        [
            new("sms") { PhoneNumbered = true },
            new("telegram") { PhoneNumbered = true },
            new("whatsapp") { PhoneNumbered = true },
        ];
        Assert.False(ReachTests.Of(phones, Seen((1, 5), (2, 5), (4, 5))).Unlinked);
        ReachChannel[] apart = [phones[0], new("telegram"), phones[2]];
        Assert.True(ReachTests.Of(apart, Seen((1, 5), (2, 5), (4, 5))).Unlinked);
        Assert.False(ReachTests.Of(apart, Seen((1, 5), (2, 5), (4, 5), (6, 1))).Unlinked);
        // One of 1000 may be two people of one name.
        Assert.True(ReachTests.Of(apart, Seen((2, 1000), (4, 5000), (6, 1))).Unlinked);
        // On Telegram nobody was seen: nothing is to be linked.
        Assert.False(ReachTests.Of(apart, Seen((1, 5), (4, 5))).Unlinked);
    }

    [Fact]
    public void Where_contacts_are_linked_both_ends_are_as_seen()
    {
        ReachChannel[] channels = [new("sms"), new("telegram"), new("whatsapp")];
        var linked = ReachTests.Of(channels, Seen((3, 10), (6, 20), (5, 30), (4, 40)), customers: 100);
        Assert.False(linked.Unlinked);
        foreach (var end in Enum.GetValues<ReachEnd>())
        {
            Same(
                new()
                {
                    [4] = 40 / 90.0,
                    [5] = 30 / 90.0,
                    [6] = 20 / 90.0,
                },
                linked.SharesOf(2, "balance", Direction.In, end)
            );
        }
    }

    [Fact]
    public void Every_live_set_is_at_the_least_bound_and_at_the_most_bound_where_there_is_room()
    {
        var random = new Rng(7);
        for (var company = 0; company < 300; company++)
        {
            var own = 1 + (1000 * random.NextDouble());
            var customers = own + (1000 * random.NextDouble());
            var crowding = company % 3 == 0 ? 0.2 : 1;
            var others = Enumerable
                .Range(1, 5)
                .Select(channel => (channel, Contacts: own * crowding * random.NextDouble()))
                .ToArray();
            var alone = new SortedDictionary<int, double> { [1] = 1 };
            var least = UnlinkedReach.Of(alone, own, others, customers, ReachEnd.Least);
            var most = UnlinkedReach.Of(alone, own, others, customers, ReachEnd.Most);
            for (var live = 2; live < 64; live += 2)
            {
                var contacts = others
                    .Where(o => (live >> o.channel & 1) != 0)
                    .Select(o => o.Contacts)
                    .ToArray();
                var (low, high) = (
                    Math.Max(0, own + contacts.Max() - customers) / own,
                    Math.Min(1, contacts.Sum() / own)
                );
                Assert.Equal(low, On(least, live), 9);
                Assert.InRange(On(most, live), contacts.Max() / own - 1e-9, high + 1e-9);
                if (crowding < 1 || int.PopCount(live) == 1 || live == 62)
                    Assert.Equal(high, On(most, live), 9);
            }
        }

        static double On(IReadOnlyDictionary<int, double> shares, int live) =>
            shares.Where(s => (s.Key & live) != 0).Sum(s => s.Value);
    }

    private static Reach Company(double? customers) =>
        ReachTests.Of(
            [new("sms"), new("telegram"), new("whatsapp")],
            Seen((Email, 200), (Telegram, 500), (WhatsApp, 600)),
            customers: customers
        );

    private static (ContactReach, long)[] Seen(params (int Set, long Contacts)[] sets) =>
        [.. sets.Select(s => (ReachTests.Known(SeenAges.LatelyOn(s.Set)), s.Contacts))];

    private static void Same(Dictionary<int, double> expected, IReadOnlyDictionary<int, double> actual)
    {
        Assert.Equal(expected.Keys.Order(), actual.Where(s => s.Value > 1e-12).Select(s => s.Key).Order());
        Assert.All(expected, e => Assert.Equal(e.Value, actual[e.Key], 12));
    }
}
