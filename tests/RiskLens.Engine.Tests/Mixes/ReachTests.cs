using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Mixes;

public sealed class ReachTests
{
    private const int Sms = 1;
    private const int Telegram = 2;
    private const int WhatsApp = 4;
    private const int Voice = 8;

    private static readonly ReachChannel[] Channels =
    [
        new("sms") { PhoneNumbered = true, ByNumberAlone = true },
        new("telegram"),
        new("whatsapp") { PhoneNumbered = true },
    ];

    private static readonly ReachChannel VoiceChannel = new("voice")
    {
        PhoneNumbered = true,
        ByNumberAlone = true,
    };

    [Fact]
    public void Whoever_was_not_seen_for_one_half_life_counts_as_half_in_use_and_the_own_channel_always()
    {
        // Seen 360 days ago on WhatsApp and 720 on Telegram: with a half-life of 360 days 1/2 and 1/4 are left.
        var known = Known(SeenAges.LatelyOn(Sms).SeenOn(2, 370).SeenOn(1, 730));
        var reach = Of(Channels, [(known, 8)], halfLifeDays: 360);
        Same(
            new()
            {
                [Sms] = 3,
                [Sms | WhatsApp] = 3,
                [Sms | Telegram] = 1,
                [Sms | Telegram | WhatsApp] = 1,
            },
            reach.ContactsBySet(ReachGrade.InUse)
        );
        Same(
            new() { [WhatsApp | Sms] = 0.75, [Telegram | WhatsApp | Sms] = 0.25 },
            reach.SharesOf(2, "balance", Direction.In)
        );
        Assert.Equal(8 * 0.5, reach.ContactsOn(2, ReachGrade.InUse), 12);
    }

    [Fact]
    public void Ages_count_from_where_the_ledger_is_cut()
    {
        var known = Known(SeenAges.LatelyOn(WhatsApp).SeenOn(1, 730));
        var whole = LedgerOf([(known, 1)]);
        var cut = Reach.Of(whole.Until(whole.Start + (100 - 60) * 24), Channels, halfLifeDays: 60);
        // 720 days before the end are 660 before the cut: 11 half-lives.
        Assert.Equal(1.0 / 2048, cut.ContactsOn(1, ReachGrade.InUse), 12);
    }

    [Fact]
    public void A_number_is_enough_for_sms_and_calls_and_an_app_is_not_reached_by_it()
    {
        var onWhatsApp = Known(SeenAges.LatelyOn(WhatsApp));
        var onTelegram = Known(SeenAges.LatelyOn(Telegram));
        var reach = Of([.. Channels, VoiceChannel], [(onWhatsApp, 10), (onTelegram, 3)]);
        Same(
            new() { [WhatsApp | Sms | Voice] = 10, [Telegram] = 3 },
            reach.ContactsBySet(ReachGrade.Addressable)
        );
        Same(new() { [WhatsApp] = 10, [Telegram] = 3 }, reach.ContactsBySet(ReachGrade.InUse));
        Same(new() { [WhatsApp] = 1 }, reach.SharesOf(2, "balance", Direction.In));
        Same(new() { [WhatsApp | Sms | Voice] = 1 }, reach.SharesOf(2, "balance", Direction.Out));
    }

    [Fact]
    public void A_stated_rate_of_consent_thins_and_a_list_decides()
    {
        var agreed = new ContactReach(SeenAges.LatelyOn(WhatsApp), new ListedStates(Sms, 0, 0));
        var silent = Known(SeenAges.LatelyOn(WhatsApp));
        var rates = Channels.ToArray();
        rates[0] = rates[0] with { Consent = 0.7 };
        Same(
            new() { [WhatsApp | Sms] = 1 + (0.7 * 3), [WhatsApp] = 0.3 * 3 },
            Of(rates, [(agreed, 1), (silent, 3)]).ContactsBySet(ReachGrade.Consented)
        );
        Same(
            new() { [WhatsApp | Sms] = 1, [WhatsApp] = 3 },
            Of(rates, [(agreed, 1), (silent, 3)], consentLists: ["sms"]).ContactsBySet(ReachGrade.Consented)
        );
    }

    [Fact]
    public void Whoever_opted_out_is_not_written_to_there_but_may_write()
    {
        var known = new ContactReach(
            SeenAges.LatelyOn(WhatsApp | Telegram),
            new ListedStates(Consented: Telegram, Told: 0, OptedOut: Telegram)
        );
        var reach = Of(Channels, [(known, 1)]);
        Same(new() { [WhatsApp | Sms] = 1 }, reach.SharesOf(2, "balance", Direction.Out));
        Same(new() { [WhatsApp | Telegram] = 1 }, reach.SharesOf(2, "balance", Direction.In));
    }

