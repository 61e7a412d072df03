using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Losses;

/// <summary>
/// The closed form beside the simulation of the same parameters, draw by draw: what is left is the chance of the year.
/// </summary>
public sealed class MeanYearTests
{
    private static readonly string[] Channels = ["whatsapp", "sms", "telegram"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void It_is_the_mean_of_the_simulated_years(ulong seed)
    {
        var trials = Repetitions.Of(8_000, 40_000);
        var years = new YearSimulation(Model(), Inputs(), [-0.2, 0.1, 0.15], Cells.Channels)
        {
            WithOverload = false,
        };
        Valued[] asked =
        [
            new(Cells.RoutingOf(7), LossUnit.Conversations),
            new(Cells.RoutingOf(7), LossUnit.Money),
            new(Cells.RoutingOf(6), LossUnit.Conversations),
            new(Cells.RoutingOf(6), LossUnit.Money),
        ];
        var rng = new Rng(seed);
        var simulated = years.Run(asked, trials, rng, 2, null, CancellationToken.None);
        var inputs = Inputs();
        var shocks = new ExpectedShocks(years.Shocks, [5], new Rng(1));
        var mean = new MeanYear(shocks, inputs.Table);
        var gaps = Array.ConvertAll(asked, _ => new double[trials]);
        for (var t = 0; t < trials; t++)
        {
            var parameters = rng.Fork("parameters", t);
            var expected = shocks.Draw(parameters);
            var draw = inputs.Draw(parameters, [-0.2, 0.1, 0.15]);
            for (var a = 0; a < asked.Length; a++)
                gaps[a][t] = simulated[a].Total[t] - mean.Of(asked[a].Routing, asked[a].Unit, expected, draw);
        }
        for (var a = 0; a < asked.Length; a++)
        {
            Assert.True(simulated[a].Total.Average() > 0);
            var gap = gaps[a].Average();
            var error = Math.Sqrt(gaps[a].Sum(x => (x - gap) * (x - gap))) / trials;
            Assert.True(
                Math.Abs(gap) <= 4 * error,
                FormattableString.Invariant($"{a}: {gap} +- {error} of {simulated[a].Total.Average()}")
            );
        }
    }

    [Fact]
    public void Shocks_on_one_channel_cost_what_their_hours_cost_by_hand()
    {
        // 10 an hour on WhatsApp, two shocks a year of some 3 h; nothing switches, half of what is early comes back (tau 10 h):
        // lost = 10 x (L - 0.5 x 10 (1 - exp(-L / 10))) x 0.9.
        var law = Lengths.Of(new Lognormal(Math.Log(3), 0.25));
        var model = ModelOf(law, 1, new Dictionary<string, SeverityLaw>());
        var shocks = new ExpectedShocks(new ShockYear(model, null), [], new Rng(1));
        var draw = Cells.Draw(switchRate: 0);
        var inputs = Cells.Inputs();
        var byHand = 0.0;
        var drawn = law.DrawLaw(new Rng(5).Fork("duration", (int)Regime.Fault)).Body;
        for (var i = 0; i < 10_000; i++)
        {
            var hours = drawn.Quantile((i + 0.5) / 10_000);
            byHand += 2 * 9 * (hours - (5 * (1 - Math.Exp(-hours / 10)))) / 10_000;
        }
        var mean = new MeanYear(shocks, inputs.Table).Of(
            Cells.RoutingOf(7),
            LossUnit.Conversations,
            shocks.Draw(new Rng(5)),
            draw
        );
        Assert.Equal(byHand, mean, 2e-3 * byHand);
    }

    [Fact]
    public void Mean_losses_over_draws_are_the_mean_of_each_draws_loss()
    {
        var inputs = Inputs();
        var shocks = new ExpectedShocks(new ShockYear(Model(), null), [5], new Rng(1));
        var year = new MeanYear(shocks, inputs.Table);
        LossDraw[] draws = [.. Enumerable.Range(0, 20).Select(j => inputs.Draw(new Rng(3).Fork("d", j), []))];
        foreach (var unit in new[] { LossUnit.Conversations, LossUnit.Money })
        {
            var over = year.Over(draws, unit, shocks.Mean);
            foreach (var active in new[] { 7, 6, 4, 1 })
            {
                var routing = Cells.RoutingOf(active);
                var each = draws.Average(d =>
                    year.Of(routing, unit, shocks.Mean, d) + year.Standing(routing, unit, d)
                );
                Assert.Equal(each, over.Of(routing), 1e-9 * each);
            }
        }
    }

    [Fact]
    public void Expected_shocks_keep_the_number_and_the_mean_length_of_every_law()
    {
        var model = ModelOf(
            Lengths.Of(new Lognormal(Math.Log(3), 0.9)),
            1,
            new Dictionary<string, SeverityLaw>()
        ) with
        {
            ReportedFrom = new Dictionary<string, double> { ["meta"] = 2 },
        };
        var shocks = new ExpectedShocks(new ShockYear(model, null), [5], new Rng(1));
        var law = model.Durations[Regime.Fault].DrawLaw(new Rng(8).Fork("duration", (int)Regime.Fault)).Body;
        var expected = shocks.Draw(new Rng(8));
        var rate = expected.Sum();
        Assert.Equal(2, rate, 2e-3);
        // E[L | L > 2] of a lognormal, cut at 720 h: (E[L] - E[min(L, 2)] + 2 P(L > 2)) / P(L > 2).
        var over = 1 - law.Cdf(2);
        var byHand = (law.LimitedExpectedValue(720) - law.LimitedExpectedValue(2) + (2 * over)) / over;
        Assert.Equal(byHand, expected.Zip(shocks.Hours, (n, h) => n * h).Sum() / rate, 1e-3 * byHand);
        // Nothing of the mass moves over a kink.
        var beyond = shocks.Hours.Zip(expected).Where(p => p.First > 5).Sum(p => p.Second) / rate;
        Assert.Equal((1 - law.Cdf(5)) / over, beyond, 1e-6);
    }

    // Two nodes: one strikes WhatsApp and Telegram in part, one Telegram at a rate that is uncertain.
    private static OutageModel Model()
    {
        SeverityRow Row(double whatsapp, double telegram, double? hours) =>
            new(
                "meta",
                ["global"],
                ["whatsapp", "telegram"],
                new Dictionary<string, ShareRange>
                {
                    ["whatsapp"] = new(whatsapp, 1),
                    ["telegram"] = new(telegram, telegram + 0.2),
                },
                new ShareRange(0.6, 1),
                hours
            );
        var model = ModelOf(
            Lengths.Of(new Lognormal(Math.Log(3), 0.9)),
            5,
            new Dictionary<string, SeverityLaw>
            {
                ["meta"] = SeverityLaw.Of(
                    "service",
                    [Row(0.3, 0.4, 1), Row(0.9, 0.1, 20), Row(0.5, 0, null)],
                    Meta,
                    Channels,
                    placeBound: false
                ),
            }
        );
        return model with
        {
            Nodes = [.. model.Nodes, new NodeRate(Meta with { Id = "other" }, 4, 0, 0, new GammaRate(2, 4))],
        };
    }

    private static readonly Node Meta = new(
        "meta",
        new LocalText("m", "m"),
        "owner",
        Regime.Fault,
        "global",
        ["whatsapp", "telegram"]
    );

    private static OutageModel ModelOf(
        DurationLaw law,
        int mask,
        IReadOnlyDictionary<string, SeverityLaw> severities
    ) =>
        new OutageModel(
            [new NodeRate(Meta, mask, 0, 0, new GammaRate(2e8, 1e8))],
            new Dictionary<Regime, DurationLaw> { [Regime.Fault] = law }
        )
        {
            Severities = severities,
        };

    /// <summary>Every part of a loss, with uncertain inputs.</summary>
    private static LossInputs Inputs()
    {
        Assumption Range(string key, double low, double high, string unit = "EUR") =>
            new(key, low, high, unit, "test", "test", "2026-01-01");
        Assumption[] stated =
        [
            Range("balance.margin", 4, 9),
            Range("balance.served_elsewhere", 0.1, 0.3, "share"),
            Range("balance.reroute_cost", 0.1, 0.2),
            Range("balance.delay_cost", 0.2, 0.6),
            Range("balance.call_share", 0.1, 0.2, "share"),
            Range("call_cost", 1, 2),
            Range("balance.tolerance_hours", 5, 5, "h"),
            Range("balance.penalty", 100, 200),
            Range("balance.penalty_per_hour", 10, 20),
            Range("churn_share", 0.01, 0.02, "share"),
            Range("churn_margin", 50, 90),
            Range("switch_delay_hours", 0.5, 1.5, "h"),
        ];
        return new LossInputs(
            [.. Cells.Flat.Select(c => c with { Facts = new ConversationFacts(0.4, 0, new(3), new(0.7)) })],
            Behaviour.Of(
                [],
                Range("switch_rate", 0.2, 0.4, "share"),
                Range("recovered_share", 0.4, 0.6, "share")
            ),
            stated.ToDictionary(a => a.Key)
        );
    }
}
