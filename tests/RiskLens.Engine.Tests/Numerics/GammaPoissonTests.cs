using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Numerics;

/// <summary>TV-7: conjugate posterior (actuar) and the marginal-likelihood prior of the pump data (BUGS).</summary>
public sealed class GammaPoissonTests
{
    private static readonly (int, double)[] Pumps =
    [
        (5, 94.3),
        (1, 15.7),
        (5, 62.9),
        (14, 126),
        (3, 5.24),
        (19, 31.4),
        (1, 1.05),
        (1, 1.05),
        (4, 2.1),
        (22, 10.5),
    ];

    [Fact]
    public void Ten_events_in_five_years_move_a_prior_as_published()
    {
        var posterior = new GammaRate(3, 3).After(10, 5);
        Assert.Equal(1.625, posterior.Mean, 1e-12);
        Assert.Equal(0.4506939094, posterior.StandardDeviation, 1e-9);
        Assert.Equal(0.8652441, posterior.Quantile(0.025), 1e-6);
        Assert.Equal(2.6201981, posterior.Quantile(0.975), 1e-6);
        Assert.Equal(0.2162804219, posterior.ChanceOfNone(1), 1e-9);
    }

    [Fact]
    public void The_pumps_prior_is_that_of_the_marginal_likelihood()
    {
        var prior = GammaPrior.Fit(Pumps);
        Assert.InRange(prior.Alpha / 0.8229651, 1 - 1e-4, 1 + 1e-4);
        Assert.InRange(prior.Beta / 1.2616534, 1 - 1e-4, 1 + 1e-4);
        Assert.Equal(-32.2578363, GammaPrior.LogLikelihood(prior, Pumps), 1e-6);
    }

    [Fact]
    public void A_penalty_on_the_shape_never_raises_it() =>
        Assert.True(GammaPrior.Fit(Pumps, shapePenalty: 1).Alpha <= GammaPrior.Fit(Pumps).Alpha);

    [Theory]
    [InlineData(0, 1, 0.3638777, 0.7398418)]
    [InlineData(0, 3, 0.1931094, 0.8407413)]
    [InlineData(1, 3, 0.4277601, 0.6809548)]
    [InlineData(2, 3.5, 0.5928540, 0.5838329)]
    public void A_companys_own_events_move_the_catalogues_prior(
        int events,
        double years,
        double mean,
        double none
    )
    {
        var posterior = new GammaRate(0.8229651, 1.2616534).After(events, years);
        Assert.InRange(posterior.Mean / mean, 1 - 1e-5, 1 + 1e-5);
        Assert.InRange(posterior.ChanceOfNone(1) / none, 1 - 1e-5, 1 + 1e-5);
    }
}