    [Fact]
    public void Whoever_was_told_of_a_channel_can_write_there()
    {
        var told = new ContactReach(SeenAges.LatelyOn(WhatsApp), new ListedStates(0, Telegram, 0));
        var other = Known(SeenAges.LatelyOn(WhatsApp));
        Same(
            new() { [WhatsApp | Telegram] = 0.25, [WhatsApp] = 0.75 },
            Of(Channels, [(told, 1), (other, 3)]).SharesOf(2, "balance", Direction.In)
        );
        var stated = new ReachChannel("inapp") { Told = 0.4 };
        Same(
            new() { [WhatsApp | Voice] = 0.4, [WhatsApp] = 0.6 },
            Of([.. Channels, stated], [(other, 3)]).SharesOf(2, "balance", Direction.In)
        );
        Same(
            new() { [WhatsApp | Sms] = 1 },
            Of([.. Channels, stated], [(other, 3)]).SharesOf(2, "balance", Direction.Out)
        );
    }

    [Fact]
    public void A_list_may_name_a_channel_that_no_log_shows()
    {
        // The fourth number is the channel that only the list names, the third of the mix.
        var told = new ContactReach(SeenAges.LatelyOn(WhatsApp), new ListedStates(0, Told: 8, 0));
        var ledger = LedgerOf([(told, 1)]);
        ledger = ledger with { Reach = ledger.Reach with { OnlyListed = ["inapp"] } };
        var reach = Reach.Of(ledger, [.. Channels, VoiceChannel, new("inapp")]);
        Same(new() { [WhatsApp | 16] = 1 }, reach.SharesOf(2, "balance", Direction.In));
    }

    [Fact]
    public void A_demand_that_no_log_shows_has_its_own_channel_alone() =>
        Same(
            new() { [Telegram] = 1 },
            Of(Channels, [(Known(SeenAges.LatelyOn(Sms)), 1)]).SharesOf(1, "order", Direction.In)
        );

    [Fact]
    public void More_channels_than_a_reach_set_can_be_valued_on_are_refused()
    {
        var many = Enumerable.Range(0, 10).Select(i => new ReachChannel($"more{i}"));
        Assert.Throws<RiskLensException>(() => Of([.. Channels, .. many], []));
    }

    /// <summary>TV-10a through the reach of a mix: contacts seen lately, one conversation each.</summary>
    [Theory]
    [InlineData(WhatsApp, WhatsApp, 850)]
    [InlineData(WhatsApp | Sms, WhatsApp, 500)]
    [InlineData(WhatsApp | Sms, Sms, 100)]
    [InlineData(WhatsApp | Sms, WhatsApp | Sms, 950)]
    [InlineData(WhatsApp | Telegram, WhatsApp, 700)]
    [InlineData(WhatsApp | Telegram, Telegram, 50)]
    [InlineData(WhatsApp | Telegram, WhatsApp | Telegram, 900)]
    [InlineData(WhatsApp | Sms | Telegram, WhatsApp, 400)]
    [InlineData(WhatsApp | Sms | Telegram, WhatsApp | Sms, 800)]
    [InlineData(WhatsApp | Sms | Telegram, WhatsApp | Telegram, 550)]
    [InlineData(WhatsApp | Sms | Telegram, Sms | Telegram, 150)]
    [InlineData(WhatsApp | Sms | Telegram, WhatsApp | Sms | Telegram, 1000)]
    public void Contacts_that_become_unreachable_are_counted_exactly(int active, int down, double contacts)
    {
        (int Set, long Contacts)[] seen =
        [
            (WhatsApp, 400),
            (WhatsApp | Sms, 300),
            (Sms, 100),
            (WhatsApp | Telegram, 100),
            (Telegram, 50),
            (WhatsApp | Sms | Telegram, 50),
        ];
        var reach = Of(Channels, [.. seen.Select(s => (Known(SeenAges.LatelyOn(s.Set)), s.Contacts))]);
        var volumes = ReachVolumes.Of(
            reach.ContactsBySet(ReachGrade.InUse).Select(s => (s.Key, s.Value)),
            channels: 3
        );
        Assert.Equal(contacts, volumes.Unreachable(active, down));
    }

    [Fact]
    public void Channels_are_independent_given_what_is_known_of_a_contact()
    {
        // Ages of 90, 180 and 270 days and a half-life of 90: chances of 1/2, 1/4 and 1/8; each set is a product of them.
        var known = Known(SeenAges.LatelyOn(0).SeenOn(0, 90).SeenOn(1, 180).SeenOn(2, 270));
        double[] chances = [1 / 2.0, 1 / 4.0, 1 / 8.0];
        var expected = Enumerable
            .Range(0, 8)
            .ToDictionary(
                set => set,
                set =>
                    64
                    * Enumerable
                        .Range(0, 3)
                        .Aggregate(
                            1.0,
                            (product, j) => product * ((set >> j & 1) != 0 ? chances[j] : 1 - chances[j])
                        )
            );
        Same(expected, Of(Channels, [(known, 64)], halfLifeDays: 90).ContactsBySet(ReachGrade.InUse));
    }

