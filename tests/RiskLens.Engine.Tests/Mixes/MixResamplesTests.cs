using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Tests.Losses;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Mixes;

public sealed class MixResamplesTests
{
    private static readonly int[] Actives = [7, 5, 3, 1, 6];
    private static readonly string[] Names = ["whatsapp", "sms", "telegram"];

    [Fact]
    public void Of_two_standbys_the_one_that_more_contacts_know_wins_as_often_as_their_number_says()
    {
        // Six contacts know SMS beside WhatsApp, four Telegram. With weights gamma(6) and gamma(4) SMS reaches more with
        // P(beta(6, 4) > 1/2) = (1 + 9 + 36 + 84 + 126 + 126) / 2^9 = 382 / 512.
        var cells = TwoStandbys();
        ResampledMix[] mixes = [MixOf(3), MixOf(5)];
        var resamples = Of(mixes, 2, Struck(1, InputsOf(cells)), cells, new() { [3] = 6, [5] = 4 }, 2000, 10);
        var share = resamples.Best.Count(b => b == 0) / 2000.0;
        Assert.Equal(382 / 512.0, share, 4 * Math.Sqrt(0.746 * 0.254 / 2000));
    }

    [Fact]
    public void Nobody_wins_where_two_standbys_are_alike_and_both_are_named()
    {
        var cells = TwoStandbys(0.5);
        ResampledMix[] mixes = [MixOf(3), MixOf(5)];
        var resamples = Of(mixes, 2, Struck(1, InputsOf(cells)), cells, new() { [3] = 5, [5] = 5 }, 200, 10);
        var stability = MixStability.Of(resamples, 10, mixes, 3, Names);
        Assert.False(stability.Clear);
        Assert.Equal(2, stability.Tied.Count);
        Assert.Contains(stability.Tied, t => t.Channels.SequenceEqual(["whatsapp", "sms"]));
        Assert.Contains(stability.Tied, t => t.Channels.SequenceEqual(["whatsapp", "telegram"]));
        Assert.Equal(1, stability.Chosen.Sum(c => c.Share), 1e-12);
    }

    [Fact]
    public void A_mix_that_costs_less_and_loses_no_more_is_clear()
    {
        var cells = TwoStandbys();
        ResampledMix[] mixes = [MixOf(7, cost: 1e9), MixOf(3)];
        var resamples = Of(mixes, 2, Struck(1, InputsOf(cells)), cells, new() { [3] = 6, [5] = 4 }, 40, 20);
        var stability = MixStability.Of(resamples, 20, mixes, 3, Names);
        Assert.True(stability.Clear);
        Assert.Equal(1, stability.RecommendedShare);
        Assert.Empty(stability.Tied);
        // Its cost is all that a mix saves over the same channels at another cost.
        Assert.Equal(1e9, resamples.CostsOf(0)[0]);
    }

    [Fact]
    public void A_mix_that_may_not_be_chosen_never_is()
    {
        var cells = TwoStandbys();
        ResampledMix[] mixes = [MixOf(7) with { IsEligible = false }, MixOf(3)];
        var resamples = Of(mixes, 1, Struck(1, InputsOf(cells)), cells, new() { [3] = 6, [5] = 4 }, 20, 20);
        Assert.All(resamples.Best, best => Assert.Equal(1, best));
    }

    [Fact]
    public void The_same_channels_save_nothing_over_themselves_in_any_resample()
    {
        var cells = TwoStandbys();
        ResampledMix[] mixes = [MixOf(3, cost: 5), MixOf(3), MixOf(1)];
        var resamples = Of(mixes, 3, Struck(1, InputsOf(cells)), cells, new() { [3] = 6, [5] = 4 }, 20, 20);
        Assert.All(resamples.Saved(1, 0), saved => Assert.Equal(5, saved, 1e-9));
        // Whoever is rerouted is saved the loss: never more than without a standby.
        Assert.All(resamples.Saved(1, 2), saved => Assert.True(saved > 0));
    }

