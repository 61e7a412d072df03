using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Losses;

/// <summary>Partial shocks by layers, overload, and what full shocks keep.</summary>
public sealed class PartialShockTests
{
    [Fact]
    public void A_partial_shock_is_two_groups_of_customers_side_by_side()
    {
        // WhatsApp stops for 60 % of the customers and Telegram for 25 %, the same ones: 25 % lose both, 35 %
        // WhatsApp alone, 40 % nothing. Each group valued by itself, as if it were a company of that size.
        var draw = Cells.Draw();
        var byGroup =
            (0.25 * Lost([new Strike(5, 10, 20)], draw)) + (0.35 * Lost([new Strike(1, 10, 20)], draw));
        Assert.Equal(byGroup, Lost([new Strike(5, 10, 20, [0.6, 0, 0.25])], draw), 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Overlapping_partial_shocks_are_what_each_customer_meets(ulong seed)
    {
        // Customers stand in a row from 0 to 1; a shock of severity s strikes the first s of them. Every customer's
        // own strikes are valued alone and averaged: no layer is computed here.
        var rng = new Rng(seed);
        var strikes = new List<Strike>();
        for (var i = 0; i < 5; i++)
        {
            var start = 60 * rng.NextDouble();
            double[]? shares = i == 2 ? null : [Twentieth(rng), Twentieth(rng), Twentieth(rng)];
            strikes.Add(new Strike(1 + rng.NextInt(7), start, start + (30 * rng.NextDouble()), shares));
        }
        var draw = Cells.Draw();
        var average = 0.0;
        const int Customers = 20;
        for (var k = 0; k < Customers; k++)
        {
            var at = (k + 0.5) / Customers;
            List<Strike> own =
            [
                .. strikes
                    .Select(s => new Strike(s.MaskFrom(at), s.Start, s.End))
                    .Where(s => s.ChannelMask != 0),
            ];
            average += Lost(own, draw) / Customers;
        }
        Assert.Equal(average, Lost(strikes, draw), 1e-9 * average);
    }

    [Fact]
    public void Layers_of_one_outage_are_one_outage_and_a_gap_begins_another()
    {
        var stretches = Downtime.Of(
            [new(1, 0, 4, [0.5, 0, 0]), new(3, 6, 9, [1, 0.2, 0]), new(1, 8, 12, [0.4, 0, 0])],
            3
        );
        Assert.Equal([0, 1], stretches.Select(s => s.Outage).Distinct());
        // At every moment the weights add up to the largest severity in force.
        double Struck(double at) => stretches.Where(s => s.Start <= at && s.End > at).Sum(s => s.Weight);
        Assert.Equal(0.5, Struck(2), 1e-12);
        Assert.Equal(0, Struck(5));
        Assert.Equal(1, Struck(7), 1e-12);
        Assert.Equal(0.4, Struck(11), 1e-12);
    }

    [Fact]
    public void Severities_of_one_are_the_same_as_none_stated()
    {
        var full = Downtime.Of([new(3, 0, 4), new(1, 3, 9), new(4, 20, 21)], 3);
        var stated = Downtime.Of([new(3, 0, 4, [1, 1, 0]), new(1, 3, 9), new(4, 20, 21)], 3);
        Assert.Equal(
            full.Select(s => (s.Outage, s.DownMask, s.Start, s.End, s.Weight)),
            stated.Select(s => (s.Outage, s.DownMask, s.Start, s.End, s.Weight))
        );
        Assert.Equal(full.SelectMany(ReturnsOfDown), stated.SelectMany(ReturnsOfDown));

        static IEnumerable<double> ReturnsOfDown(Downtime s) =>
            s.Returns.Where((_, c) => (s.DownMask >> c & 1) != 0);
    }

    [Fact]
    public void Without_overload_the_years_are_those_of_a_model_that_knows_none()
    {
        var model = Model();
        var without = Run(model with { Overload = null }, withOverload: true, 1);
        Assert.Equal(without.Total, Run(model, withOverload: false, 1).Total);
        var with = Run(model, withOverload: true, 1);
        Assert.All(with.Total.Zip(without.Total), t => Assert.True(t.First >= t.Second - 1e-9));
        Assert.True(with.Total.Average() > 1.01 * without.Total.Average());
    }

    [Fact]
    public void Years_of_partial_shocks_and_overload_are_the_same_on_any_number_of_threads() =>
        Assert.Equal(Run(Model(), true, 1).Total, Run(Model(), true, 4).Total);

    [Fact]
    public void The_mean_year_of_partial_shocks_is_rate_times_hours_times_demand_times_share()
    {
        // No rerouting, no recovery: 10 an hour on WhatsApp, lengths of mean 3 e^0.125, half of the function.
        var model = Model() with
        {
            Overload = null,
        };
        var loss = Run(model, true, 2, Cells.Inputs(switchRate: 0, recovered: 0), 20_000);
        var expected = 4 * 3 * Math.Exp(0.125) * 10 * 0.5;
        var mean = loss.Total.Average();
        var error = Math.Sqrt(loss.Total.Average(x => (x - mean) * (x - mean)) / loss.Total.Length);
        Assert.InRange(mean, (expected * 0.99) - (4 * error), (expected * 1.01) + (4 * error));
    }

    [Fact]
    public void Lengths_begin_where_outages_are_reported()
    {
        var model = Model() with { ReportedFrom = new Dictionary<string, double> { ["meta"] = 5 } };
        var strikes = Enumerable
            .Range(0, 200)
            .SelectMany(t => new ShockYear(model, null).Draw(new Rng((ulong)t), withOverload: false))
            .ToArray();
        Assert.NotEmpty(strikes);
        Assert.All(strikes, s => Assert.True(s.End - s.Start >= 5 - 1e-9));
    }

    private static double Twentieth(Rng rng) => rng.NextInt(21) / 20.0;

    private static double Lost(List<Strike> strikes, LossDraw draw)
    {
        var kernel = Cells.Kernel();
        var routing = Cells.RoutingOf(7);
        var sum = 0.0;
        foreach (var stretch in Downtime.Of(strikes, Cells.Channels))
        {
            kernel.Accumulate(stretch, draw);
            kernel.Price(LossUnit.Conversations);
            sum += stretch.Weight * kernel.Lost(routing);
        }
        return sum;
    }

    // Four shocks a year on WhatsApp's owner, each of half its function; Telegram is a substitute.
    private static OutageModel Model()
    {
        var node = new Node("meta", new LocalText("m", "m"), "owner", Regime.Fault, "global", ["whatsapp"]);
        string[] channels = ["whatsapp", "sms", "telegram"];
        var row = new SeverityRow(
            "meta",
            ["global"],
            ["whatsapp"],
            new Dictionary<string, ShareRange> { ["whatsapp"] = new(0.5, 0.5) },
            ShareRange.All,
            null
        );
        return new OutageModel(
            [new NodeRate(node, 1, 0, 0, new GammaRate(4e6, 1e6))],
            new Dictionary<Regime, DurationLaw>
            {
                [Regime.Fault] = Lengths.Certain,
                [Regime.Order] = Lengths.Certain,
            }
        )
        {
            Severities = new Dictionary<string, SeverityLaw>
            {
                ["meta"] = SeverityLaw.Of("service", [row], node, channels, placeBound: false),
            },
            Overload = Overload.Of(new Dictionary<string, double>()),
            Substitutes = new Dictionary<string, int> { ["meta"] = Overload.SubstitutesOf(node, channels) },
        };
    }

    private static YearDraws Run(
        OutageModel model,
        bool withOverload,
        int threads,
        LossInputs? inputs = null,
        int trials = 3000
    ) =>
        new YearSimulation(model, inputs ?? Cells.Inputs(), [], Cells.Channels)
        {
            WithOverload = withOverload,
        }.Run(
            [Cells.RoutingOf(7)],
            LossUnit.Conversations,
            trials,
            new Rng(21),
            threads,
            null,
            CancellationToken.None
        )[0];
}
