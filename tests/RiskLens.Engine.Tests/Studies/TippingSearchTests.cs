using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Tests.Losses;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Studies;

/// <summary>
/// A company that may give up SMS: it carries nothing, but 300 of 850 customers of WhatsApp can turn to it. Keeping it
/// saves two outages a year x E[hours] x 10 conversations x 0.3 who switch x 300/850 x the margin, and costs what it costs.
/// </summary>
public sealed class TippingSearchTests
{
    private const double Sms = 20;
    private static readonly string[] Channels = ["whatsapp", "sms", "telegram"];
    private static readonly DurationLaw Law = Lengths.Certain;

    private static double SavedByEachOfMargin => 2 * Law.MeanHours() * 10 * 0.3 * 300 / 850.0;

    [Fact]
    public void A_cost_tips_the_mix_where_it_passes_what_the_channel_saves()
    {
        var tipping = Search(Fixed("balance.margin", 7), Range("sms.yearly_cost", 10, 40));
        Assert.Equal("m7", tipping.RecommendedId);
        Assert.True(tipping.AgreesWithSimulation);
        var point = tipping.Points[0];
        Assert.Equal("sms.yearly_cost", point.Input);
        Assert.Equal("m5", point.MixId);
        var byHand = 7 * SavedByEachOfMargin;
        Assert.Equal(byHand, point.Value!.Value, 0.01 * byHand);
        // 10 to 40 is nine in ten of a lognormal: sigma = ln 4 / (2 x 1.645), median 20.
        var z = Math.Log(byHand / Sms) / (Math.Log(4) / (2 * Lognormal.Z95));
        Assert.Equal(Normal.Survival(z), point.Chance!.Value, 0.02 * Normal.Survival(z));
        Assert.Null(tipping.Jointly);
    }

    [Fact]
    public void A_fixed_margin_tips_it_where_the_channel_no_longer_pays_and_has_no_chance()
    {
        var tipping = Search(Fixed("balance.margin", 7), Fixed("sms.yearly_cost", Sms));
        var point = tipping.Points.Single(p => p.Input == "balance.margin");
        Assert.Equal(Sms / SavedByEachOfMargin, point.Value!.Value, 0.01 * point.Value.Value);
        Assert.Equal(0.7, point.From, 1e-9);
        Assert.Equal(70, point.To, 1e-9);
        Assert.Equal("m5", point.MixId);
        Assert.Null(point.Chance);
        // More of a margin, and what WhatsApp itself costs, change nothing.
        var without = tipping.Points.Single(p => p.Input == "whatsapp.yearly_cost");
        Assert.Null(without.Value);
        Assert.Null(without.MixId);
    }

    [Fact]
    public void Two_inputs_together_tip_it_sooner_than_either()
    {
        var tipping = Search(Range("balance.margin", 3.5, 14), Range("sms.yearly_cost", 10, 40));
        var joint = tipping.Jointly!;
        Assert.Equal(["balance.margin", "sms.yearly_cost"], joint.Inputs.Order());
        // 7 e^(-s z) x saved = 20 e^(s z), the same s for both.
        var sigma = Math.Log(4) / (2 * Lognormal.Z95);
        var z = Math.Log(7 * SavedByEachOfMargin / Sms) / (2 * sigma);
        var cost = joint.Values![joint.Inputs.ToList().IndexOf("sms.yearly_cost")];
        var margin = joint.Values[joint.Inputs.ToList().IndexOf("balance.margin")];
        Assert.Equal(20 * Math.Exp(sigma * z), cost, 0.01 * cost);
        Assert.Equal(7 * Math.Exp(-sigma * z), margin, 0.01 * margin);
        Assert.Equal(Math.Pow(Normal.Survival(z), 2), joint.Chance!.Value, 0.02 * joint.Chance.Value);
        Assert.All(tipping.Points.Take(2), p => Assert.True(p.Chance < Normal.Survival(z)));
    }

    [Fact]
    public void Where_the_closed_form_picks_another_mix_it_says_so_and_speaks_of_its_own()
    {
        var tipping = Search(Fixed("balance.margin", 7), Fixed("sms.yearly_cost", 200));
        Assert.Equal("m5", tipping.RecommendedId);
        Assert.False(tipping.AgreesWithSimulation);
        var point = tipping.Points.Single(p => p.Input == "sms.yearly_cost");
        Assert.Equal(7 * SavedByEachOfMargin, point.Value!.Value, 0.01 * point.Value.Value);
        Assert.Equal("m7", point.MixId);
    }

    private static Assumption Fixed(string key, double value) => Cells.Fixed(key, value, "EUR");

    private static Assumption Range(string key, double low, double high) =>
        new(key, low, high, "EUR", "test", "test", "2026-01-01");

    private static Tipping Search(Assumption margin, Assumption sms)
    {
        var stated = new[]
        {
            margin,
            sms,
            Fixed("whatsapp.yearly_cost", 100),
            Fixed("telegram.yearly_cost", 10),
        };
        var byKey = stated.ToDictionary(a => a.Key);
        var inputs = new LossInputs(
            Cells.Flat,
            Behaviour.Of(
                [],
                Cells.Fixed("switch_rate", 0.3, "share"),
                Cells.Fixed("recovered_share", 0, "share")
            ),
            byKey,
            Channels
        );
        var node = new Node("n", new LocalText("n", "n"), "service", Regime.Fault, "global", []);
        var model = new OutageModel(
            [new NodeRate(node, 1, 0, 0, new GammaRate(2e8, 1e8))],
            new Dictionary<Regime, DurationLaw> { [Regime.Fault] = Law }
        );
        var shocks = new ExpectedShocks(new ShockYear(model, null), [], new Rng(1));
        var search = new MixSearch(Cells.Flat, new Dictionary<int, double> { [1] = 1 }, _ => 7, 7, 3);
        MixValue Value(string id) =>
            new(id, [], null, 0, 0, 1, 0, 0, 0, 0, 0, new LossDistribution(0, 0, 0, 0, 0, 0, []));
        return new TippingSearch(
            new MeanYear(shocks, inputs.Table),
            inputs,
            [],
            search,
            new MixCost(Channels, Cells.Flat, byKey, new Dictionary<string, double>()),
            new MixComparison("money", "m7", "m7", 1, 0, null, null, null, [Value("m7"), Value("m5")]),
            [search.Today, new Mix(5, -1, 0)],
            new Rng(4)
        ).Run(new ParallelOptions { MaxDegreeOfParallelism = 2 });
    }
}
