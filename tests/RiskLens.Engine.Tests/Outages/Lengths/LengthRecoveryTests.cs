using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Tests.Outages.Lengths;

/// <summary>Truths from the prior, lengths told as sources tell them, the fit against the truth.</summary>
public sealed class LengthRecoveryTests
{
    private static readonly int Count = Repetitions.Of(60, 500);

    [Fact]
    public void Intervals_of_median_sigma_and_the_next_length_hold_the_truth_as_often_as_they_say()
    {
        var rng = new Rng(20260701);
        var held = new Dictionary<(string, double), int>();
        for (var i = 0; i < Count; i++)
        {
            var trial = rng.Fork("recovery", i);
            var truth = LengthSamples.TruthFromPrior(trial);
            var lengths = new List<LengthSeen>();
            for (var k = 0; k < 40; k++)
            {
                var threshold = k % 3 == 0 ? 0 : 0.5;
                lengths.Add(
                    LengthSamples.Told(LengthSamples.Over(truth, threshold, trial), threshold, trial)
                );
            }
            var law = DurationLaw.Fit(Regime.Fault, lengths);
            var next = law.ChanceOver(LengthSamples.Over(truth, 0.5, trial), 0.5);
            foreach (var level in new[] { 0.8, 0.95 })
            {
                var (low, high) = (
                    law.PosteriorQuantiles((1 - level) / 2),
                    law.PosteriorQuantiles((1 + level) / 2)
                );
                var median = Math.Exp(truth.Mu);
                Note("median", level, median >= low.Median && median <= high.Median);
                Note("sigma", level, truth.Sigma >= low.Sigma && truth.Sigma <= high.Sigma);
                Note("next length", level, Math.Abs(next - 0.5) <= level / 2);
                var profile = law.MedianInterval(level);
                Note("median, profile", level, median >= profile.Lower && median <= profile.Upper);
                profile = law.SigmaInterval(level);
                Note("sigma, profile", level, truth.Sigma >= profile.Lower && truth.Sigma <= profile.Upper);
            }
        }
        var report = string.Join(
            "; ",
            held.OrderBy(h => h.Key).Select(h => $"{h.Key}: {h.Value / (double)Count:0.000}")
        );
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        Assert.All(
            held,
            h =>
                Assert.True(
                    Math.Abs((h.Value / (double)Count) - h.Key.Item2)
                        <= Repetitions.FourErrors(h.Key.Item2, Count),
                    report
                )
        );

        void Note(string what, double level, bool holds) =>
            held[(what, level)] = held.GetValueOrDefault((what, level)) + (holds ? 1 : 0);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(30, false)]
    public void The_tail_index_lies_in_its_profile_interval_as_often_as_it_says(int excesses, bool judged)
    {
        var rng = new Rng(41);
        var (in80, in95) = (0, 0);
        for (var i = 0; i < Count; i++)
        {
            var trial = rng.Fork("tail", i);
            var truth = new GeneralizedPareto(0.8 * trial.NextDouble(), 5);
            var over = Enumerable
                .Range(0, excesses)
                .Select(_ => 10 + truth.Draw(trial))
                .Select(x => new LengthSeen(x, x, 0))
                .ToArray();
            var tail = LengthTail.Fit(10, over);
            in80 += Holds(tail.ShapeInterval(0.8), truth.Shape);
            in95 += Holds(tail.ShapeInterval(0.95), truth.Shape);
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{excesses} excesses: {in80 / (double)Count:0.000} of 80 % intervals, {in95 / (double)Count:0.000} of 95 %"
        );
        // Thirty are too few to hold the level: that they say anything is all that is asked of them.
        if (!judged)
        {
            Assert.InRange(in95 / (double)Count, 0.75, 1);
            return;
        }
        Assert.InRange(
            in80 / (double)Count,
            0.8 - Repetitions.FourErrors(0.8, Count),
            0.8 + Repetitions.FourErrors(0.8, Count)
        );
        Assert.InRange(
            in95 / (double)Count,
            0.95 - Repetitions.FourErrors(0.95, Count),
            Math.Min(1, 0.95 + Repetitions.FourErrors(0.95, Count))
        );
    }

    [Fact]
    public void Lengths_seen_only_from_a_threshold_on_need_a_fit_that_knows_it()
    {
        // Median 1 h, sigma 1.2, seen from 2 h on: what is seen has a median of about 4.3 h.
        var truth = new Lognormal(0, 1.2);
        var rng = new Rng(5);
        var hours = Enumerable.Range(0, 400).Select(_ => LengthSamples.Over(truth, 2, rng)).ToArray();
        var naive = DurationLaw.Fit(Regime.Fault, [.. hours.Select(h => new LengthSeen(h, h, 0))]);
        var told = DurationLaw.Fit(Regime.Fault, [.. hours.Select(h => new LengthSeen(h, h, 2))]);
        var (lower, upper) = (told.PosteriorQuantiles(0.001).Median, told.PosteriorQuantiles(0.999).Median);
        Assert.InRange(1, lower, upper);
        Assert.True(naive.MedianInterval(0.999).Lower > 3);
        // The truth of those long enough to be seen is 1.4 %: six of 400, so a factor of two is what data allow.
        var day = (1 - truth.Cdf(24)) / (1 - truth.Cdf(2));
        Assert.InRange(told.ChanceOver(24, 2), day * 0.5, day * 2);
    }

    private static int Holds((double Lower, double Upper) interval, double truth) =>
        truth >= interval.Lower && truth <= interval.Upper ? 1 : 0;
}
