using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Tests.Losses;

namespace RiskLens.Engine.Tests.Studies;

public sealed class WhatIfTests
{
    [Fact]
    public void A_studys_years_drawn_again_give_its_own_figures_for_every_mix_on_any_number_of_threads()
    {
        var company = new ReseededCompany(new Rng(20261123));
        var study = Study.Run(company.Inputs(trials: 1000), 2, null, TestContext.Current.CancellationToken);
        var years = study.Years!;
        Assert.Equal(1000, years.Strikes.Count);
        foreach (var mix in study.Mix!.Mixes.Where(m => m.Standby is null && m.Shares.Count == 0))
        {
            var answer = Answer(years, mix.Channels, 1);
            var typed = answer.Mixes[2];
            Assert.Equal(mix.OutageLossMean + mix.StandingLoss, typed.Mean);
            Assert.Equal(mix.StandingLoss, typed.StandingLoss);
            Assert.Equal(typed.Cvar95, Answer(years, mix.Channels, 3).Mixes[2].Cvar95);
        }
    }

    [Fact]
    public void Years_with_penalties_capacity_and_shares_of_a_channel_are_drawn_again_bit_for_bit()
    {
        var (model, inputs, today) = PlantedCompany.ForEngine();
        var rng = new Rng(5);
        var drawn = new YearSimulation(model, inputs, [0.1, -0.1, 0], PlantedCompany.Channels);
        var recorded = new YearSimulation(
            StudyYears.StrikesOf(drawn, 500, rng),
            inputs,
            [0.1, -0.1, 0],
            PlantedCompany.Channels
        );
        YearDraws Run(YearSimulation years) =>
            years.Run([today], LossUnit.Money, 500, rng, 2, null, CancellationToken.None)[0];
        var (first, again) = (Run(drawn), Run(recorded));
        Assert.Equal(first.Total, again.Total);
        Assert.Equal(first.Largest, again.Largest);
        Assert.Equal(first.Beyond, again.Beyond);
        Assert.True(first.Total.Count(t => t > 0) > 250);
    }

    private static WhatIfAnswer Answer(StudyYears years, IReadOnlyList<string> channels, int threads) =>
        WhatIfAnswer.Of(
            years,
            new TypedMix(channels, null, []),
            threads,
            TestContext.Current.CancellationToken
        );
}
