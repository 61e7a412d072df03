using RiskLens.Engine.Numerics;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Numerics;

/// <summary>Laws against scipy (laws.json); TV-2a to all digits by sqrt((mean - a)(b - mean) / (g + 3)) in Python.</summary>
public sealed class LawTests
{
    private static readonly System.Text.Json.JsonElement Cases = ReferenceCases.Read("Numerics", "laws.json");

    public static TheoryData<string> Texts =>
        [.. Cases.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("text").GetString()!)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Mean_and_quantiles_are_those_of_an_independent_library(string text)
    {
        var (law, mean, quantiles) = Case(text);
        ReferenceCases.Near(mean, law.Mean, 1e-9);
        foreach (var (p, expected) in Cases.Numbers("chances").Zip(quantiles))
        {
            // scipy's own beta and gamma inverses agree with their distribution functions to about 1e-10.
            var tolerance = 1e-8 * (Math.Abs(expected) + (1e-6 * mean));
            Assert.InRange(law.Quantile(p), expected - tolerance, expected + tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Draws_fall_under_each_quantile_as_often_as_its_chance_says(string text)
    {
        const int Draws = 40_000;
        var (law, mean, quantiles) = Case(text);
        if (law is EmpiricalLaw)
            return;
        foreach (var seed in new ulong[] { 1, 2, 3, 4, 5 })
        {
            var rng = new Rng(seed);
            var draws = Enumerable.Range(0, Draws).Select(_ => law.Draw(rng)).ToArray();
            foreach (var (p, quantile) in Cases.Numbers("chances").Zip(quantiles))
            {
                var error = 4 * Math.Sqrt(p * (1 - p) / Draws);
                Assert.InRange(draws.Count(d => d <= quantile) / (double)Draws, p - error, p + error);
            }
            var spread = Math.Sqrt(draws.Sum(d => (d - mean) * (d - mean)) / Draws);
            Assert.InRange(
                draws.Average(),
                mean - (4 * spread / Math.Sqrt(Draws)),
                mean + (4 * spread / Math.Sqrt(Draws))
            );
            Assert.All(draws, d => Assert.InRange(d, law.Support.Least, law.Support.Largest));
        }
    }

    [Theory]
    [InlineData(20, 100, 900, 4, 220, 146.66666666666666, 139.38641048743392)]
    [InlineData(3e6, 3.5e6, 5e6, 4, 3666666.6666666665, 333333.3333333333, 356348.32254989917)]
    [InlineData(2e9, 3e9, 5e9, 4, 3166666666.6666665, 500000000, 552770798.3925666)]
    [InlineData(5, 20, 50, 2, 23.75, 11.25, 9.921567416492215)]
    public void A_pert_has_the_spread_of_its_convention(
        double min,
        double mode,
        double max,
        double weight,
        double mean,
        double classic,
        double trueBeta
    )
    {
        var law = new Pert(min, mode, max, weight);
        var other = new Pert(min, mode, max, weight, PertConvention.ClassicSd);
        ReferenceCases.Near(mean, law.Mean, 1e-9);
        ReferenceCases.Near(mean, other.Mean, 1e-9);
        ReferenceCases.Near(classic, other.StandardDeviation, 1e-9);
        ReferenceCases.Near(trueBeta, law.StandardDeviation, 1e-9);
    }

    [Fact]
    public void An_empirical_law_draws_its_values_alike()
    {
        const int Draws = 40_000;
        var law = new EmpiricalLaw([240, 180, 200, 200]);
        var rng = new Rng(7);
        var draws = Enumerable.Range(0, Draws).Select(_ => law.Draw(rng)).ToArray();
        foreach (var (value, share) in new[] { (180.0, 0.25), (200, 0.5), (240, 0.25) })
        {
            var error = 4 * Math.Sqrt(share * (1 - share) / Draws);
            Assert.InRange(draws.Count(d => d.Equals(value)) / (double)Draws, share - error, share + error);
        }
    }

    [Theory]
    [InlineData("350", false, "350")]
    [InlineData(" 100 .. 300 ", false, "100..300")]
    [InlineData("0.1..0.4", true, "0.1..0.4")]
    [InlineData("200..200", false, "200")]
    [InlineData("0..300", false, "uniform(0,300)")]
    [InlineData("0.5..1", true, "uniform(0.5,1)")]
    [InlineData("0.5..1", false, "0.5..1")]
    [InlineData("PERT(100, 200, 300)", false, "pert(100,200,300)")]
    [InlineData("pert(1.5; 2; 3)", false, "pert(1.5,2,3)")]
    [InlineData("empirical(3,1)", false, "empirical(1;3)")]
    [InlineData("pert(100,200,300,4)", false, "pert(100,200,300)")]
    [InlineData("pert(100,200,300,6)", false, "pert(100,200,300,6)")]
    [InlineData("pert-sd(100,200,300)", false, "pert-sd(100,200,300)")]
    [InlineData("pert-sd(100,200,300,2.5)", false, "pert-sd(100,200,300,2.5)")]
    [InlineData("gamma(200,50)", false, "gamma(200,50)")]
    [InlineData("empirical(3; 1;2)", false, "empirical(1;2;3)")]
    [InlineData("1e3..2.5E3", false, "1000..2500")]
    public void A_text_has_one_canonical_form_that_reads_back_as_the_same_law(
        string typed,
        bool share,
        string canonical
    )
    {
        var law = LawText.Parse(typed, share);
        Assert.Equal(canonical, law.ToString());
        Assert.Equal(law, LawText.Parse(canonical, share));
    }

    [Fact]
    public void Any_numbers_read_back_to_their_last_bit()
    {
        var rng = new Rng(5);
        for (var i = 0; i < 1000; i++)
        {
            var points = Quantiles.Sorted([rng.NextDouble(), rng.NextDouble(), rng.NextDouble()]);
            Law[] laws =
            [
                new FixedLaw(points[0]),
                Law.OfRange(points[0], points[2], share: true),
                Law.OfRange(points[0], points[2], share: false),
                new UniformLaw(points[0], points[2]),
                new Pert(points[0], points[1], points[2], 1 + points[1]),
                new Pert(points[0], points[1], points[2], convention: PertConvention.ClassicSd),
                new GammaLaw(points[1], points[2]),
                new EmpiricalLaw(points),
            ];
            Assert.All(
                laws,
                law => Assert.Equal(law, LawText.Parse(law.ToString(), law is LogitNormalRange))
            );
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("much")]
    [InlineData("1..2..3")]
    [InlineData("3..2")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("1..1e999")]
    [InlineData("pert(1,2)")]
    [InlineData("pert(3,2,1)")]
    [InlineData("pert(1,1,1)")]
    [InlineData("pert(1,2,3,0)")]
    [InlineData("pert-sd(1,2,3,-1)")]
    [InlineData("gamma(0,1)")]
    [InlineData("gamma(1,-1)")]
    [InlineData("gamma(1e-300,1e300)")]
    [InlineData("uniform(2,1)")]
    [InlineData("empirical()")]
    [InlineData("empirical(1;x)")]
    [InlineData("weibull(1,2)")]
    [InlineData("pert(1,2,3")]
    [InlineData(")(")]
    public void What_is_no_law_is_refused_with_a_remedy(string typed)
    {
        var refused = Assert.Throws<RiskLensException>(() => LawText.Parse(typed, share: false));
        Assert.Matches("^(Write|Give) ", refused.Remedy);
    }

    private static (Law Law, double Mean, double[] Quantiles) Case(string text)
    {
        var one = Cases
            .GetProperty("cases")
            .EnumerateArray()
            .Single(c => c.GetProperty("text").GetString() == text);
        return (
            LawText.Parse(text, one.GetProperty("share").GetBoolean()),
            one.Number("mean"),
            one.Numbers("quantiles")
        );
    }
}