    [Fact]
    public void Grades_are_nested_and_shares_add_up_to_one()
    {
        var state = 20260101u;
        for (var company = 0; company < 200; company++)
        {
            var known = Enumerable
                .Range(0, 30)
                .Select(_ => (Any(ref state), 1L + (Next(ref state) % 50)))
                .ToArray();
            var channels = Channels
                .Append(VoiceChannel)
                .Select(c =>
                    c with
                    {
                        Consent = Next(ref state) % 2 == 0 ? null : Next(ref state) % 100 / 100.0,
                        Told = Next(ref state) % 100 / 100.0,
                    }
                )
                .ToArray();
            var reach = Of(
                channels,
                known,
                consentLists: Next(ref state) % 2 == 0 ? [] : ["telegram"],
                customers: 2000
            );
            for (var channel = 0; channel < 4; channel++)
            {
                var addressable = reach.ContactsOn(channel, ReachGrade.Addressable);
                Assert.InRange(reach.ContactsOn(channel, ReachGrade.Consented), 0, addressable + 1e-9);
                Assert.InRange(reach.ContactsOn(channel, ReachGrade.InUse), 0, addressable + 1e-9);
                Assert.True(
                    reach.ContactsOn(channel, ReachGrade.InUseOrTold)
                        >= reach.ContactsOn(channel, ReachGrade.InUse) - 1e-9
                );
            }
            foreach (var direction in new[] { Direction.In, Direction.Out })
            {
                foreach (var end in Enum.GetValues<ReachEnd>())
                {
                    var shares = reach.SharesOf(2, "balance", direction, end);
                    Assert.Equal(1, shares.Values.Sum(), 12);
                    Assert.All(shares, s => Assert.True((s.Key & WhatsApp) != 0 && s.Value is >= 0 and <= 1));
                }
            }
        }
    }

    private static ContactReach Any(ref uint state)
    {
        var seen = SeenAges.LatelyOn(0);
        for (var channel = 0; channel < 3; channel++)
        {
            if (Next(ref state) % 2 == 0)
                seen = seen.SeenOn(channel, (int)(Next(ref state) % 1500));
        }
        return new ContactReach(
            seen.Bits == 0 ? SeenAges.LatelyOn(WhatsApp) : seen,
            new ListedStates(
                (int)(Next(ref state) % 8),
                (int)(Next(ref state) % 8),
                (int)(Next(ref state) % 8)
            )
        );
    }

    /// <summary>Xorshift (Marsaglia 2003), so that the companies are the same everywhere.</summary>
    private static uint Next(ref uint state)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return state >> 8;
    }

    internal static ContactReach Known(SeenAges seen) => new(seen, default);

    internal static Reach Of(
        ReachChannel[] channels,
        (ContactReach Reach, long Contacts)[] known,
        double halfLifeDays = 360,
        string[]? consentLists = null,
        double? customers = null
    )
    {
        var ledger = LedgerOf(known);
        var lists = (consentLists ?? []).ToDictionary(c => c, _ => "2026-01-31");
        ledger = ledger with { Reach = ledger.Reach with { ConsentLists = lists } };
        return Reach.Of(ledger, channels, halfLifeDays, customers);
    }

    /// <summary>100 days on SMS, Telegram and WhatsApp; each contact begins, and is written to, once where it was seen.</summary>
    private static Ledger LedgerOf((ContactReach Reach, long Contacts)[] known)
    {
        string[] ids = ["sms", "telegram", "whatsapp"];
        var demand =
            from channel in Enumerable.Range(0, ids.Length)
            from direction in new[] { Direction.In, Direction.Out }
            let there = known.Where(k => k.Reach.Seen.DaysSince(channel) is not null).ToArray()
            where there.Length > 0
            select new ReachDemand(
                ids[channel],
                "balance",
                direction,
                there.GroupBy(k => k.Reach.Seen.Set).ToDictionary(s => s.Key, s => s.Sum(k => k.Contacts))
            )
            {
                ConversationsByReach = there,
            };
        var sets = known.GroupBy(k => k.Reach.Seen.Set).ToDictionary(s => s.Key, s => s.Sum(k => k.Contacts));
        return new Ledger(
            new Hour(480_000),
            2400,
            ids,
            [],
            [],
            new ReachSets(sets, [.. demand]) { ContactsByReach = known }
        );
    }

    private static void Same(Dictionary<int, double> expected, IReadOnlyDictionary<int, double> actual)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, e => Assert.Equal(e.Value, actual[e.Key], 12));
    }
}
