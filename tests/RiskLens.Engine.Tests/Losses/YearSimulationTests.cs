using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Losses;

public sealed class YearSimulationTests
{
    private const int Trials = 20_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void The_mean_year_agrees_with_rate_times_hours_times_demand(ulong seed)
    {
        // Nothing rerouted or recovered, 10 an hour: mean loss = rate x E[min(length, 720)] x 10. Lengths are nearly
        // certain here (280 of them, sd of the log 0.5), so that E[length] = 3 e^(0.125) up to the parameters' error.
        var loss = Simulation(rate: 2, channelMask: 1, Cells.Inputs(switchRate: 0, recovered: 0))
            .Run(
                [Cells.RoutingOf(7)],
                LossUnit.Conversations,
                Trials,
                new Rng(seed),
                1,
                null,
                CancellationToken.None
            )[0];
        var expected = 2 * 3 * Math.Exp(0.125) * 10;
        var mean = loss.Total.Average();
        var error = Math.Sqrt(loss.Total.Sum(x => (x - mean) * (x - mean)) / Trials / Trials);
        // Uncertain parameters raise the mean by well under 1 %.
        Assert.InRange(mean, expected - (4 * error), (expected * 1.01) + (4 * error));
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        YearDraws Run(int threads) =>
            Simulation(3, 5, Cells.Inputs())
                .Run(
                    [Cells.RoutingOf(7), Cells.RoutingOf(3)],
                    LossUnit.Money,
                    4000,
                    new Rng(9),
                    threads,
                    null,
                    CancellationToken.None
                )[1];
        var one = Run(1);
        var many = Run(4);
        Assert.Equal(one.Total, many.Total);
        Assert.Equal(one.Largest, many.Largest);
        Assert.Equal(one.Standing, many.Standing);
    }

    [Fact]
    public void Another_mix_beside_shifts_no_draw_of_the_first()
    {
        var simulation = Simulation(3, 5, Cells.Inputs());
        YearDraws First(params int[] active) =>
            simulation.Run(
                [.. active.Select(Cells.RoutingOf)],
                LossUnit.Conversations,
                2000,
                new Rng(4),
                2,
                null,
                CancellationToken.None
            )[0];
        Assert.Equal(First(7).Total, First(7, 1, 2, 3).Total);
    }

    [Fact]
    public void Twice_the_margin_is_twice_the_loss()
    {
        double Mean(double margin) =>
            Simulation(2, 1, Cells.Inputs(margin))
                .Run([Cells.RoutingOf(7)], LossUnit.Money, 2000, new Rng(8), 2, null, CancellationToken.None)[
                    0
                ]
                .Total.Average();
        Assert.Equal(2 * Mean(7), Mean(14), 1e-9 * Mean(14));
    }

    [Fact]
    public void A_years_total_is_never_less_than_its_largest_outage()
    {
        var draws = Simulation(6, 5, Cells.Inputs())
            .Run(
                [Cells.RoutingOf(7)],
                LossUnit.Conversations,
                3000,
                new Rng(2),
                2,
                null,
                CancellationToken.None
            )[0];
        Assert.All(draws.Total.Zip(draws.Largest), t => Assert.True(t.First >= t.Second - 1e-9));
        Assert.Contains(draws.Total.Zip(draws.Largest), t => t.First > t.Second + 1e-9);
    }

    [Fact]
    public void Nothing_is_gained_by_ceasing_to_serve_people()
    {
        var search = new MixSearch(
            Cells.Flat,
            new Dictionary<int, double>
            {
                [1] = 400,
                [3] = 300,
                [4] = 50,
                [5] = 100,
                [7] = 50,
            },
            _ => 7,
            7,
            3
        );
        Mix[] mixes = [search.Today, .. Enumerable.Range(0, 7).Select(active => new Mix(active, -1, 0))];
        var draws = Simulation(2, 1, Cells.Inputs())
            .Run(
                [.. mixes.Select(search.RoutingOf)],
                LossUnit.Conversations,
                2000,
                new Rng(3),
                2,
                null,
                CancellationToken.None
            );
        double Total(int i) => draws[i].Total.Average() + draws[i].Standing.Average();
        Assert.All(Enumerable.Range(1, 7), i => Assert.True(Total(i) >= Total(0), mixes[i].Id));
        Assert.Equal(12 * YearSimulation.HoursPerYear, Total(1), 1);
    }

    private static YearSimulation Simulation(double rate, int channelMask, LossInputs inputs)
    {
        var node = new Node("n", new LocalText("n", "n"), "service", Regime.Fault, "global", []);
        var law = Lengths.Certain;
        var model = new OutageModel(
            [new NodeRate(node, channelMask, 0, 0, new GammaRate(rate * 1e6, 1e6))],
            new Dictionary<Regime, DurationLaw> { [Regime.Fault] = law, [Regime.Order] = law }
        );
        return new YearSimulation(model, inputs, [], Cells.Channels);
    }
}
