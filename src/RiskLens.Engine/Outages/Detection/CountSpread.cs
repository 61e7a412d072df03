using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// How far the count of a window falls from its expectation by nature, for windows of one length. With expectation m
/// the count is negative binomial of mean c m and variance c m (1 + b) + a (c m)^2: a is what a window shares (days,
/// moods), b is that messages come in bunches. All are learnt from windows of that length, so that what neighbouring
/// hours have in common is in them. Only the side that matters is learnt from: what lies on the other side of the
/// middle counts as "beyond" (a censored likelihood), since bursts say nothing of silences.
/// </summary>
/// <param name="Centre">c.</param>
/// <param name="Shared">a.</param>
/// <param name="Bunched">b.</param>
/// <param name="Upper">Whether high counts matter, or low ones.</param>
internal sealed record CountSpread(double Centre, double Shared, double Bunched, bool Upper)
{
    /// <summary>With fewer windows nothing is learnt.</summary>
    public const int FewestWindows = 12;

    private const double Strays = 0.002;

    /// <summary>Learns the spread from windows: what they counted, and weight times level.</summary>
    /// <param name="sample">The windows, at least <see cref="FewestWindows"/>.</param>
    /// <param name="near">The spread of windows of a like length, where the search begins.</param>
    /// <param name="apart">How many of the windows lie apart from each other.</param>
    /// <param name="upper">Whether high counts matter, or low ones.</param>
    public static CountSpread Fit(
        IReadOnlyList<(long Count, double Expected)> sample,
        CountSpread? near,
        double apart,
        bool upper
    )
    {
        var ratios = Quantiles.Sorted(sample.Select(s => s.Count / s.Expected));
        var middle = Math.Max(0.7, Quantiles.Of(ratios, 0.5));
        double[] start = near is null
            ? [Math.Log(middle), Math.Log(0.1), Math.Log(0.5)]
            : [Math.Log(middle), Math.Log(near.Shared), Math.Log(near.Bunched)];
        var best = Descent.Least(x => Cost(sample, x, middle, upper), start, 0.5, 80);
        // A spread learnt from few windows is held to be larger by about its own error.
        var doubt = 1 + Math.Sqrt(4 / Math.Min(apart, sample.Count));
        return new CountSpread(Math.Exp(best[0]), Math.Exp(best[1]) * doubt, Math.Exp(best[2]), upper);
    }

    /// <summary>Chance of a count as far out as this one in a window whose weight times level is expected.</summary>
    public double ChanceOf(long count, double expected)
    {
        var mean = Centre * expected;
        return Upper
            ? NegativeBinomial.AtLeast(count, mean, Variation(mean))
            : NegativeBinomial.AtMost(count, mean, Variation(mean));
    }

    /// <summary>ln of the chance that nothing is counted.</summary>
    public double LogSilence(double expected)
    {
        var mean = Centre * expected;
        return NegativeBinomial.LogNone(mean, Variation(mean));
    }

    /// <summary>Whether a count lies far enough out that its chance is worth working out.</summary>
    public bool Unusual(long count, double expected)
    {
        var mean = Centre * expected;
        var reach = 0.8 * Math.Sqrt(mean + Variation(mean) * mean * mean);
        return Upper ? count > mean + reach : count == 0 || count < mean - reach;
    }

    /// <summary>Standard deviations by which a count lies above its mean.</summary>
    public double DeviationsAbove(long count, double expected)
    {
        var mean = Centre * expected;
        return (count - mean) / Math.Sqrt(mean + Variation(mean) * mean * mean);
    }

    private double Variation(double mean) => Shared + Bunched / mean;

    private static double Cost(
        IReadOnlyList<(long Count, double Expected)> sample,
        double[] x,
        double middle,
        bool upper
    )
    {
        // Weak priors keep what the sample says nothing of in bounds.
        var cost =
            0.5
            * (Square(x[0] - Math.Log(middle)) / 0.25 + Square((x[1] + 2.3) / 3) + Square((x[2] + 0.7) / 3));
        if (Math.Abs(x[0]) > 3 || x[1] is < -14 or > 2.5 || x[2] is < -9 or > 9)
            return cost + 1e6;
        var (centre, shared, bunched) = (Math.Exp(x[0]), Math.Exp(x[1]), Math.Exp(x[2]));
        foreach (var (count, expected) in sample)
        {
            var mean = centre * expected;
            var variation = shared + bunched / mean;
            var cut = (long)(middle * expected);
            double likelihood;
            if (upper ? count <= cut : count > cut)
            {
                var below = NegativeBinomial.AtMostNearMiddle(cut, mean, variation);
                likelihood = upper ? below : 1 - below;
            }
            else
            {
                likelihood =
                    (1 - Strays) * Math.Exp(NegativeBinomial.LogMass(count, mean, variation))
                    + Strays / (Math.Max(cut, count) + 1);
            }
            cost -= Math.Log(Math.Max(likelihood, 1e-300));
        }
        return cost;
    }

    private static double Square(double x) => x * x;
}
