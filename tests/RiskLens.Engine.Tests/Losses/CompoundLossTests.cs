using System.Numerics;
using MathNet.Numerics;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Losses;

/// <summary>Simulated compound sums against their law by Fourier transform, whose severities are MathNet's own.</summary>
public sealed class CompoundLossTests
{
    private static readonly double[] Levels = [0.5, 0.75, 0.9, 0.95, 0.99, 0.995];
    private static readonly int Years = Repetitions.Of(100_000, 1_000_000);

    [Theory]
    [InlineData("poisson", "lognormal")]
    [InlineData("poisson", "gamma")]
    [InlineData("poisson", "pert")]
    [InlineData("negative binomial", "lognormal")]
    [InlineData("negative binomial", "gamma")]
    [InlineData("negative binomial", "pert")]
    public void A_simulated_compound_sum_has_the_law_of_its_fourier_transform(string counts, string severity)
    {
        var (count, generating) = CountsOf(counts);
        var (loss, cdf, span) = SeverityOf(severity);
        var exact = new CompoundLattice(cdf, generating, span, 16);
        var finer = new CompoundLattice(cdf, generating, span, 17);
        for (var seed = 31UL; seed <= 35; seed++)
        {
            var sums = Simulate(new CompoundLoss([(count, loss)]), seed);
            var none = generating(0).Real;
            Assert.InRange(
                sums.Count(x => x == 0) / (double)Years - none,
                -FourErrors(none),
                FourErrors(none)
            );
            foreach (var p in Levels)
            {
                var simulated = Tail.Of(sums, p).ValueAtRisk;
                Assert.True(simulated > 0);
                // Halving the step moves the law by less than a tenth of what chance may.
                Assert.InRange(
                    exact.Cdf(simulated) - finer.Cdf(simulated),
                    -MillionErrors(p) / 10,
                    MillionErrors(p) / 10
                );
                Assert.InRange(finer.Cdf(simulated) - p, -FourErrors(p), FourErrors(p));
            }
        }
    }

    [Fact]
    public void A_sum_of_exponentials_has_the_law_that_is_known_in_closed_form()
    {
        // A geometric number of exponentials of mean 2, at least none: P(S <= x) = 1 - q exp(-(1 - q) x / 2).
        const double Q = 0.6;
        var lattice = new CompoundLattice(x => 1 - Math.Exp(-x / 2), z => (1 - Q) / (1 - (Q * z)), 200, 16);
        foreach (var x in new[] { 0.5, 2, 7, 20, 45 })
            Assert.Equal(1 - (Q * Math.Exp(-(1 - Q) * x / 2)), lattice.Cdf(x), 2e-6);
    }

