using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Numerics;

/// <summary>
/// TV-1: figures published by riskquant's README and tests, and the closed forms beside them. The exceedance chances
/// were recomputed to all digits with Python's math.erfc; at 5e8 the list's tenth decimal is off by two.
/// </summary>
public sealed class LognormalTests
{
    private const double Relative = 1e-9;

    private static readonly CompoundLoss Three = new([
        Stream(0.01, 1e6, 1e7),
        Stream(0.10, 1e7, 1e9),
        Stream(0.05, 5e6, 5e7),
    ]);

    [Theory]
    [InlineData(1, 10, 0.1, 0.4040012826945718)]
    [InlineData(1, 10, 3.0, 12.120038480837177)]
    [InlineData(1e5, 1e6, 0.1, 40400.128269457266)]
    [InlineData(1e7, 1e9, 0.1, 26639800.97736)]
    [InlineData(5e6, 5e7, 0.05, 1010003.2067364)]
    public void The_mean_of_a_year_is_rate_times_mean_severity(
        double low,
        double high,
        double rate,
        double mean
    ) => Close(mean, new CompoundLoss([Stream(rate, low, high)]).MeanPerYear);

    [Theory]
    [InlineData(1, 10, 0.6999361691719632, 4.040012826945727)]
    [InlineData(635000, 19e6, 1.0330916999449682, 5922706.83351131)]
    public void A_range_gives_sigma_and_mean(double low, double high, double sigma, double mean)
    {
        var law = Lognormal.FromRange90(low, high);
        Close(sigma, law.Sigma);
        Close(mean, law.Mean);
    }

    [Theory]
    [InlineData(0.90, 7.7546823869, 11.3287165208)]
    [InlineData(0.95, 10, 13.9259653432)]
    [InlineData(0.99, 16.1123742796, 20.9802113177)]
    public void Quantile_and_expected_shortfall_are_those_of_the_closed_form(double p, double var, double es)
    {
        var law = Lognormal.FromRange90(1, 10);
        Close(var, law.Quantile(p));
        Close(es, law.ExpectedShortfall(p));
    }

    [Theory]
    [InlineData(1, 0.9884564970)]
    [InlineData(5, 3.2287749942)]
    [InlineData(10, 3.8437145598)]
    [InlineData(20, 4.0171251924)]
    public void The_limited_expected_value_is_that_of_the_closed_form(double limit, double expected) =>
        Close(expected, Lognormal.FromRange90(1, 10).LimitedExpectedValue(limit));

    [Theory]
    [InlineData(1e6, 0.14738557247829331)]
    [InlineData(1e7, 0.12425568740174342)]
    [InlineData(5e7, 0.06898109708878919)]
    [InlineData(1e8, 0.04897055207444545)]
    [InlineData(5e8, 0.012435357761605648)]
    [InlineData(1e9, 0.004987520885068153)]
    public void Occurrence_exceedance_is_that_of_the_closed_form(double x, double expected) =>
        Close(expected, Three.OccurrenceExceedance(x));

    [Fact]
    public void The_chance_of_a_year_without_an_event_is_that_of_the_closed_form() =>
        Close(0.8521437889662113, Three.ChanceOfNone);

    [Fact]
    public void The_rate_of_a_pert_is_its_mean_and_not_its_mode()
    {
        var rate = new Pert(0.1, 0.3, 0.7, weight: 1);
        Close(1.4813380365467666, rate.Mean * Lognormal.FromRange90(1, 10).Mean);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    public void Simulated_years_agree_with_the_closed_form_within_four_standard_errors(ulong seed)
    {
        const int Years = 100_000;
        var rng = new Rng(seed);
        var years = Enumerable.Range(0, Years).Select(t => Three.Draw(rng.Fork("year", t))).ToArray();
        foreach (var x in new[] { 1e6, 1e7, 5e7, 1e8, 5e8, 1e9 })
        {
            var p = Three.OccurrenceExceedance(x);
            var error = 4 * Math.Sqrt(p * (1 - p) / Years);
            Assert.InRange(years.Count(y => y.Largest > x) / (double)Years, p - error, p + error);
            Assert.True(years.Count(y => y.Total > x) >= years.Count(y => y.Largest > x));
        }
    }

    private static (EventCounts, EventLoss) Stream(double rate, double low, double high) =>
        (EventCounts.Poisson(rate), EventLoss.Of(Lognormal.FromRange90(low, high)));

    private static void Close(double expected, double actual) =>
        Assert.InRange(actual / expected, 1 - Relative, 1 + Relative);
}
