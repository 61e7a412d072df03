using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Outages.Severities;

public sealed class SeverityLawTests
{
    private static readonly string[] Channels = ["whatsapp", "sms", "telegram", "own-desk"];

    private static readonly Node Government = NodeOf(
        "government-CM",
        "government",
        "CM",
        ["whatsapp", "telegram", "own-desk"]
    );

    [Fact]
    public void Where_every_outage_stopped_all_for_all_a_shock_does_so_too()
    {
        var law = Law([Row(["whatsapp", "telegram"]), Row(["whatsapp", "telegram"])]);
        var rng = new Rng(1);
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Null(law.Draw(rng, law.DrawWeights(rng), 3)));
    }

    [Fact]
    public void A_channel_that_the_row_does_not_name_went_on_and_one_never_named_shares_a_fate()
    {
        // One row blocks Telegram alone: WhatsApp goes on; the company's own desk, named by no row, follows one of both.
        var law = Law([Row(["telegram"]), Row(["whatsapp", "telegram"])]);
        var rng = new Rng(5);
        const int Draws = 20_000;
        var (whole, withDesk, withoutDesk) = (0, 0, 0);
        for (var i = 0; i < Draws; i++)
        {
            if (law.Draw(rng, law.DrawWeights(rng), 3) is not { } shares)
            {
                whole++;
                continue;
            }
            Assert.Equal((0, 0, 1), (shares[0], shares[1], shares[2]));
            (withDesk, withoutDesk) =
                shares[3] > 0 ? (withDesk + 1, withoutDesk) : (withDesk, withoutDesk + 1);
        }
        Assert.Equal(0.5, whole / (double)Draws, Repetitions.FourErrors(0.5, Draws));
        Assert.Equal(0.25, withDesk / (double)Draws, Repetitions.FourErrors(0.25, Draws));
        Assert.Equal(0.25, withoutDesk / (double)Draws, Repetitions.FourErrors(0.25, Draws));
        Assert.Equal([0.5, 0, 1, 0.75], law.Means());
    }

    [Fact]
    public void Function_and_customers_multiply_and_unknown_shares_are_drawn_as_one()
    {
        var stopped = new Dictionary<string, ShareRange>
        {
            ["whatsapp"] = new(0.2, 0.6),
            ["telegram"] = new(0, 1),
        };
        var law = Law([
            new SeverityRow(
                "government",
                ["CM"],
                ["whatsapp", "telegram"],
                stopped,
                new ShareRange(0.5, 0.5),
                null
            ),
        ]);
        var rng = new Rng(8);
        var weights = law.DrawWeights(rng);
        var draws = Enumerable.Range(0, 20_000).Select(_ => law.Draw(rng, weights, 3)!).ToArray();
        Assert.All(draws, s => Assert.InRange(s[0], 0.1, 0.3));
        // One draw places both: WhatsApp at 0.2 + 0.4 u, Telegram at u, half of the customers.
        Assert.All(draws, s => Assert.Equal(s[0] - 0.1, 0.4 * s[2], 1e-12));
        Assert.Equal(0.2, draws.Average(s => s[0]), 4 * 0.4 * 0.5 / Math.Sqrt(12 * 20_000));
    }

    [Fact]
    public void A_row_of_another_service_tells_how_much_of_a_service_fails()
    {
        var node = NodeOf("signal", "service", "global", ["whatsapp", "telegram"]);
        var row = new SeverityRow(
            "meta",
            ["global"],
            ["messenger"],
            new Dictionary<string, ShareRange> { ["messenger"] = new(0.3, 0.3) },
            ShareRange.All,
            null
        );
        var law = SeverityLaw.Of("service", [row], node, Channels, placeBound: false);
        var rng = new Rng(1);
        Assert.Equal([0.3, 0, 0.3, 0], law.Draw(rng, law.DrawWeights(rng), 3)!);
    }

    [Fact]
    public void Rows_weigh_differently_from_trial_to_trial_and_alike_on_average()
    {
        // Bayesian bootstrap of two rows: the weight of one is uniform on 0 to 1.
        var law = Law([Row(["telegram"]), Row(["whatsapp", "telegram"])]);
        var rng = new Rng(12);
        var weight = Enumerable
            .Range(0, 20_000)
            .Select(_ => law.DrawWeights(rng))
            .Select(w => w[0] / (w[0] + w[1]))
            .ToArray();
        Assert.Equal(0.5, weight.Average(), 4 / Math.Sqrt(12 * 20_000));
        Assert.Equal(1 / 12.0, weight.Average(w => (w - 0.5) * (w - 0.5)), 0.003);
    }

    [Fact]
    public void What_a_shock_stops_is_that_of_outages_about_as_long()
    {
        // Total cuts of 3 h and a block of Telegram of 300 h: the kernel at 3 h is e^(-ln(100)²/2) against 1.
        var law = Law([Row(["whatsapp", "telegram"], 3), Row(["telegram"], 300)]);
        var rng = new Rng(3);
        double TotalCuts(double hours) =>
            Enumerable.Range(0, 4000).Count(_ => law.Draw(rng, law.DrawWeights(rng), hours) is null) / 4000.0;
        Assert.InRange(TotalCuts(3), 0.999, 1);
        Assert.InRange(TotalCuts(300), 0, 0.001);
        Assert.Equal(0.5, TotalCuts(30), Repetitions.FourErrors(0.5, 4000));
    }

    [Fact]
    public void An_overload_needs_displaced_users_and_grows_with_them()
    {
        var law = Overload.Of(new Dictionary<string, double> { ["whatsapp"] = 0.8 });
        var meta = NodeOf("meta", "owner", "global", ["whatsapp", "facebook"]);
        Assert.Equal(0.8, law.DisplacedBy(meta));
        const int Draws = 40_000;
        double Share(double displaced)
        {
            var own = new Rng(3);
            return Enumerable
                    .Range(0, Draws)
                    .Count(_ => law.Draw(own, law.DrawChance(own), displaced).Cut > 0) / (double)Draws;
        }
        Assert.Equal(0, Share(0));
        // Mean of Beta(1.5, 2.5) is 0.375, times the displaced share.
        Assert.Equal(0.375, Share(1), Repetitions.FourErrors(0.375, Draws));
        Assert.Equal(0.15, Share(0.4), Repetitions.FourErrors(0.15, Draws));
        var rng = new Rng(4);
        Assert.All(
            Enumerable.Range(0, 1000).Select(_ => law.Draw(rng, 1, 0.5)),
            o =>
            {
                Assert.InRange(o.Cut, 0, 0.5);
                Assert.InRange(o.Length, 0, 1);
            }
        );
    }

    [Fact]
    public void A_shock_on_one_country_overloads_its_own_networks_and_not_the_world()
    {
        Assert.Equal(0b0010, Overload.SubstitutesOf(Government, Channels));
        var meta = NodeOf("meta", "owner", "global", ["whatsapp"]);
        Assert.Equal(0b0110, Overload.SubstitutesOf(meta, Channels));
    }

    private static SeverityLaw Law(SeverityRow[] rows) =>
        SeverityLaw.Of("government", rows, Government, Channels, placeBound: true);

    private static SeverityRow Row(string[] channels, double? hours = null) =>
        new("government", ["KE"], channels, new Dictionary<string, ShareRange>(), ShareRange.All, hours);

    private static Node NodeOf(string id, string kind, string place, string[] channels) =>
        new(id, new LocalText(id, id), kind, Regime.Fault, place, channels);
}
