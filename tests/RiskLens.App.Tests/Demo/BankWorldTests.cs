using RiskLens.App.Demo;
using RiskLens.Engine.Messages;

namespace RiskLens.App.Tests.Demo;

public sealed class BankWorldTests
{
    private static readonly Lazy<IReadOnlyList<BankWorld>> Worlds = new(() =>
        [
            BankWorld.Create(BankOptions.Bundled, CancellationToken.None),
            .. Enumerable
                .Range(1, 4)
                .Select(seed => BankWorld.Create(new((ulong)seed), CancellationToken.None)),
        ]
    );

    public static TheoryData<int> All => [0, 1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(All))]
    public void The_planted_shares_are_a_tenth_rerouted_and_four_tenths_recovered(int index)
    {
        Assert.All(
            Worlds.Value[index].Outages,
            draw =>
            {
                Assert.InRange(draw.Rerouted.Count - 0.10 * draw.Demand, -0.5001, 0.5001);
                Assert.InRange(draw.Recovered.Count - 0.40 * draw.Demand, -1, 1);
            }
        );
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Demand_is_rerouted_recovered_or_lost_and_nothing_else_changes(int index)
    {
        var world = Worlds.Value[index];
        foreach (var draw in world.Outages)
        {
            var demand = world.ConversationsWithoutOutages.Count(c =>
                BankFlow.All[c.Flow].Channel == "whatsapp"
                && c.Start >= draw.Outage.StartSecond
                && c.Start < draw.Outage.EndSecond
            );
            Assert.Equal(demand, draw.Demand);
        }
        var lost = world.Outages.Sum(draw => draw.Lost.Count);
        Assert.Equal(world.ConversationsWithoutOutages.Count - lost, world.Conversations.Count);
        var moved = world.Outages.Sum(draw => draw.Rerouted.Count + draw.Recovered.Count + draw.Cut.Count);
        var untouched = world.Conversations.Intersect(world.ConversationsWithoutOutages).Count();
        Assert.Equal(world.Conversations.Count - moved, untouched);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_ledger_sees_nearly_the_planted_counts(int index)
    {
        // A conversation close to another of the same contact is one for a ledger, and the last clock hour nets
        // what came back at once: a few conversations, no more.
        foreach (var draw in Worlds.Value[index].Outages)
        {
            var truth = TellTruth.OutageOf(Worlds.Value[index], draw);
            Assert.Equal(truth.Demand, truth.Rerouted + truth.Recovered + truth.Lost);
            Assert.Equal(truth.Demand, truth.Purposes.Sum(purpose => purpose.Demand));
            Assert.Equal(truth.Ledger.Shortfall, truth.Ledger.Demand - truth.Ledger.Actual);
            Assert.InRange(
                truth.Ledger.Shortfall + truth.Ledger.RecoveredInside,
                truth.Demand - 5,
                truth.Demand
            );
            Assert.InRange(
                truth.Ledger.RecoveredLater + truth.Ledger.RecoveredInside,
                truth.Recovered - 3,
                truth.Recovered
            );
            Assert.InRange(truth.Ledger.ReroutedElsewhere, truth.Rerouted - 2, truth.Rerouted);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Rerouted_conversations_keep_customer_and_purpose_on_a_channel_they_have(int index)
    {
        var world = Worlds.Value[index];
        foreach (var draw in world.Outages)
        {
            foreach (var (before, after) in draw.Rerouted.Zip(draw.ReroutedTo))
            {
                Assert.Equal(before.Contact, after.Contact);
                Assert.Equal(BankFlow.All[before.Flow].Purpose, BankFlow.All[after.Flow].Purpose);
                Assert.NotEqual("whatsapp", BankFlow.All[after.Flow].Channel);
                var bit = 1 << BankFlow.ChannelIndex(BankFlow.All[after.Flow].Channel);
                Assert.NotEqual(0, world.Contacts.SetOf(before.Contact) & bit);
                Assert.InRange(after.Start - before.Start, 5 * 60, 40 * 60);
                Assert.True(after.Start < draw.Outage.EndSecond);
            }
        }
    }

    [Theory]
    [InlineData(0, 14 * 60 + 22)]
    [InlineData(1, 6 * 60)]
    public void Who_comes_back_does_so_within_twice_the_outage_or_six_hours(int outage, int minutes)
    {
        foreach (var draw in Worlds.Value.Select(world => world.Outages[outage]))
        {
            Assert.All(
                draw.RecoveredTo,
                c => Assert.InRange(c.Start - draw.Outage.EndSecond, 0, minutes * 60 - 1)
            );
        }
    }

    [Fact]
    public void Who_waits_longer_comes_back_less_often()
    {
        // Planted chances fall as exp(-hours / 8) over the 7 hours: the first half hears back less than the second.
        var draws = Worlds.Value.Select(world => world.Outages[0]).ToList();
        var middle = (draws[0].Outage.StartSecond + draws[0].Outage.EndSecond) / 2;
        Assert.True(ShareBack(c => c.Start < middle) < ShareBack(c => c.Start >= middle));
        Assert.All(draws, draw => Assert.InRange(draw.ChanceWithoutWait, 0.5, 0.95));
        Assert.Equal(Math.Exp(-0.5), draws[0].ChanceToReturn(4) / draws[0].ChanceToReturn(0), 1e-12);

        double ShareBack(Func<BankConversation, bool> chosen)
        {
            var back = draws.Sum(draw => draw.Recovered.Count(chosen));
            return (double)back / (back + draws.Sum(draw => draw.Lost.Count(chosen)));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Totals_of_24_hours_vary_at_least_8_percent_around_their_expectation(int index)
    {
        var world = Worlds.Value[index];
        Assert.InRange(SpreadOf(["whatsapp"]), 0.08, 0.13);
        Assert.InRange(SpreadOf(BankFlow.Channels), 0.08, 0.12);

        double SpreadOf(IReadOnlyList<string> channels)
        {
            var counts = new double[730];
            var expected = new double[730];
            foreach (var channel in channels)
            {
                var hourly = world.HourlyCountsWithoutOutages(channel);
                var means = world.Expected(channel);
                for (var hour = 0; hour < hourly.Length; hour++)
                {
                    counts[hour / 24] += hourly[hour];
                    expected[hour / 24] += means[hour];
                }
            }
            var ratios = counts.Zip(expected, (count, mean) => count / mean).ToArray();
            Assert.InRange(ratios.Average(), 0.98, 1.02);
            return Math.Sqrt(ratios.Select(ratio => ratio - ratios.Average()).Average(d => d * d));
        }
    }

    [Fact]
    public void Demand_has_its_rhythms_of_day_week_month_and_growth()
    {
        var hourly = Worlds.Value[0].HourlyCountsWithoutOutages("whatsapp", "transfer", Direction.In);
        double PerHour(Func<DateOnly, int, bool> chosen) =>
            hourly.Where((_, h) => chosen(BankCalendar.DateOf(h / 24), h % 24)).Average();

        Assert.True(PerHour((_, hour) => hour == 10) > 10 * PerHour((_, hour) => hour == 3));
        Assert.True(
            PerHour((d, _) => d.DayOfWeek == DayOfWeek.Friday)
                > 1.4 * PerHour((d, _) => d.DayOfWeek == DayOfWeek.Sunday)
        );
        Assert.True(
            PerHour((d, _) => d.Day is >= 28 or <= 2) > 1.2 * PerHour((d, _) => d.Day is > 8 and < 22)
        );
        Assert.InRange(PerHour((d, _) => d.Year == 2022) / PerHour((d, _) => d.Year == 2021), 1.05, 1.16);
    }

    [Fact]
    public void Campaigns_go_out_on_planned_weekdays_away_from_the_outages()
    {
        var hourly = Worlds.Value[0].HourlyCountsWithoutOutages("whatsapp", "campaign", Direction.Out);
        var days = Enumerable
            .Range(0, 730)
            .Where(day => hourly[(day * 24)..(day * 24 + 24)].Sum() > 0)
            .ToList();
        Assert.Equal(72, days.Count);
        Assert.All(days.Select(BankCalendar.DateOf), d => Assert.InRange(d.Day, 8, 22));
        Assert.All(
            days.Select(BankCalendar.DateOf),
            d => Assert.True(d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
        );
    }

    [Fact]
    public void A_flow_that_the_bank_does_not_have_is_all_zeros()
    {
        Assert.All(
            Worlds.Value[0].HourlyCounts("sms", "balance", Direction.In),
            count => Assert.Equal(0, count)
        );
        Assert.All(
            Worlds.Value[0].HourlyCounts("whatsapp", "balance", Direction.Out),
            count => Assert.Equal(0, count)
        );
    }

    [Fact]
    public void The_ledger_from_memory_holds_every_message_and_conversation()
    {
        var world = Worlds.Value[1];
        var ledger = BankLedger.Of(world);
        Assert.Equal(["email", "sms", "telegram", "ussd", "whatsapp"], ledger.Channels);
        Assert.Equal(
            world.Conversations.Sum(c => (long)c.Count),
            ledger.Activities.Sum(a => a.MessagesIn.Sum(n => (long)n) + a.MessagesOut.Sum(n => (long)n))
        );
        Assert.Equal(
            world.Conversations.Sum(c => (decimal)c.Amount),
            ledger.Activities.Sum(a => a.Value.Sum())
        );
        foreach (
            var (demand, activity) in ledger.Reach.Demand.Join(
                ledger.Activities,
                d => (d.Channel, d.Purpose),
                a => (a.Channel, a.Purpose),
                (d, a) => (d, a)
            )
        )
        {
            var begun =
                demand.Direction == Direction.In ? activity.ConversationsIn : activity.ConversationsOut;
            Assert.Equal(begun.Sum(n => (long)n), demand.ConversationsBySet.Values.Sum());
            Assert.All(activity.Contacts.Zip(begun), hour => Assert.True(hour.First >= hour.Second));
        }
        Assert.All(ledger.Observed, hours => Assert.InRange(hours.Count(o => o), 17_400, 17_520));
    }
}
