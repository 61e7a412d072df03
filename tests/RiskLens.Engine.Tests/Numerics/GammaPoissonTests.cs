using System.Globalization;
using System.Text.Json;
using RiskLens.Engine.Numerics;
using static RiskLens.Engine.Tests.ReferenceCases;

namespace RiskLens.Engine.Tests.Numerics;

/// <summary>TV-7: conjugate posterior, the likeliest prior and the integrated one, and a rate that a person states.</summary>
public sealed class GammaPoissonTests
{
    private static readonly JsonElement Cases = Read("Numerics", "gamma-poisson.json");

    private static RateCount[] Pumps =>
        [
            .. Cases
                .GetProperty("pumps")
                .Numbers("events")
                .Zip(Cases.GetProperty("pumps").Numbers("years"), (x, t) => new RateCount((int)x, t)),
        ];

    [Fact]
    public void Ten_events_in_five_years_move_a_prior_as_published()
    {
        var given = Cases.GetProperty("conjugate");
        var counts = given.Numbers("counts");
        var posterior = LawOf(given, "prior").After((int)counts.Sum(), counts.Length);
        Near(given.Number("mean"), posterior.Mean, 1e-12);
        Near(given.Number("sd"), posterior.StandardDeviation, 1e-9);
        // The interval is published to seven digits.
        Near(given.Numbers("interval95")[0], posterior.Quantile(0.025), 1e-7);
        Near(given.Numbers("interval95")[1], posterior.Quantile(0.975), 1e-7);
        Near(given.Number("none_next_year"), posterior.ChanceOfNone(1), 1e-9);
        var upToTwo = Enumerable.Range(0, 3).Sum(x => posterior.ChanceOf(x, 1));
        Near(given.Number("three_or_more_next_year"), 1 - upToTwo, 1e-9);
    }

    [Fact]
    public void The_pumps_prior_is_that_of_the_marginal_likelihood()
    {
        var given = Cases.GetProperty("pumps").GetProperty("likeliest");
        var prior = GammaPrior.Likeliest(Pumps);
        // The likelihood is flat at its top: the place of the maximum is known to fewer digits than its height.
        Near(given.Number("shape"), prior.Alpha, 1e-4);
        Near(given.Number("beta"), prior.Beta, 1e-4);
        Near(given.Number("log_likelihood"), GammaPrior.LogLikelihood(prior, Pumps), 1e-8);
        var means = given.Numbers("means");
        for (var i = 0; i < means.Length; i++)
            Near(means[i], prior.After(Pumps[i].Events, Pumps[i].Years).Mean, given.Number("tolerance"));
    }

    [Fact]
    public void The_pumps_rates_with_their_law_integrated_out_are_those_published()
    {
        var given = Cases.GetProperty("pumps").GetProperty("integrated");
        var pooled = PooledRates.Fit(Pumps, law => -law.Alpha + ((0.1 - 1) * Math.Log(law.Beta)) - law.Beta);
        var tolerance = given.Number("tolerance_of_law");
        Near(given.Numbers("shape")[0], pooled.Shape.Mean, tolerance);
        Near(given.Numbers("shape")[1], pooled.Shape.Sd, tolerance);
        Near(given.Numbers("beta")[0], pooled.Beta.Mean, tolerance);
        Near(given.Numbers("beta")[1], pooled.Beta.Sd, tolerance);
        var means = given.Numbers("means");
        for (var i = 0; i < means.Length; i++)
        {
            Near(means[i], pooled.RateAfter(Pumps[i].Events, Pumps[i].Years).Mean, given.Number("tolerance"));
        }
        foreach (var sd in given.GetProperty("published_sd").EnumerateObject())
        {
            var pump = Pumps[int.Parse(sd.Name, CultureInfo.InvariantCulture)];
            // Published from a chain of draws: its own error is about two per cent.
            Near(sd.Value.GetDouble(), pooled.RateAfter(pump.Events, pump.Years).Sd, 0.03);
        }
    }

    [Fact]
    public void A_companys_own_events_move_the_catalogues_prior()
    {
        var given = Cases.GetProperty("company");
        foreach (var company in given.GetProperty("cases").EnumerateArray())
        {
            var posterior = LawOf(given, "prior")
                .After((int)company.Number("events"), company.Number("years"));
            Near(company.Number("mean"), posterior.Mean, 1e-5);
            Near(company.Number("sd"), posterior.StandardDeviation, 1e-5);
            Near(company.Number("none_next_year"), posterior.ChanceOfNone(1), 1e-5);
        }
    }

    [Fact]
    public void A_stated_mean_and_range_are_one_gamma_law()
    {
        var given = Cases.GetProperty("stated");
        var law = GammaRate.Stated(
            given.Number("mean"),
            given.Number("low"),
            given.Number("high"),
            given.Number("chance")
        );
        Near(given.Number("shape"), law.Alpha, 1e-5);
        Near(given.Number("scale"), 1 / law.Beta, 1e-5);
    }

    [Fact]
    public void A_count_that_cannot_be_zero_has_chances_that_add_to_one()
    {
        var law = new GammaRate(0.7, 3);
        var chances = Enumerable.Range(1, 400).Select(x => GammaPrior.LogChance(law, new RateCount(x, 8, 8)));
        Assert.Equal(1, chances.Sum(Math.Exp), 1e-9);
    }

    [Fact]
    public void A_certain_event_may_lie_in_years_not_looked_at()
    {
        // By hand: P(none in 3 | some in 8) = (P(none in 3) - P(none in 8)) / (1 - P(none in 8)).
        var law = new GammaRate(0.7, 3);
        var expected = (law.ChanceOfNone(3) - law.ChanceOfNone(8)) / (1 - law.ChanceOfNone(8));
        Assert.Equal(expected, Math.Exp(GammaPrior.LogChance(law, new RateCount(0, 3, 8))), 1e-12);
    }

    [Fact]
    public void A_place_listed_for_failing_has_failed() =>
        Assert.Throws<ArgumentException>(() =>
            GammaPrior.LogChance(new GammaRate(1, 1), new RateCount(0, 8, 8))
        );

    private static GammaRate LawOf(JsonElement given, string name) =>
        new(given.Numbers(name)[0], given.Numbers(name)[1]);
}