    [Fact]
    public void Penalties_and_capacity_are_told_however_few_mixes_are_simulated_at_first()
    {
        var (model, inputs, _) = PlantedCompany.ForEngine(
            true,
            Cells.Fixed("whatsapp.capacity", 20, "conversations_per_hour"),
            Cells.Fixed("sms.capacity", 3, "conversations_per_hour")
        );
        var years = new YearSimulation(model, inputs, [], PlantedCompany.Channels);
        ResampledMix[] mixes =
        [
            .. Actives.Select(active =>
                MixOf(active, cost: ((active >> 1 & 1) * 12e6) + ((active >> 2 & 1) * 3e6))
            ),
        ];
        MixResamples With(int compared, int threads) =>
            Of(
                mixes,
                compared,
                years,
                inputs.Cells,
                new()
                {
                    [1] = 9,
                    [3] = 4,
                    [5] = 3,
                },
                20,
                60,
                threads
            );
        var all = With(5, 1);
        Assert.True(all.Best.Distinct().Count() > 1, "Not the same in all of them.");
        var few = With(1, 3);
        Assert.Equal(all.Best, few.Best);
        Assert.Equal(all.LossesOf(0), few.LossesOf(0));
        for (var r = 0; r < 20; r++)
        {
            double Total(int i) => all.LossesOf(i)[r] + all.CostsOf(i)[r];
            Assert.Equal(Enumerable.Range(0, 5).Min(Total), Total(all.Best[r]));
        }
    }

    [Fact]
    public void Weights_of_sets_are_the_same_in_every_cell_and_shares_still_add_up_to_one()
    {
        var (_, inputs, _) = PlantedCompany.ForEngine();
        var drawn = MixResamples.Resampled(
            inputs.Cells,
            new Dictionary<int, double>
            {
                [1] = 9,
                [3] = 4,
                [5] = 3,
                [2] = 2,
            },
            new Rng(3)
        );
        double Odds(IReadOnlyList<DemandCell> cells, int k) =>
            cells[k].ShareBySet[3] / cells[k].ShareBySet[1];
        var moved = Odds(drawn, 0) / Odds(inputs.Cells, 0);
        Assert.NotEqual(1, moved, 0.01);
        Assert.Equal(moved, Odds(drawn, 2) / Odds(inputs.Cells, 2), 1e-12);
        Assert.All(drawn, c => Assert.Equal(1, c.ShareBySet.Values.Sum(), 1e-12));
    }

    [Theory]
    [InlineData(100_000, 200, 10_000)]
    [InlineData(1_000_000, 200, 10_000)]
    [InlineData(20_000, 40, 2000)]
    [InlineData(1000, 20, 100)]
    public void A_smaller_study_resamples_less(int trials, int resamples, int each) =>
        Assert.Equal((resamples, each), MixStability.For(trials));

    private static MixResamples Of(
        ResampledMix[] mixes,
        int compared,
        YearSimulation years,
        IReadOnlyList<DemandCell> cells,
        Dictionary<int, double> contacts,
        int resamples,
        int trialsEach,
        int threads = 2
    ) =>
        MixResamples.Of(
            mixes,
            compared,
            years,
            cells,
            contacts,
            LossUnit.Money,
            resamples,
            trialsEach,
            new Rng(20261123),
            threads,
            null,
            CancellationToken.None
        );

    private static ResampledMix MixOf(int active, double cost = 0) =>
        new(active, true, cells => Routing.Of(cells, active, _ => 7, 3), (_, _) => cost);

    /// <summary>Ten an hour on WhatsApp; who knows SMS too, and who Telegram.</summary>
    private static DemandCell[] TwoStandbys(double sms = 0.6) =>
        [
            new(
                0,
                "balance",
                Direction.In,
                Cells.Flat[0].Path,
                new Dictionary<int, double> { [3] = sms, [5] = 1 - sms },
                MovesMoney: false
            ),
        ];

    private static LossInputs InputsOf(DemandCell[] cells) =>
        new(
            cells,
            Behaviour.Of(
                [],
                Cells.Fixed("switch_rate", 0.3, "share"),
                Cells.Fixed("recovered_share", 0.5, "share")
            ),
            new Dictionary<string, Assumption>
            {
                ["balance.margin"] = Cells.Fixed("balance.margin", 7, "EUR"),
            }
        );

    private static YearSimulation Struck(int channelMask, LossInputs inputs)
    {
        var node = new Node("n", new LocalText("n", "n"), "service", Regime.Fault, "global", []);
        var model = new OutageModel(
            [new NodeRate(node, channelMask, 0, 0, new GammaRate(4e6, 1e6))],
            new Dictionary<Regime, DurationLaw> { [Regime.Fault] = Lengths.Certain }
        );
        return new YearSimulation(model, inputs, [], 3);
    }
}
