using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Studies;

namespace RiskLens.Engine.Tests.Mixes;

/// <summary>
/// Notices of the company: 4 an hour over SMS (0.2 SMS alone, 0.6 with WhatsApp, 0.2 on all three) and 1 over WhatsApp (half of
/// it alone). Pooled: SMS alone 0.16, WhatsApp alone 0.1, both 0.58, all three 0.16.
/// </summary>
public sealed class TrafficProgrammeTests
{
    private const int Sms = 1;
    private const int Telegram = 2;
    private static readonly (string, Direction) Notices = ("notice", Direction.Out);

    [Fact]
    public void In_the_mean_all_goes_to_the_cheapest_channel_that_reaches_it()
    {
        // Telegram costs 0.05, WhatsApp 0.4, SMS 1.1 a message; what outages take of a notice is little beside that.
        var shares = Solved(new MixCompany(("notice.margin", 0.001)), 0)!.Shares![Notices];
        Assert.Equal(0.16, shares[Telegram], 1e-9);
        Assert.Equal(0.68, shares[0], 1e-9);
        Assert.Equal(0.16, shares[Sms], 1e-9);
    }

    [Fact]
    public void Everybody_who_is_reached_on_one_channel_alone_is_left_on_it()
    {
        // SMS would carry all for nothing: but a tenth is reached on WhatsApp alone.
        var company = new MixCompany(("sms.message_price", 0), ("notice.margin", 0.001));
        var shares = Solved(company, 0)!.Shares![Notices];
        Assert.Equal(0.9, shares[Sms], 1e-9);
        Assert.Equal(0.1, shares[0], 1e-9);
        Assert.Equal(0, shares[Telegram], 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void No_shares_on_a_grid_are_better(double tailWeight)
    {
        var company = new MixCompany(("notice.margin", 40));
        var search = MixCompany.Search();
        var solved = Solved(company, tailWeight)!;
        double Objective(Mix mix)
        {
            var routing = search.RoutingOf(mix);
            var draws = company.Years.Run(
                [routing],
                LossUnit.Money,
                MixCompany.Trials,
                new Rng(7),
                2,
                null,
                CancellationToken.None
            )[0];
            var all = ValuedMixes.AllOf(draws).Order().ToArray();
            var cost = company.Cost.Of(mix, 0, routing)!.Value;
            return cost
                + ((1 - tailWeight) * all.Average())
                + (tailWeight * Tail.Of(all, 0.95).ConditionalValueAtRisk);
        }
        var best = Objective(solved);
        for (var telegram = 0.0; telegram <= 0.16; telegram += 0.04)
        {
            for (var sms = 0.16; sms <= 0.9 - telegram; sms += 0.12)
            {
                var other = search.Today with
                {
                    Shares = new Dictionary<(string, Direction), double[]>
                    {
                        [Notices] = [1 - telegram - sms, sms, telegram, 0],
                    },
                    SharesFrom = "grid",
                };
                Assert.True(Objective(other) >= best * (1 - 1e-9));
            }
        }
    }

    [Fact]
    public void No_owner_carries_more_of_the_notices_than_the_policy_allows()
    {
        var company = new MixCompany(("notice.margin", 0.001));
        var policy = MixPolicy.None with
        {
            Owners = ["Meta", "operators", "Telegram", "Meta"],
            OwnerCap = 0.5,
        };
        var capped = Solved(company, 0, policy)!;
        Assert.Equal(0.5, capped.Shares![Notices][0], 1e-9);
        Assert.Equal(0.16, capped.Shares[Notices][Telegram], 1e-9);
        Assert.True(MixCompany.Search(policy).KeepsOwnerCap(MixCompany.Search(policy).RoutingOf(capped)));
        // A tenth is reached by Meta alone: a stricter cap cannot be kept.
        Assert.Null(Solved(company, 0, policy with { OwnerCap = 0.05 }));
    }

    [Fact]
    public void What_customers_begin_moves_only_as_far_as_it_is_steered()
    {
        var company = new MixCompany(("whatsapp.message_price", 50), ("telegram.message_price", 0));
        var still = Solved(company, 0)!;
        Assert.DoesNotContain(("balance", Direction.In), still.Shares!.Keys);
        var policy = MixPolicy.None with { Owners = ["a", "b", "c", "d"], SteerRate = 0.1 };
        var moved = Solved(company, 0, policy)!.Shares![("balance", Direction.In)];
        // Ten of twelve conversations are WhatsApp's, and 0.2 + 0.05 of its customers use Telegram: a tenth of those moves.
        Assert.Equal(10 / 12.0 * (1 - (0.1 * 0.25)), moved[0], 1e-9);
        Assert.Equal((2 / 12.0) + (10 / 12.0 * 0.1 * 0.25), moved[Telegram], 1e-9);
    }

    [Fact]
    public void The_solution_is_worth_what_the_simulation_says()
    {
        var company = new MixCompany();
        var (hunt, valued) = company.Run(traffic: true);
        var told = valued.All.Where(v => v.Mix.Shares is not null).ToArray();
        Assert.NotEmpty(told);
        Assert.Contains(
            told,
            v => hunt.ObjectiveOf(v) < valued.All.Where(x => x.Mix.Shares is null).Min(hunt.ObjectiveOf)
        );
    }

    [Fact]
    public void A_full_channel_is_given_less()
    {
        // Telegram would carry 0.16 of five notices an hour, 1.28 in busy hours beside 3.2 of its own: room for 4.
        var company = new MixCompany(
            ("notice.margin", 60),
            ("telegram.capacity", 4),
            ("sms.message_price", 0.06)
        );
        var withRoom = Solved(new MixCompany(("notice.margin", 60), ("sms.message_price", 0.06)), 0)!;
        var shares = Solved(company, 0, overflowing: true)!.Shares![Notices];
        Assert.Equal(0.16, withRoom.Shares![Notices][Telegram], 1e-9);
        // 8 notices in a busy hour x share + 3.2 = 4.
        Assert.Equal(0.1, shares[Telegram], 1e-6);
    }

    private static Mix? Solved(
        MixCompany company,
        double tailWeight,
        MixPolicy? policy = null,
        bool overflowing = false
    )
    {
        var search = MixCompany.Search(policy);
        var programme = new TrafficProgramme(search, search.Today, company.Cost);
        Valued[] asked =
        [
            new Valued(programme.Always(), LossUnit.Money) { IsLinear = true },
            .. Enumerable
                .Range(0, programme.Variables)
                .Select(v => new Valued(programme.Unit(v), LossUnit.Money) { IsLinear = true }),
        ];
        var (draws, table) = company.Years.RunWithTable(
            asked,
            LossUnit.Money,
            MixCompany.Trials,
            new Rng(7),
            2,
            null,
            CancellationToken.None
        );
        var columns = draws.Select(ValuedMixes.AllOf).ToArray();
        var overflow = new Overflow(
            company.Inputs.Table,
            [double.PositiveInfinity, double.PositiveInfinity, 4, double.PositiveInfinity],
            [.. table.StandingByCell]
        );
        Routing[] units = [.. asked[1..].Select(a => a.Routing)];
        ConvexCost[] convex = overflowing
            ? [(w, slopes) => overflow.Of(asked[0].Routing, units, w, slopes)]
            : [];
        return programme.Solve(columns[0], columns[1..], tailWeight, convex, 2, CancellationToken.None)?.Mix;
    }
}
