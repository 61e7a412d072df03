using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Tests.Losses;

namespace RiskLens.Engine.Tests.Mixes;

public sealed class BoundedSearchTests
{
    private static readonly string[] Owners = ["Meta", "operators", "Telegram", "Meta"];
    private static readonly MixPolicy Free = MixPolicy.None with { Owners = Owners };

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(1)]
    public void The_best_mix_is_the_best_of_all_valued_one_by_one(double tailWeight)
    {
        var policy = Free with { TailWeight = tailWeight };
        var company = new MixCompany(("balance.tolerance_hours", 2), ("balance.penalty", 900));
        var (hunt, valued) = company.Run(policy);
        var all = company.All(policy).All;
        var least = all.Min(hunt.ObjectiveOf);
        // The level of the enrolment is refined beyond the grid: never worse, and close to its best level.
        Assert.InRange(hunt.ObjectiveOf(hunt.Best), 0.97 * least, least * (1 + 1e-9));
        Assert.Equal(0, hunt.Gap);
        Assert.Equal(
            all.Count,
            hunt.Bounded.Select(b => b.Mix.Id).Count(id => all.Exists(v => v.Mix.Id == id))
        );
        Assert.True(valued.All.Count <= all.Count + 2);
    }

    [Fact]
    public void The_frontier_is_that_of_all_mixes_valued_one_by_one()
    {
        var company = new MixCompany();
        var (hunt, valued) = company.Run(Free);
        var all = company.All(Free).All;
        var expected = Frontier.Of([.. all.Select(v => v.Point)]).Select(i => all[i].Mix.Id).Order();
        var refined = valued
            .All.Where(v => !all.Exists(a => a.Mix.Id == v.Mix.Id))
            .Select(v => v.Mix.Id)
            .ToList();
        var among = valued.All.Where(v => !refined.Contains(v.Mix.Id)).ToList();
        var found = Frontier.Of([.. among.Select(v => v.Point)]).Select(i => among[i].Mix.Id).Order();
        Assert.True(hunt.FrontierComplete);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void A_larger_budget_never_has_a_worse_optimum()
    {
        var company = new MixCompany();
        var costs = company.All(Free).All.Select(v => v.Cost!.Value).Order().ToArray();
        double before = double.PositiveInfinity;
        foreach (var share in new[] { 0.1, 0.3, 0.5, 0.7, 1 })
        {
            var budget = costs[(int)(share * (costs.Length - 1))];
            var (hunt, _) = company.Run(Free with { Budget = budget });
            var objective = hunt.ObjectiveOf(hunt.Best);
            Assert.True(objective <= before * (1 + 1e-12));
            Assert.True(hunt.Best.Cost <= budget);
            before = objective;
        }
    }

    [Fact]
    public void What_must_stay_stays_and_what_must_not_be_used_is_not()
    {
        var company = new MixCompany(("telegram.yearly_cost", 1e7), ("messenger.yearly_cost", 0));
        var (kept, _) = company.Run(Free with { MustKeep = 4 });
        Assert.NotEqual(0, kept.Best.Mix.Active & 4);
        var (unused, _) = company.Run(Free with { MustNotUse = 8 });
        Assert.Equal(0, unused.Best.Mix.Active & 8);
    }

    [Fact]
    public void A_channel_that_reaches_nobody_is_never_chosen_because_of_its_cost()
    {
        // Nobody can be enrolled on Messenger, and of those seen there none are left.
        var contacts = new Dictionary<int, double>
        {
            [1] = 600,
            [3] = 400,
            [5] = 250,
            [4] = 40,
            [6] = 60,
        };
        DemandCell[] cells =
        [
            .. MixCompany.Demand.Select(c =>
                c with
                {
                    ShareBySet = c
                        .ShareBySet.GroupBy(s => s.Key & 7)
                        .ToDictionary(s => s.Key, s => s.Sum(x => x.Value)),
                }
            ),
        ];
        var company = new MixCompany(("messenger.enrolment_cost", 1e9));
        var search = new MixSearch(cells, contacts, c => c.Direction == Direction.In ? 13 : 7, 13, 4)
        {
            TodayMask = 7,
        };
        double Total(int active)
        {
            var routing = search.RoutingOf(new Mix(active, -1, 0));
            var draws = company.Years.Run(
                [routing],
                LossUnit.Money,
                300,
                new Rng(3),
                1,
                null,
                CancellationToken.None
            )[0];
            return draws.Total.Average()
                + draws.Standing.Average()
                + company.Cost.Of(new Mix(active, -1, 0), 0, routing)!.Value;
        }
        foreach (var active in new[] { 7, 5, 3 })
            Assert.Equal(Total(active) + 1500, Total(active | 8), 1e-6);
    }

    [Fact]
    public void A_channel_of_the_same_owner_never_helps_against_the_owners_shock()
    {
        // WhatsApp and Messenger down together, with and without Messenger in the mix.
        var search = MixCompany.Search();
        var (with, without) = (search.RoutingOf(new Mix(15, -1, 0)), search.RoutingOf(new Mix(7, -1, 0)));
        var cells = MixCompany.Demand.Count;
        for (var k = 0; k < cells; k++)
        {
            for (var c = 0; c < 3; c++)
                Assert.Equal(without.Reachable(k, c, 9), with.Reachable(k, c, 9), 1e-15);
        }
        // Against WhatsApp's own shock it does: 0.15 have Messenger and nothing else.
        Assert.Equal(0.15, with.Reachable(0, 0, 1) - without.Reachable(0, 0, 1), 1e-12);
    }

    [Fact]
    public void Nobody_gains_by_ceasing_to_serve_people()
    {
        var company = new MixCompany();
        var (hunt, valued) = company.Run(Free);
        Mix[] few = [new(0, -1, 0), new(1, -1, 0), new(2, -1, 0), new(4, -1, 0), new(8, -1, 0)];
        valued.Value(few, null, CancellationToken.None);
        foreach (var mix in few)
        {
            Assert.False(hunt.IsAllowed(valued.Of(mix)), mix.Id);
            Assert.True(hunt.ObjectiveOf(valued.Of(mix)) > hunt.ObjectiveOf(hunt.Best), mix.Id);
        }
        // In the second part of the loss alone, the empty mix would win: it carries nothing that could fail.
        Assert.Equal(0, valued.Of(few[0]).Outage.Mean);
        Assert.True(valued.Of(few[0]).Standing > 0);
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(4, 4)]
    [InlineData(4, 2.5)]
    public void A_switching_delay_of_at_least_the_outage_is_worth_exactly_nothing(double delay, double hours)
    {
        double Lost(double rate, double after) =>
            Cells
                .PartsOf(
                    0,
                    Cells.RoutingOf(7),
                    1,
                    10,
                    10 + hours,
                    Cells.Draw(switchRate: rate) with
                    {
                        SwitchDelayHours = after,
                    }
                )
                .Lost.Count;
        Assert.Equal(Lost(0, 0), Lost(0.9, delay));
        Assert.True(Lost(0.9, 0) < Lost(0, 0));
    }

    [Fact]
    public void Permuting_the_channels_permutes_the_choice()
    {
        // WhatsApp becomes channel 2, SMS 0, Telegram 3, Messenger 1.
        int[] to = [2, 0, 3, 1];
        int Moved(int set) => Enumerable.Range(0, 4).Sum(c => (set >> c & 1) << to[c]);
        var company = new MixCompany();
        var (years, search, cost) = company.Permuted(to);
        double Objective(YearSimulation simulated, MixSearch among, MixCost priced, Mix mix)
        {
            var routing = among.RoutingOf(mix);
            var draws = simulated.Run(
                [routing],
                LossUnit.Money,
                300,
                new Rng(5),
                1,
                null,
                CancellationToken.None
            )[0];
            return draws.Total.Average()
                + draws.Standing.Average()
                + priced.Of(mix, among.Effort(mix), routing)!.Value;
        }
        var original = MixCompany.Search(Free).Candidates();
        var moved = search.Candidates().ToDictionary(m => m.Id, StringComparer.Ordinal);
        Assert.Equal(original.Count, moved.Count);
        foreach (var mix in original)
        {
            var twin = mix with
            {
                Active = Moved(mix.Active),
                Standby = mix.Standby < 0 ? -1 : to[mix.Standby],
            };
            Assert.Contains(twin.Id, moved.Keys);
            var expected = Objective(company.Years, MixCompany.Search(Free), company.Cost, mix);
            Assert.Equal(expected, Objective(years, search, cost, twin), 1e-9 * expected);
        }
    }
}
