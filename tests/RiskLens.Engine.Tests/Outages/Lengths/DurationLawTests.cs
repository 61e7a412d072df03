using MathNet.Numerics.Distributions;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Tests.Outages.Lengths;

public sealed class DurationLawTests
{
    private const double Open = double.PositiveInfinity;

    // Exact, within an interval, from below, with and without a threshold.
    private static readonly LengthSeen[] Mixed =
    [
        new(1, 1, 0.5),
        new(2, 2, 0.5),
        new(0.75, 0.75, 0.5),
        new(3, 5, 0.5),
        new(0, 24, 0.5),
        new(6, 6, 0),
        new(12, 36, 0),
        new(20, Open, 0.5),
        new(8, Open, 0),
        new(0, Open, 0.5),
        new(2.5, 2.5, 0.5),
        new(0.9, 2.9, 0.5),
    ];

    [Fact]
    public void Exact_lengths_give_the_students_t_of_the_textbook()
    {
        // Gelman et al. 2013, section 3.2: under 1/sigma the next log is t(n-1) around m with scale s sqrt(1 + 1/n).
        double[] hours = [0.5, 0.75, 0.9, 1.1, 2, 2, 2.1, 2.3, 3, 4, 5.4, 6.7, 7.2, 7.6, 12, 22];
        var (n, m, s) = Moments(hours);
        var law = DurationLaw.Fit(Regime.Fault, Exact(hours));
        foreach (var over in new[] { 1.0, 3, 10, 24, 48 })
        {
            var expected = 1 - StudentT.CDF(m, s * Math.Sqrt(1 + (1 / n)), n - 1, Math.Log(over));
            Assert.Equal(expected, law.ChanceOver(over), 1e-3);
        }
        foreach (var p in new[] { 0.025, 0.1, 0.5, 0.9, 0.975 })
        {
            var sigma = Math.Sqrt((n - 1) * s * s / ChiSquared.InvCDF(n - 1, 1 - p));
            Assert.Equal(sigma, law.PosteriorQuantiles(p).Sigma, 2e-3 * sigma);
            var median = Math.Exp(m + (s / Math.Sqrt(n) * StudentT.InvCDF(0, 1, n - 1, p)));
            Assert.Equal(median, law.PosteriorQuantiles(p).Median, 4e-3 * median);
        }
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public void Profile_intervals_of_exact_lengths_are_those_of_the_closed_form(double level)
    {
        double[] hours = [0.5, 0.75, 0.9, 1.1, 2, 2, 2.1, 2.3, 3, 4, 5.4, 6.7, 7.2, 7.6, 12, 22];
        var (n, m, s) = Moments(hours);
        var likeliest = s * Math.Sqrt((n - 1) / n);
        var q = ChiSquared.InvCDF(1, level);
        var law = DurationLaw.Fit(Regime.Fault, Exact(hours));
        // n ln(1 + (mu - m)² / v) = q for the mean, v the likeliest variance.
        var half = likeliest * Math.Sqrt(Math.Exp(q / n) - 1);
        Assert.Equal(Math.Exp(m - half), law.MedianInterval(level).Lower, 5e-3);
        Assert.Equal(Math.Exp(m + half), law.MedianInterval(level).Upper, 1e-2);
        // n (v / sigma² - 1 - ln(v / sigma²)) = q for sigma.
        foreach (var sigma in new[] { law.SigmaInterval(level).Lower, law.SigmaInterval(level).Upper })
        {
            var ratio = likeliest * likeliest / (sigma * sigma);
            Assert.Equal(q, n * (ratio - 1 - Math.Log(ratio)), 0.02);
        }
        Assert.Equal(m, law.LogMean, 1e-4);
        Assert.Equal(likeliest, law.LogSd, 1e-4);
    }

    [Fact]
    public void Intervals_open_ends_and_thresholds_agree_with_an_independent_integration()
    {
        // A plain midpoint sum over 700 x 500 cells of the same box, written apart from this code.
        var law = DurationLaw.Fit(Regime.Fault, Mixed);
        Assert.Equal(0.1289564, law.ChanceOver(24), 1e-3);
        Assert.Equal(0.1631999, law.ChanceOver(24, 0.5), 1e-3);
        Assert.Equal(0.0513828, law.ChanceOver(100, 0.5), 1e-3);
        Assert.Equal(0.791015, law.PosteriorQuantiles(0.1).Median, 0.02);
        Assert.Equal(2.922053, law.PosteriorQuantiles(0.5).Median, 0.03);
        Assert.Equal(6.497349, law.PosteriorQuantiles(0.9).Median, 0.05);
        Assert.Equal(1.175040, law.PosteriorQuantiles(0.1).Sigma, 0.02);
        Assert.Equal(2.927736, law.PosteriorQuantiles(0.9).Sigma, 0.03);
    }

    [Fact]
    public void An_open_end_with_no_lower_bound_says_nothing()
    {
        var without = Mixed.Where(l => l is not { Shortest: 0, Longest: Open }).ToArray();
        Assert.Equal(
            DurationLaw.Fit(Regime.Fault, without).ChanceOver(24, 0.5),
            DurationLaw.Fit(Regime.Fault, Mixed).ChanceOver(24, 0.5),
            1e-12
        );
    }

    [Fact]
    public void An_open_end_is_known_to_be_longer_than_what_was_seen_of_it()
    {
        var closed = DurationLaw.Fit(Regime.Order, [.. Mixed.Where(l => l.Closed)]);
        var withOpen = DurationLaw.Fit(
            Regime.Order,
            [.. Mixed.Where(l => l.Closed), new LengthSeen(100, Open, 0.5)]
        );
        Assert.True(withOpen.ChanceOver(24, 0.5) > closed.ChanceOver(24, 0.5));
        Assert.Equal((9, 1), (withOpen.Count, withOpen.OpenEnded));
    }

    [Fact]
    public void Lengths_of_a_day_are_counted_as_certain_or_as_possible()
    {
        var law = DurationLaw.Fit(
            Regime.Fault,
            [new(24, 24, 0), new(30, Open, 0), new(0, 48, 0), new(2, Open, 0), new(3, 3, 0), new(23, 23, 0)]
        );
        Assert.Equal((2, 2), (law.OverDay, law.PossiblyOverDay));
        Assert.Equal((4, 2), (law.Count, law.OpenEnded));
    }

    [Fact]
    public void A_length_under_the_threshold_is_left_out_like_the_others_that_nobody_reported() =>
        Assert.Equal(
            DurationLaw.Fit(Regime.Fault, Mixed).ChanceOver(24),
            DurationLaw.Fit(Regime.Fault, [.. Mixed, new LengthSeen(0.2, 0.2, 0.5)]).ChanceOver(24)
        );

    [Fact]
    public void Draws_follow_the_chances_that_are_told_with_and_without_a_tail()
    {
        var rng = new Rng(77);
        var truth = new Lognormal(1, 1.3);
        LengthSeen[] few =
        [
            .. Enumerable
                .Range(0, 40)
                .Select(_ => LengthSamples.Over(truth, 0.5, rng))
                .Select(h => new LengthSeen(h, h, 0.5)),
        ];
        LengthSeen[] many =
        [
            .. Enumerable
                .Range(0, 400)
                .Select(_ => LengthSamples.Over(truth, 0.5, rng))
                .Select(h => new LengthSeen(h, h, 0.5)),
        ];
        foreach (var lengths in new[] { few, many })
        {
            var law = DurationLaw.Fit(Regime.Fault, lengths, capHours: 1e9);
            Assert.Equal(lengths.Length > 300, law.Tail is not null);
            const int Draws = 40_000;
            var drawn = Enumerable.Range(0, Draws).Select(_ => law.DrawLaw(rng).Draw(rng, 0.5)).ToArray();
            Assert.All(drawn, h => Assert.True(h >= 0.5 * (1 - 1e-12)));
            foreach (var hours in new[] { 1.0, 6, 24, 60 })
            {
                var chance = law.ChanceOver(hours, 0.5);
                Assert.Equal(
                    chance,
                    drawn.Count(h => h >= hours) / (double)Draws,
                    Repetitions.FourErrors(chance, Draws)
                );
            }
        }
    }

    [Fact]
    public void No_length_is_drawn_beyond_the_cap()
    {
        var law = DurationLaw.Fit(Regime.Order, [new(500, 500, 1), new(2000, 2000, 1), new(90, 90, 1)], 100);
        var rng = new Rng(3);
        Assert.All(
            Enumerable.Range(0, 500).Select(_ => law.DrawLaw(rng).Draw(rng, 1)),
            h => Assert.InRange(h, 1, 100)
        );
    }

    [Fact]
    public void A_tail_is_fitted_from_thirty_excesses_on()
    {
        var rng = new Rng(4);
        LengthSeen[] lengths =
        [
            .. Enumerable
                .Range(0, 300)
                .Select(_ => Math.Exp(rng.NextNormal()))
                .Select(h => new LengthSeen(h, h, 0)),
        ];
        Assert.Equal(30, DurationLaw.Fit(Regime.Fault, lengths).Tail!.Excesses);
        Assert.Null(DurationLaw.Fit(Regime.Fault, lengths[..290]).Tail);
    }

    [Fact]
    public void Without_any_length_the_law_is_as_wide_as_its_bounds_and_no_number_is_lost()
    {
        var law = DurationLaw.Fit(Regime.Fault, []);
        Assert.InRange(law.ChanceOver(24), 0.2, 0.5);
        Assert.True(law.MedianInterval(0.95).Upper / law.MedianInterval(0.95).Lower > 1e4);
    }

    private static LengthSeen[] Exact(double[] hours) => [.. hours.Select(h => new LengthSeen(h, h, 0))];

    private static (double N, double Mean, double Sd) Moments(double[] hours)
    {
        var logs = hours.Select(h => Math.Log(h)).ToArray();
        var mean = logs.Average();
        return (logs.Length, mean, Math.Sqrt(logs.Sum(x => (x - mean) * (x - mean)) / (logs.Length - 1)));
    }
}
