using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Losses;

public sealed class YearTableTests
{
    private const int Trials = 2000;
    private static readonly Rng Seeded = new(20261123);

    [Theory]
    [InlineData(LossUnit.Conversations)]
    [InlineData(LossUnit.Money)]
    public void It_is_the_mean_of_the_same_years_for_every_active_set(LossUnit unit)
    {
        var (draws, table) = Run(Company(penalties: false), unit, 2);
        Assert.True(table.Rows > 7, "Channels fell together and apart.");
        for (var active = 0; active < draws.Length; active++)
        {
            var mean = draws[active].Total.Average();
            Assert.Equal(mean, table.Of(Routed(active)), 1e-9 * Math.Max(1, mean));
            var standing = draws[active].Standing.Average();
            Assert.Equal(standing, table.Standing(Routed(active)), 1e-9 * Math.Max(1, standing));
        }
    }

    [Fact]
    public void Channels_that_take_only_some_purposes_are_told_apart()
    {
        // Telegram takes no transfers, SMS no balances.
        int Capable(DemandCell cell) => cell.Purpose == "transfer" ? 3 : 5;
        var company = Company(penalties: false);
        Routing[] routings =
        [
            .. Enumerable.Range(1, 7).Select(a => Routing.Of(company.Inputs.Cells, a, Capable, 3)),
        ];
        var (draws, table) = company.Years.RunWithTable(
            [.. routings.Select(r => new Valued(r, LossUnit.Money))],
            LossUnit.Money,
            Trials,
            Seeded,
            2,
            null,
            CancellationToken.None
        );
        for (var i = 0; i < routings.Length; i++)
        {
            var mean = draws[i].Total.Average();
            Assert.Equal(mean, table.Of(routings[i]), 1e-9 * mean);
        }
    }

    [Fact]
    public void Penalties_only_add_to_it()
    {
        var (draws, table) = Run(Company(penalties: true), LossUnit.Money, 2);
        for (var active = 1; active < draws.Length; active++)
            Assert.InRange(table.Of(Routed(active)), 0, draws[active].Total.Average() * (1 + 1e-9));
        Assert.InRange(table.Of(Routed(7)), 0, draws[7].Total.Average() * 0.99);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(700)]
    [InlineData(5000)]
    public void A_stated_capacity_only_adds_to_it_even_where_rerouting_costs_more_than_it_saves(
        double rerouteCost
    )
    {
        var company = Company(
            penalties: false,
            Cells.Fixed("whatsapp.capacity", 20, "conversations_per_hour"),
            Cells.Fixed("sms.capacity", 3, "conversations_per_hour"),
            Cells.Fixed("telegram.capacity", 4, "conversations_per_hour"),
            Cells.Fixed("balance.reroute_cost", rerouteCost, "XAF")
        );
        var (draws, table) = Run(company, LossUnit.Money, 2);
        var free = Run(
            Company(penalties: false, Cells.Fixed("balance.reroute_cost", rerouteCost, "XAF")),
            LossUnit.Money,
            2
        ).Draws;
        var felt = false;
        for (var active = 1; active < draws.Length; active++)
        {
            var mean = draws[active].Total.Average();
            Assert.InRange(table.Of(Routed(active)), double.NegativeInfinity, mean * (1 + 1e-9));
            felt |= Math.Abs(mean - free[active].Total.Average()) > 1e-3 * mean;
        }
        Assert.True(felt, "The capacity is felt by some mix.");
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var company = Company(penalties: false);
        var one = Run(company, LossUnit.Money, 1);
        var many = Run(company, LossUnit.Money, 3);
        Assert.Equal(one.Draws[7].Total, many.Draws[7].Total);
        for (var active = 0; active < 8; active++)
            Assert.Equal(one.Table.Of(Routed(active)), many.Table.Of(Routed(active)));
    }

    [Fact]
    public void The_table_beside_it_shifts_no_year()
    {
        var company = Company(penalties: true);
        var alone = company.Years.Run(
            [Routed(7)],
            LossUnit.Money,
            Trials,
            Seeded,
            2,
            null,
            CancellationToken.None
        )[0];
        Assert.Equal(alone.Total, Run(company, LossUnit.Money, 2).Draws[7].Total);
    }

    [Fact]
    public void The_worst_years_under_a_mix_bound_the_tail_of_any_other_from_below()
    {
        var company = Company(penalties: false);
        var draws = Run(company, LossUnit.Money, 2).Draws;
        for (var of = 1; of < 8; of++)
        {
            // 97 of 2,000 years and a part of the next: the year at the quantile is split.
            var table = company.Years.TableOf(
                Tail.Worst(draws[of].Total, 0.9512),
                LossUnit.Money,
                Seeded,
                2,
                CancellationToken.None
            );
            for (var active = 1; active < 8; active++)
            {
                var tail = Tail.Of(Quantiles.Sorted(draws[active].Total), 0.9512).ConditionalValueAtRisk;
                var bound = table.Of(Routed(active));
                if (active == of)
                    Assert.Equal(tail, bound, 1e-9 * tail);
                else
                    Assert.InRange(bound, 0, tail * (1 + 1e-9));
            }
        }
    }

    private static (YearSimulation Years, LossInputs Inputs) Company(bool penalties, params Assumption[] also)
    {
        var (model, inputs, _) = PlantedCompany.ForEngine(penalties, also);
        return (new YearSimulation(model, inputs, [], PlantedCompany.Channels), inputs);
    }

    private static (YearDraws[] Draws, YearTable Table) Run(
        (YearSimulation Years, LossInputs Inputs) company,
        LossUnit unit,
        int threads
    ) =>
        company.Years.RunWithTable(
            [.. Enumerable.Range(0, 8).Select(active => new Valued(Routed(active), unit))],
            unit,
            Trials,
            Seeded,
            threads,
            null,
            CancellationToken.None
        );

    private static Routing Routed(int active) =>
        Routing.Of(PlantedCompany.ForEngine().Inputs.Cells, active, _ => 7, PlantedCompany.Channels);
}