    [Fact]
    public void Largest_losses_of_uncertain_rates_agree_with_the_closed_form()
    {
        var law = new CompoundLoss([(CountsOf("negative binomial").Counts, SeverityOf("lognormal").Loss)]);
        var rng = new Rng(3);
        var largest = Enumerable.Range(0, Years).Select(t => law.Draw(rng.Fork("year", t)).Largest).ToArray();
        foreach (var x in new[] { 1.0, 5, 20 })
        {
            // Gamma(1.5, 1.2) rates: P(max <= x) = (1.2 / (1.2 + 1 - F(x)))^1.5.
            var over = MathNet.Numerics.Distributions.LogNormal.CDF(1, 1, x);
            var p = 1 - Math.Pow(1.2 / (1.2 + 1 - over), 1.5);
            Assert.Equal(p, law.OccurrenceExceedance(x), 1e-12);
            Assert.InRange(largest.Count(l => l > x) / (double)Years - p, -FourErrors(p), FourErrors(p));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Tv2c_a_rare_events_tail_is_that_of_a_compound_sum(ulong seed)
    {
        // Rate Normal(0.3, 0.1) clipped at 0, one PERT(2e9, 3e9, 5e9) an event: published by simulating 4 million years.
        static double Rate(Rng rng) => Math.Max(0, 0.3 + (0.1 * rng.NextNormal()));
        var counts = new EventCounts(0.3, rng => rng.NextPoisson(Rate(rng)), z => RareRates(z).Real);
        var law = new CompoundLattice(x => PertCdf(x / 1e9, 2, 3, 5), RareRates, 40e9, 16);
        Assert.Equal(0.7444923286, counts.Generating(0), 1e-9);
        Assert.InRange(law.Quantile(0.95) / 4.148e9, 0.99, 1.01);
        Assert.InRange(law.Quantile(0.99) / 7.142e9, 0.99, 1.01);
        Assert.InRange(law.MeanBeyond(0.95) / 6.230e9, 0.99, 1.01);

        var loss = new EventLoss(0, rng => 1e9 * DrawPert(rng, 2, 3, 5), _ => 0);
        var sums = Simulate(new CompoundLoss([(counts, loss)]), seed);
        const double Sd = 1788972421.92;
        var error = 4 * Sd / Math.Sqrt(Years);
        Assert.InRange(sums.Average(), 950121015.53 - error, 950121015.53 + error);
        Assert.Equal(0, Tail.Of(sums, 0.5).ValueAtRisk);
        Assert.InRange(
            sums.Count(x => x == 0) / (double)Years - 0.7444923286,
            -FourErrors(0.744),
            FourErrors(0.744)
        );
        foreach (var p in new[] { 0.9, 0.95, 0.99, 0.995 })
            Assert.InRange(law.Cdf(Tail.Of(sums, p).ValueAtRisk) - p, -FourErrors(p), FourErrors(p));
    }

    [Fact]
    public void Tv2d_streams_without_a_declared_dependence_are_uncorrelated()
    {
        // pyfair's two models, reseeded alike: 0.99966 between their rates, 0.463 between their risks.
        for (var seed = 41UL; seed <= 45; seed++)
        {
            var (first, second) = (new double[Years], new double[Years]);
            var one = Normal(0.3, 0.1);
            var two = Normal(0.5, 0.2);
            var root = new Rng(seed);
            for (var t = 0; t < Years; t++)
            {
                var year = root.Fork("year", t);
                first[t] = one.Draw(year.Fork("first")).Total;
                second[t] = two.Draw(year.Fork("second")).Total;
            }
            Assert.InRange(Correlation(first, second), -4 / Math.Sqrt(Years), 4 / Math.Sqrt(Years));
        }

        static CompoundLoss Normal(double mean, double sd) =>
            new([
                (
                    new EventCounts(
                        mean,
                        rng => rng.NextPoisson(Math.Max(0, mean + (sd * rng.NextNormal()))),
                        z => z
                    ),
                    new EventLoss(0, rng => DrawPert(rng, 2, 3, 5), _ => 0)
                ),
            ]);
    }

    [Theory]
    [InlineData(51)]
    [InlineData(52)]
    [InlineData(53)]
    [InlineData(54)]
    [InlineData(55)]
    public void Tv2e_threats_that_meet_controls_give_the_losses_of_evaluator(ulong seed)
    {
        // RS-01 of evaluator's sample: 26.3 threats a year, 28.5 % of them stronger than seven controls.
        const int Trials = 40_000;
        var law = new CompoundLoss([
            (
                new EventCounts(7.5177, LossEvents, z => z),
                new EventLoss(98333.33, rng => DrawPert(rng, 1e4, 2e4, 5e5), _ => 0)
            ),
        ]);
        var rng = new Rng(seed);
        var sums = Quantiles.Sorted(
            Enumerable.Range(0, Trials).Select(t => law.Draw(rng.Fork("year", t)).Total)
        );
        const double Sd = 370549;
        Assert.InRange(sums.Average() - 739242, -4 * Sd / Math.Sqrt(Trials), 4 * Sd / Math.Sqrt(Trials));
        var mean = sums.Average();
        var sd = Math.Sqrt(sums.Average(x => (x - mean) * (x - mean)));
        Assert.InRange(sd / Sd, 0.97, 1.03);
        // The published VaR95 is that of 1000 years, whose own error is 2.4 %: so many of ours may lie over it.
        var over = sums.Count(x => x > 1334763) / (double)Trials;
        Assert.InRange(
            over,
            0.05 - Repetitions.FourErrors(0.05, 1000),
            0.05 + Repetitions.FourErrors(0.05, 1000)
        );
        // 200,000 years of the same model in NumPy.
        Assert.InRange(Tail.Of(sums, 0.95).ValueAtRisk / 1417103, 0.975, 1.025);
    }

    private static int LossEvents(Rng rng)
    {
        var threats = (int)Math.Round(DrawPert(rng, 10, 24, 52));
        var events = 0;
        for (var t = 0; t < threats; t++)
        {
            var controls =
                DrawPert(rng, 0.7, 0.85, 0.98)
                + DrawPert(rng, 0.5, 0.7, 0.84)
                + DrawPert(rng, 0.5, 0.7, 0.84)
                + DrawPert(rng, 0.5, 0.7, 0.84)
                + DrawPert(rng, 0, 0.1, 0.3)
                + DrawPert(rng, 0.2, 0.3, 0.5)
                + DrawPert(rng, 0.2, 0.3, 0.5);
            events += DrawPert(rng, 0.33, 0.5, 0.6, 3) > controls / 7 ? 1 : 0;
        }
        return events;
    }

    private static double[] Simulate(CompoundLoss law, ulong seed)
    {
        var rng = new Rng(seed);
        return Quantiles.Sorted(Enumerable.Range(0, Years).Select(t => law.Draw(rng.Fork("year", t)).Total));
    }

    private static (EventCounts Counts, Func<Complex, Complex> Generating) CountsOf(string name) =>
        name is "poisson"
            ? (EventCounts.Poisson(0.9), z => Complex.Exp(0.9 * (z - 1)))
            : (
                EventCounts.NegativeBinomial(new GammaRate(1.5, 1.2)),
                z => Complex.Pow(1.2 / (1.2 + 1 - z), 1.5)
            );

    private static (EventLoss Loss, Func<double, double> Cdf, double Span) SeverityOf(string name) =>
        name switch
        {
            "lognormal" => (
                EventLoss.Of(new Lognormal(1, 1)),
                x => x <= 0 ? 0 : MathNet.Numerics.Distributions.LogNormal.CDF(1, 1, x),
                800
            ),
            "gamma" => (
                new EventLoss(3, rng => 2 * rng.NextGamma(1.5), _ => 0),
                x => x <= 0 ? 0 : MathNet.Numerics.Distributions.Gamma.CDF(1.5, 0.5, x),
                300
            ),
            _ => (
                new EventLoss(3.1667, rng => DrawPert(rng, 2, 3, 5), _ => 0),
                x => PertCdf(x, 2, 3, 5),
                150
            ),
        };

    // The generating function over the rates: Simpson's rule over the normal law, clipped below 0.
    private static Complex RareRates(Complex z)
    {
        const int Steps = 400;
        Complex sum = MathNet.Numerics.Distributions.Normal.CDF(0.3, 0.1, 0);
        const double Step = 1.2 / Steps;
        for (var i = 0; i <= Steps; i++)
        {
            var rate = i * Step;
            var inside = i % 2 == 0 ? 2 : 4;
            var weight = Step / 3 * (i is 0 or Steps ? 1 : inside);
            sum +=
                weight
                * MathNet.Numerics.Distributions.Normal.PDF(0.3, 0.1, rate)
                * Complex.Exp(rate * (z - 1));
        }
        return sum;
    }

    private static double PertCdf(double x, double a, double m, double b) =>
        SpecialFunctions.BetaRegularized(
            1 + (4 * (m - a) / (b - a)),
            1 + (4 * (b - m) / (b - a)),
            Math.Clamp((x - a) / (b - a), 0, 1)
        );

    private static double DrawPert(Rng rng, double a, double m, double b, double weight = 4) =>
        a + ((b - a) * rng.NextBeta(1 + (weight * (m - a) / (b - a)), 1 + (weight * (b - m) / (b - a))));

    private static double Correlation(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var (a, b) = (x[i] - meanX, y[i] - meanY);
            (xy, xx, yy) = (xy + (a * b), xx + (a * a), yy + (b * b));
        }
        return xy / Math.Sqrt(xx * yy);
    }

    private static double FourErrors(double p) => Repetitions.FourErrors(p, Years);

    private static double MillionErrors(double p) => Repetitions.FourErrors(p, 1_000_000);
}
