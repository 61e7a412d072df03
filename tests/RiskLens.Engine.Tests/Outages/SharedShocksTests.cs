using System.Text.Json;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using static RiskLens.Engine.Tests.ReferenceCases;

namespace RiskLens.Engine.Tests.Outages;

/// <summary>
/// TV-5 (the floor that no number of suppliers removes), TV-6 (common cause by a beta factor), TV-9 and TV-10b
/// (shocks of Marshall and Olkin); and the same laws found again in simulated counts.
/// </summary>
public sealed class SharedShocksTests
{
    private static readonly JsonElement Cases = Read("Outages", "shared-shocks.json").GetProperty("cases");

    public static TheoryData<string> Names =>
        [.. Cases.EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_published_or_closed_form_is_met(string name)
    {
        var given = Cases.EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        var shocks = new SharedShocks(ShocksOf(given));
        var tolerance = given.Number("tolerance");
        Each(given, "rates", (e, i) => Assert.Equal(e.GetDouble(), shocks.RateOf(i), tolerance));
        Each(given, "shared_fraction", (e, i) => Assert.Equal(e.GetDouble(), shocks.SharedFraction(i), 1e-9));
        Each(
            given,
            "unhit",
            (e, _) => Assert.Equal(e.Number("value"), shocks.ChanceUnhit(e.Numbers("years")), tolerance)
        );
        Each(
            given,
            "correlations",
            (e, _) => Assert.Equal(e.Number("value"), shocks.CountCorrelation(First(e), Second(e)), tolerance)
        );
        Each(
            given,
            "next_takes_both",
            (e, _) =>
                Assert.Equal(e.Number("value"), shocks.ChanceNextTakesBoth(First(e), Second(e)), tolerance)
        );
        Each(
            given,
            "all_hit",
            (e, _) =>
            {
                Assert.Equal(e.Number("value"), shocks.ChanceAllHit(MaskOf(e)), Math.Min(tolerance, 1e-9));
                if (e.TryGetProperty("independent", out var alone))
                    Assert.Equal(alone.GetDouble(), shocks.ChanceAllHitIfIndependent(MaskOf(e)), 1e-7);
            }
        );
        if (given.TryGetProperty("years_to_first", out var first))
            Assert.Equal(first.Number("value"), shocks.MeanYearsToFirst(MaskOf(first)), tolerance);
        if (given.TryGetProperty("two_of_three", out var two))
        {
            var pairs = shocks.ChanceAllHit(3) + shocks.ChanceAllHit(5) + shocks.ChanceAllHit(6);
            Assert.Equal(two.GetDouble(), pairs - (2 * shocks.ChanceAllHit(7)), tolerance);
        }
    }

    [Fact]
    public void More_suppliers_come_down_to_the_shock_they_share()
    {
        const int Suppliers = 20;
        const int All = (1 << Suppliers) - 1;
        var shocks = Enumerable
            .Range(0, Suppliers)
            .Select(i => (1 << i, RateOfChance(0.04)))
            .Append((All, RateOfChance(0.005)));
        Assert.Equal(0.005, new SharedShocks([.. shocks]).ChanceAllHit(All), 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Simulated_counts_correlate_as_the_law_says(ulong seed)
    {
        var given = Cases.EnumerateArray().Last();
        var shocks = ShocksOf(given);
        var law = new SharedShocks(shocks);
        const int Years = 40_000;
        var counts = Counts(shocks, 5, Years, new Rng(seed));
        foreach (var pair in given.GetProperty("correlations").EnumerateArray())
        {
            var (a, b) = (First(pair), Second(pair));
            var (found, error) = Correlation(counts, a, b);
            Assert.InRange(found, pair.Number("value") - (4 * error), pair.Number("value") + (4 * error));
        }
        var allHit = counts.Count(year => year.All(n => n > 0)) / (double)Years;
        var expected = law.ChanceAllHit(31);
        var ofChance = Math.Sqrt(expected * (1 - expected) / Years);
        Assert.InRange(allHit, expected - (4 * ofChance), expected + (4 * ofChance));
    }

    [Fact]
    public void The_tail_rises_with_the_shared_fraction()
    {
        var tails = new List<(double Law, double Simulated)>();
        foreach (var fraction in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            // Three channels of rate 0.4 each, whatever the shared fraction.
            (int, double)[] shocks =
            [
                .. Enumerable.Range(0, 3).Select(i => (1 << i, 0.4 * (1 - fraction))),
                (7, 0.4 * fraction),
            ];
            var law = new SharedShocks(shocks);
            Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(fraction, law.SharedFraction(i), 1e-12));
            var counts = Counts(shocks, 3, 20_000, new Rng(7));
            tails.Add((law.ChanceAllHit(7), counts.Count(y => y.All(n => n > 0)) / 20_000.0));
        }
        for (var i = 1; i < tails.Count; i++)
        {
            Assert.True(tails[i].Law > tails[i - 1].Law);
            Assert.True(tails[i].Simulated > tails[i - 1].Simulated);
        }
    }

    [Fact]
    public void Without_a_shared_shock_channels_are_independent()
    {
        (int, double)[] shocks = [(1, 0.3), (2, 0.8), (4, 0.5)];
        var law = new SharedShocks(shocks);
        Assert.Equal(0, law.CountCorrelation(0, 1));
        Assert.Equal(0, law.SharedFraction(0));
        Assert.Equal(0, law.ChanceNextTakesBoth(0, 1));
        Assert.Equal(law.ChanceAllHitIfIndependent(7), law.ChanceAllHit(7), 1e-12);
        var (found, error) = Correlation(Counts(shocks, 3, 40_000, new Rng(11)), 0, 1);
        Assert.InRange(found, -4 * error, 4 * error);
    }

    private static int[][] Counts(
        IReadOnlyList<(int Mask, double Rate)> shocks,
        int channels,
        int years,
        Rng rng
    )
    {
        var counts = new int[years][];
        for (var y = 0; y < years; y++)
        {
            counts[y] = new int[channels];
            foreach (var (mask, rate) in shocks)
            {
                var n = rng.NextPoisson(rate);
                for (var c = 0; c < channels; c++)
                    counts[y][c] += (mask >> c & 1) * n;
            }
        }
        return counts;
    }

    // The error of a sample correlation from the products themselves: counts are far from normal.
    private static (double Value, double Error) Correlation(int[][] counts, int a, int b)
    {
        var (ma, mb) = (counts.Average(y => y[a]), counts.Average(y => y[b]));
        var (sa, sb) = (
            Math.Sqrt(counts.Average(y => (y[a] - ma) * (y[a] - ma))),
            Math.Sqrt(counts.Average(y => (y[b] - mb) * (y[b] - mb)))
        );
        var value = counts.Average(y => (y[a] - ma) * (y[b] - mb)) / (sa * sb);
        var variance = counts.Average(y =>
        {
            var (za, zb) = ((y[a] - ma) / sa, (y[b] - mb) / sb);
            var influence = (za * zb) - (value * ((za * za) + (zb * zb)) / 2);
            return influence * influence;
        });
        return (value, Math.Sqrt(variance / counts.Length));
    }

    private static (int, double)[] ShocksOf(JsonElement given) =>
        [
            .. given
                .GetProperty("shocks")
                .EnumerateArray()
                .Select(s =>
                    (
                        (int)s.Numbers("takes").Sum(c => 1 << (int)c),
                        s.TryGetProperty("chance", out var chance)
                            ? RateOfChance(chance.GetDouble())
                            : s.Number("rate")
                    )
                ),
        ];

    // A shock arrives at least once in a year with this chance.
    private static double RateOfChance(double chance) => -Math.Log(1 - chance);

    private static int MaskOf(JsonElement e) => (int)e.Numbers("channels").Sum(c => 1 << (int)c);

    private static int First(JsonElement e) => (int)e.Numbers("channels")[0];

    private static int Second(JsonElement e) => (int)e.Numbers("channels")[1];

    private static void Each(JsonElement given, string name, Action<JsonElement, int> check)
    {
        if (!given.TryGetProperty(name, out var list))
            return;
        foreach (var (i, item) in list.EnumerateArray().Index())
            check(item, i);
    }
}
