using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using static RiskLens.Engine.Tests.Outages.Invented;

namespace RiskLens.Engine.Tests.Outages;

/// <summary>How much other countries' places count for one more.</summary>
public sealed class PowerPriorTests
{
    private static readonly DateTimeOffset From = Day(2015);
    private static readonly DateTimeOffset To = Day(2025);

    [Fact]
    public void The_score_is_that_of_the_years_left_out()
    {
        // Two places, two years; the first fails once, in 2021. Every term by hand from the other's remaining years.
        double[] years = [366 / 365.25, 365 / 365.25];
        int[][] events =
        [
            [0, 1],
            [0, 0],
        ];
        var model = Fit(
            Catalogue(
                [Node("a", "operator", "CM"), Node("b", "operator", "KE")],
                [Outage("1", "a", Day(2021, 6), 2, places: "CM")],
                [Watch("a", Day(2020), Day(2022)), Watch("b", Day(2020), Day(2022))]
            )
        );
        var scores = model.Families.Single(f => f.Name is "operator").Scores;
        Assert.Equal(20, scores.Count);
        foreach (var score in scores)
        {
            var sum = 0.0;
            for (var y = 0; y < 2; y++)
            {
                for (var i = 0; i < 2; i++)
                {
                    var prior = PooledRates.Fit([new RateCount(events[1 - i][1 - y], years[1 - y])]).Prior;
                    var law = new GammaRate(prior.Alpha * score.Discount, prior.Beta * score.Discount).After(
                        events[i][1 - y],
                        years[1 - y]
                    );
                    sum += Math.Log(law.ChanceOf(events[i][y], years[y]));
                }
            }
            Assert.Equal(sum, score.Score, 1e-9);
        }
    }

    [Fact]
    public void Countries_alike_count_in_full()
    {
        var rng = new Rng(5);
        var family = FamilyOf([.. Enumerable.Range(0, 12).Select(_ => rng.NextPoisson(8))], rng);
        Assert.Equal(1, family.Discount);
    }

    [Fact]
    public void The_weight_chosen_is_the_largest_that_is_not_clearly_worse()
    {
        var family = FamilyOf([0, 0, 0, 0, 0, 0, 0, 60, 0, 0], new Rng(6));
        Assert.All(family.Scores, s => Assert.True(s.Discount <= family.Discount || s.Behind > 2 * s.Error));
        var chosen = family.Scores.Single(s => s.Discount.Equals(family.Discount));
        Assert.True(chosen.Behind <= 2 * chosen.Error);
        Assert.Equal(0, family.Scores.Min(s => s.Behind));
    }

    [Fact]
    public void A_country_so_unlike_the_others_makes_them_count_for_less()
    {
        var family = FamilyOf([0, 0, 0, 0, 0, 0, 0, 60, 0, 0], new Rng(6));
        Assert.True(family.Discount < 1, $"{family.Discount}");
    }

    // Places with so many outages, at random times of ten years.
    private static RateFamily FamilyOf(int[] counts, Rng rng)
    {
        Node[] nodes = [.. counts.Select((_, i) => Node($"p{i}", "operator", $"P{i}"))];
        var rows = counts.SelectMany(
            (n, i) =>
                Enumerable
                    .Range(0, n)
                    .Select(k =>
                        Outage(
                            $"{i}-{k}",
                            $"p{i}",
                            From + ((To - From) * rng.NextDouble()),
                            0.1,
                            places: $"P{i}"
                        )
                    )
        );
        return Fit(Catalogue(nodes, [.. rows], nodes.Select(n => Watch(n.Id, From, To))))
            .Families.Single(f => f.Name is "operator");
    }
}
