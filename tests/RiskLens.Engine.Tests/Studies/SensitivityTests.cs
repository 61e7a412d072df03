using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Tests.Losses;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Studies;

/// <summary>
/// One node, one channel, nothing switched or recovered: the mean year is rate x margin x what a law of lengths that is
/// nearly certain makes of it, so that indices and swings are those of a product.
/// </summary>
public sealed class SensitivityTests
{
    private const double Sigma = 0.3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_rate_and_a_margin_share_the_variance_as_a_product_does(ulong seed)
    {
        var sensitivity = Run(seed, threads: 2);
        // Gamma(16, 8): c1^2 = 1/16. Lognormal: c2^2 = e^(s^2) - 1. V = (1 + c1^2)(1 + c2^2) - 1.
        var (rate, margin) = (1 / 16.0, Math.Exp(Sigma * Sigma) - 1);
        var variance = ((1 + rate) * (1 + margin)) - 1;
        void Holds(string input, double own, double other)
        {
            var share = sensitivity.Variance.Single(v => v.Input == input);
            Assert.InRange(
                share.FirstOrder,
                (own / variance) - (4 * share.FirstOrderError),
                (own / variance) + (4 * share.FirstOrderError)
            );
            // Lengths are nearly certain, not wholly: they take some hundredths of the variance.
            var total = own * (1 + other) / variance;
            Assert.InRange(
                share.Total,
                (total * 0.96) - (4 * share.TotalError),
                (total * 1.02) + (4 * share.TotalError)
            );
        }
        Holds("rate.service", rate, margin);
        Holds("balance.margin", margin, rate);
        Assert.Equal(
            ["balance.margin", "length.fault", "rate.service"],
            sensitivity.Variance.Select(v => v.Input).Order()
        );
        Assert.InRange(
            sensitivity.FirstOrderSum!.Value,
            0.97 - (4 * sensitivity.FirstOrderSumError!.Value),
            1 + (4 * sensitivity.FirstOrderSumError.Value)
        );
    }

    [Fact]
    public void A_swing_goes_from_the_ten_to_the_ninety_per_cent_point_of_its_input()
    {
        var sensitivity = Run(1, threads: 2);
        var margin = sensitivity.Tornado.Single(s => s.Input == "balance.margin");
        const double Z90 = 1.2815515655446004;
        Assert.Equal(7 * Math.Exp(-Sigma * Z90), margin.Low!.Value, 1e-6);
        Assert.Equal(7 * Math.Exp(Sigma * Z90), margin.High!.Value, 1e-6);
        // Two shocks a year, some hours of ten conversations, at the margin.
        var hours = Lengths.Certain.MeanHours();
        Assert.Equal(2 * 10 * hours * margin.Low.Value, margin.LossAtLow, 0.01 * margin.LossAtLow);
        Assert.Equal(2 * 10 * hours * margin.High.Value, margin.LossAtHigh, 0.01 * margin.LossAtHigh);
        var rate = sensitivity.Tornado.Single(s => s.Input == "rate.service");
        Assert.Null(rate.Low);
        // Ordered by effect: the 10th and 90th of 99 draws of Gamma(16, 8), each within some 5 % of its quantile.
        var law = new GammaRate(16, 8);
        Assert.InRange(
            rate.LossAtHigh / rate.LossAtLow,
            0.85 * law.Quantile(0.9) / law.Quantile(0.1),
            1.15 * law.Quantile(0.9) / law.Quantile(0.1)
        );
        var widths = sensitivity.Tornado.Select(s => Math.Abs(s.LossAtHigh - s.LossAtLow)).ToArray();
        Assert.Equal(widths.OrderDescending(), widths);
    }

    [Fact]
    public void A_loss_follows_its_only_margin_and_its_demand_one_to_one()
    {
        var elasticities = Run(1, threads: 2).Elasticities;
        // Nothing is switched and nothing recovered: these medians are 0 and left out.
        Assert.Equal(["balance.margin", "level"], elasticities.Select(e => e.Input).Order());
        Assert.All(elasticities, e => Assert.Equal(1, e.OfLoss, 1e-9));
        Assert.Equal(7, elasticities.Single(e => e.Input == "balance.margin").Value, 1e-6);
    }

    [Fact]
    public void A_loss_falls_by_what_a_fixed_share_saves_of_what_it_leaves()
    {
        // L ~ (1 - s): dL/L = -s/(1 - s) ds/s, here -1/3 though nothing of s is uncertain.
        var elasticities = Run(1, threads: 2, servedElsewhere: 0.25).Elasticities;
        Assert.Equal(-1.0 / 3, elasticities.Single(e => e.Input == "balance.served_elsewhere").OfLoss, 1e-9);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var (one, two) = (Run(3, threads: 1), Run(3, threads: 2));
        Assert.Equal(one.Tornado, two.Tornado);
        Assert.Equal(one.Variance, two.Variance);
        Assert.Equal(one.Elasticities, two.Elasticities);
        Assert.Equal(one.Recommendation.Points, two.Recommendation.Points);
        Assert.Equal(one.MeanLoss, two.MeanLoss);
    }

    private static Sensitivity Run(ulong seed, int threads, double servedElsewhere = 0)
    {
        var high = 7 * Math.Exp(Sigma * Lognormal.Z95);
        var byKey = new Dictionary<string, Assumption>
        {
            ["balance.margin"] = new("balance.margin", 49 / high, high, "EUR", "test", "test", "2026-01-01"),
            ["balance.served_elsewhere"] = Cells.Fixed("balance.served_elsewhere", servedElsewhere, "share"),
        };
        var inputs = new LossInputs(
            Cells.Flat,
            Behaviour.Of(
                [],
                Cells.Fixed("switch_rate", 0, "share"),
                Cells.Fixed("recovered_share", 0, "share")
            ),
            byKey
        );
        var node = new Node("n", new LocalText("n", "n"), "service", Regime.Fault, "global", []);
        var model = new OutageModel(
            [new NodeRate(node, 1, 0, 0, new GammaRate(16, 8))],
            new Dictionary<Regime, DurationLaw> { [Regime.Fault] = Lengths.Certain }
        );
        var search = new MixSearch(Cells.Flat, new Dictionary<int, double> { [1] = 1 }, _ => 7, 7, 3);
        var nothing = new LossDistribution(0, 0, 0, 0, 0, 0, []);
        MixValue today = new("m7", [], null, 0, 0, 1, 0, 0, 0, null, 0, nothing);
        return new SensitivityStage(
            new ShockYear(model, null),
            inputs,
            [],
            Cells.RoutingOf(7),
            new Rng(seed)
        ).Run(
            search,
            new MixCost(["whatsapp", "sms", "telegram"], Cells.Flat, byKey, new Dictionary<string, double>()),
            new YearLoss(1, nothing, nothing, 0),
            new MixComparison("conversations", "m7", "m7", 0, 0, null, null, null, [today]),
            [search.Today],
            threads,
            CancellationToken.None
        );
    }
}
