using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using static RiskLens.Engine.Tests.Outages.Invented;

namespace RiskLens.Engine.Tests.Outages;

/// <summary>Whether outages become more frequent, and whether they come in clusters.</summary>
public sealed class RateTestsTests
{
    private static readonly int Repetitions =
        Environment.GetEnvironmentVariable("RISKLENS_TESTS") == "all" ? 500 : 60;

    [Fact]
    public void The_statistic_of_a_trend_is_that_worked_out_by_hand()
    {
        // Shares .1 .2 .6 .9: sum 1.8 against 2, standard deviation sqrt(4 / 12): -.2 / .57735.
        var (z, p) = TrendTest.Laplace([0.1, 0.2, 0.6, 0.9]);
        Assert.Equal(-0.3464101615, z, 1e-9);
        Assert.Equal(0.7290345, p, 1e-6);
    }

    [Fact]
    public void Few_shocks_find_only_a_large_growth()
    {
        Assert.InRange(TrendTest.GrowthFound(RateTests.FewestShocks, 0.05, 0.5), 9, 11);
        Assert.InRange(TrendTest.GrowthFound(1000, 0.05, 0.8), 1.3, 1.45);
    }

    [Fact]
    public void Outages_that_crowd_to_the_end_are_rising()
    {
        var model = FitAt(Enumerable.Range(0, 12).Select(i => 1 - (0.02 * i * i / 12)));
        var trend = model.Tests.Trend.Single(t => t.Subject is "service");
        Assert.Equal(("rising", 12), (trend.Verdict, trend.Shocks));
        Assert.Equal("rising", model.Tests.Trend.Single(t => t.Subject is "channel:line").Verdict);
        Assert.Equal(
            "falling",
            FitAt(Enumerable.Range(0, 12).Select(i => 0.02 * i))
                .Tests.Trend.Single(t => t.Subject is "company")
                .Verdict
        );
    }

    [Fact]
    public void Nine_shocks_give_no_verdict()
    {
        var tests = FitAt(Enumerable.Range(0, 9).Select(i => 0.9 + (0.01 * i))).Tests;
        Assert.All(tests.Trend.Concat(tests.Dispersion), t => Assert.Equal("too_few", t.Verdict));
    }

    [Fact]
    public void A_cable_that_takes_many_countries_is_one_shock()
    {
        string[] countries = ["CM", "NG", "BJ", "TG", "GH", "CI", "LR", "GN", "GM", "NE", "SN", "KE"];
        Node[] nodes = [.. countries.Select(c => Node($"gateway-{c}", "gateway", c))];
        var model = Fit(
            Catalogue(
                nodes,
                [
                    Outage("1", "gateway", Day(2024, 3, 14, 5), 20, places: "GM;GN"),
                    Outage("2", "gateway", Day(2024, 3, 14, 7.5), 20, places: "CI;GH;LR"),
                    Outage("3", "gateway", Day(2024, 3, 14, 10.5), 20, places: "NG;BJ;CM;TG;NE;SN;KE"),
                ],
                nodes.Select(n => Watch(n.Id, Day(2020), Day(2026)))
            )
        );
        Assert.Equal(12, model.Families.Single(f => f.Name is "gateway").Events);
        Assert.Equal(1, model.Tests.Trend.Single(t => t.Subject is "gateway").Shocks);
        Assert.Equal("too_few", model.Tests.Dispersion.Single(t => t.Subject is "gateway").Verdict);
    }

    [Fact]
    public void Outages_in_bursts_are_overdispersed_and_evenly_spread_ones_are_not()
    {
        // Six years of three nodes: all of a node's eight outages in one of its years, or spread over all.
        var bursts = Enumerable
            .Range(0, 3)
            .SelectMany(n =>
                Enumerable.Range(0, 8).Select(k => (Node: n, Time: Day(2020 + (2 * n), 1 + k, 9)))
            );
        var spread = Enumerable
            .Range(0, 3)
            .SelectMany(n =>
                Enumerable.Range(0, 8).Select(k => (Node: n, Time: Day(2020 + (k % 6), 1 + k + n, 9)))
            );
        Assert.Equal("overdispersed", Dispersion(bursts).Verdict);
        Assert.True(Dispersion(bursts).P < 0.001);
        Assert.Equal("poisson", Dispersion(spread).Verdict);
    }

    [Fact]
    public void Steady_shocks_are_called_otherwise_once_in_twenty()
    {
        var (trends, clusters) = (0, 0);
        for (var i = 0; i < Repetitions; i++)
        {
            var rng = new Rng(41).Fork("steady", i);
            var model = FitAt(Enumerable.Range(0, 15).Select(_ => rng.NextDouble()), spaced: false);
            trends += model.Tests.Trend.Single(t => t.Subject is "service").Verdict is "steady" ? 0 : 1;
            clusters += model.Tests.Dispersion.Single(t => t.Subject is "service").Verdict is "poisson"
                ? 0
                : 1;
        }
        var allowed = (0.05 * Repetitions) + (4 * Math.Sqrt(0.05 * 0.95 * Repetitions));
        Assert.True(trends <= allowed, $"{trends} false trends of {Repetitions}");
        Assert.True(clusters <= allowed, $"{clusters} false clusters of {Repetitions}");
    }

    // Outages at shares of ten watched years, dealt to five nodes in turn.
    private static OutageModel FitAt(IEnumerable<double> shares, bool spaced = true)
    {
        Node[] nodes = [.. Enumerable.Range(0, 5).Select(i => Node($"n{i}"))];
        var (from, to) = (Day(2015), Day(2025));
        var rows = shares.Select(
            (s, i) =>
                Outage($"o{i}", $"n{i % 5}", from + ((to - from) * Math.Min(s, 0.9999)), spaced ? 0.5 : 0.01)
        );
        return Fit(Catalogue(nodes, rows, nodes.Select(n => Watch(n.Id, from, to))));
    }

    private static RateTest Dispersion(IEnumerable<(int Node, DateTimeOffset Time)> times)
    {
        Node[] nodes = [.. Enumerable.Range(0, 3).Select(i => Node($"n{i}"))];
        var rows = times.Select((t, i) => Outage($"o{i}", $"n{t.Node}", t.Time, 1));
        return Fit(Catalogue(nodes, rows, nodes.Select(n => Watch(n.Id, Day(2020), Day(2026)))))
            .Tests.Dispersion.Single(t => t.Subject is "service");
    }
}
