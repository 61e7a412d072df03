using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Losses;

/// <summary>Which draw depends on which: streams by node, trial and shock, parameters apart from events.</summary>
public sealed class ShockStreamsTests
{
    private const int Years = 20_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Shocks_of_different_nodes_are_uncorrelated(ulong seed)
    {
        // Six nodes of one law: yearly counts and hours down, of each pair.
        const int Nodes = 6;
        var draws = new ShockDraws(
            new ShockYear(Model(Nodes, new GammaRate(2, 1)), null),
            withOverload: false
        );
        var rng = new Rng(seed);
        var (counts, hours) = (Empty(), Empty());
        for (var t = 0; t < Years; t++)
        {
            draws.Fix(rng, t);
            foreach (var strike in draws.Draw(rng, t))
            {
                var node = int.Log2(strike.ChannelMask);
                counts[node][t]++;
                hours[node][t] += strike.Start;
            }
        }
        for (var a = 0; a < Nodes; a++)
        {
            for (var b = 0; b < a; b++)
            {
                Assert.InRange(
                    Correlation(counts[a], counts[b]),
                    -4 / Math.Sqrt(Years),
                    4 / Math.Sqrt(Years)
                );
                Assert.InRange(Correlation(hours[a], hours[b]), -4 / Math.Sqrt(Years), 4 / Math.Sqrt(Years));
            }
        }

        static double[][] Empty() => [.. Enumerable.Range(0, Nodes).Select(_ => new double[Years])];
    }

    [Fact]
    public void One_node_more_changes_no_shock_of_the_others()
    {
        var few = new ShockYear(Model(3, new GammaRate(2, 1)), null);
        var more = new ShockYear(Model(4, new GammaRate(2, 1)), null);
        for (var t = 0UL; t < 200; t++)
        {
            var others = more.Draw(new Rng(t), false).Where(s => s.ChannelMask < 8);
            Assert.Equal(few.Draw(new Rng(t), false), others);
        }
    }

    [Fact]
    public void More_shocks_in_a_year_leave_those_that_were_there_as_they_were()
    {
        // Nearly certain rates of 2 and 6 a year: the same first shocks, then others.
        var few = new ShockYear(Model(1, new GammaRate(2e9, 1e9)), null);
        var many = new ShockYear(Model(1, new GammaRate(6e9, 1e9)), null);
        var grown = 0;
        for (var t = 0UL; t < 200; t++)
        {
            var (before, after) = (few.Draw(new Rng(t), false), many.Draw(new Rng(t), false));
            Assert.Equal(before, after.Take(before.Count));
            grown += after.Count - before.Count;
        }
        Assert.InRange(grown, 600, 1000);
    }

    [Fact]
    public void How_much_a_shock_stops_shifts_neither_its_hours_nor_the_next_shock()
    {
        var full = Model(2, new GammaRate(3, 1));
        var half = full with
        {
            Severities = full.Nodes.ToDictionary(
                n => n.Node.Id,
                n => SeverityLaw.Of("service", [Half], n.Node, ["0", "1"], placeBound: false)
            ),
        };
        for (var t = 0UL; t < 100; t++)
        {
            Assert.Equal(
                new ShockYear(full, null).Draw(new Rng(t), false).Select(s => (s.Start, s.End)),
                new ShockYear(half, null).Draw(new Rng(t), false).Select(s => (s.Start, s.End))
            );
        }
    }

    [Fact]
    public void A_nested_run_holds_the_parameters_over_its_years()
    {
        // Rates are Gamma(0.5, 0.25), mean 2. Under one rate counts are Poisson, variance = mean; over rates their
        // variance is mean (1 + 1 / 0.25).
        const int Outer = 400;
        const int Inner = 500;
        var draws = new ShockDraws(new ShockYear(Model(1, new GammaRate(0.5, 0.25)), null), false);
        var rng = new Rng(6);
        var (within, means) = (0.0, new double[Outer]);
        for (var d = 0; d < Outer; d++)
        {
            draws.Fix(rng, d);
            var counts = new double[Inner];
            for (var t = 0; t < Inner; t++)
                counts[t] = draws.Draw(rng, (d * Inner) + t).Count;
            means[d] = counts.Average();
            within += counts.Sum(c => (c - means[d]) * (c - means[d])) / (Inner - 1) / Outer;
        }
        var mean = means.Average();
        Assert.InRange(within / mean, 0.97, 1.03);
        // Gamma(0.5): variance 8, fourth central moment 3 x 64 + 6 x 0.5 / 0.25^4 = 960.
        var between = means.Sum(m => (m - mean) * (m - mean)) / (Outer - 1);
        Assert.InRange(
            between - 8,
            -4 * Math.Sqrt((960 - 64) / (double)Outer),
            4 * Math.Sqrt((960 - 64) / (double)Outer)
        );
    }

    [Fact]
    public void Draws_and_years_are_the_same_on_1_2_and_16_threads()
    {
        var simulation = new YearSimulation(
            Model(3, new GammaRate(3, 1)),
            Cells.Inputs(),
            [-0.1, 0.1],
            Cells.Channels
        );
        Valued[] asked =
        [
            new(Cells.RoutingOf(7), LossUnit.Money),
            new(Cells.RoutingOf(3), LossUnit.Conversations),
        ];
        double[][] Run(int threads)
        {
            var years = simulation.Run(asked, 3000, new Rng(9), threads, null, CancellationToken.None)[1];
            var nested = simulation.RunNested(
                asked,
                20,
                50,
                [0.9],
                new Rng(9),
                threads,
                null,
                CancellationToken.None
            )[0];
            var lengths = OutageLengths.Of(
                simulation.Shocks,
                true,
                Cells.Channels,
                3000,
                new Rng(9),
                threads,
                CancellationToken.None
            );
            double[] all =
            [
                lengths.ChanceOfNone,
                .. OutageLengths.Hours.Select((_, h) => lengths.PerYear(0, h)),
            ];
            return
            [
                years.Total,
                years.Largest,
                years.Standing,
                years.Beyond,
                nested.Means,
                nested.Totals[0],
                all,
            ];
        }
        var one = Run(1);
        Assert.Equal(one, Run(2));
        Assert.Equal(one, Run(16));
    }

    [Fact]
    public void A_name_hashed_before_is_the_stream_of_its_text()
    {
        var reused = new Rng(99);
        reused.NextNormal();
        new Rng(5).ForkInto(reused, new StreamName("outages"), 3);
        var fresh = new Rng(5).Fork("outages", 3);
        for (var i = 0; i < 10; i++)
            Assert.Equal(fresh.NextNormal(), reused.NextNormal());
        Assert.Equal(fresh.Fork("deeper").NextUInt64(), reused.Fork("deeper").NextUInt64());
    }

    private static readonly SeverityRow Half = new(
        "another",
        ["global"],
        ["0"],
        new Dictionary<string, ShareRange> { ["0"] = new(0.5, 0.5) },
        ShareRange.All,
        null
    );

    // Node i takes channel i alone.
    private static OutageModel Model(int nodes, GammaRate rate) =>
        new(
            [
                .. Enumerable
                    .Range(0, nodes)
                    .Select(i => new NodeRate(
                        new Node(
                            $"n{i}",
                            new LocalText("n", "n"),
                            "service",
                            Regime.Fault,
                            "global",
                            [$"{i}"]
                        ),
                        1 << i,
                        0,
                        0,
                        rate
                    )),
            ],
            new Dictionary<Regime, DurationLaw> { [Regime.Fault] = Lengths.Certain }
        );

    private static double Correlation(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var (a, b) = (x[i] - meanX, y[i] - meanY);
            (xy, xx, yy) = (xy + (a * b), xx + (a * a), yy + (b * b));
        }
        return xy / Math.Sqrt(xx * yy);
    }
}
