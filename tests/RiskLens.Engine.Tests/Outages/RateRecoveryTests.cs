using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using static RiskLens.Engine.Tests.Outages.Invented;

namespace RiskLens.Engine.Tests.Outages;

/// <summary>Rates that are known because they were planted: are they found, and do intervals hold what they promise?</summary>
public sealed class RateRecoveryTests
{
    private static readonly int Repetitions =
        Environment.GetEnvironmentVariable("RISKLENS_TESTS") == "all" ? 500 : 60;

    [Fact]
    public void Places_known_only_for_having_failed_do_not_look_worse_than_they_are()
    {
        const double Truth = 0.05;
        var rng = new Rng(2026);
        var (from, to) = (Day(2015), Day(2025));
        var nodes = new List<Node>();
        var rows = new List<CatalogueOutage>();
        for (var i = 0; i < 300; i++)
        {
            var count = rng.NextPoisson(Truth * 10);
            if (count > 0)
                nodes.Add(Node($"n{i}", "government", $"P{i}"));
            for (var k = 0; k < count; k++)
                rows.Add(
                    Outage($"o{i}-{k}", $"n{i}", from + ((to - from) * rng.NextDouble()), 1, places: $"P{i}")
                );
        }
        nodes.Add(Node("here", "government", "CM"));
        var catalogue = Catalogue(
            nodes,
            rows,
            nodes.SkipLast(1).Select(n => Watch(n.Id, from, to, selected: true))
        );
        var model = Fit(catalogue);
        var family = model.Families.Single(f => f.Name is "government");
        var naive = family.Events / family.Years;
        // By hand: 0.05 / (1 - e^-0.5) = 0.127.
        Assert.InRange(naive, 0.115, 0.14);
        // Without a zero in the list, few alike places and many unlike ones are hard to tell apart: the mean is loose.
        Assert.InRange(family.Prior.Mean, 0.02, 0.08);
        Assert.InRange(Truth, family.Prior.Quantile(0.1), family.Prior.Quantile(0.9));
        Assert.Equal(family.Prior.Mean, model.Of("here").Rate.Mean, 1e-12);
    }

    [Fact]
    public void Intervals_of_watched_nodes_hold_what_they_promise() =>
        Covers(
            "watched",
            rng =>
            {
                var law = LawFrom(rng);
                var nodes = Enumerable
                    .Range(0, 8)
                    .Select(_ =>
                    {
                        var (rate, years) = (law.Draw(rng), 3 + (7 * rng.NextDouble()));
                        return (rate, Count: new RateCount(rng.NextPoisson(rate * years), years));
                    })
                    .ToArray();
                var prior = PooledRates.LeaveOneOut([.. nodes.Select(n => n.Count)])[0].Prior;
                return (nodes[0].rate, prior.After(nodes[0].Count.Events, nodes[0].Count.Years));
            }
        );

    [Fact]
    public void Intervals_of_a_node_that_nobody_watched_hold_what_they_promise() =>
        Covers(
            "unwatched",
            rng =>
            {
                var law = LawFrom(rng);
                RateCount[] counts =
                [
                    .. Enumerable
                        .Range(0, 8)
                        .Select(_ => new RateCount(rng.NextPoisson(law.Draw(rng) * 7), 7)),
                ];
                return (law.Draw(rng), PooledRates.Fit(counts).Prior);
            }
        );

    [Fact]
    public void Intervals_of_places_known_only_for_having_failed_hold_what_they_promise() =>
        Covers(
            "listed",
            rng =>
            {
                var law = LawFrom(rng);
                RateCount[] counts = [.. Enumerable.Range(0, 12).Select(_ => Listed(law, 9, rng))];
                var prior = PooledRates.LeaveOneOut(counts)[0].Prior;
                // Given its count, a listed place's rate is drawn like any other's.
                return (law.After(counts[0].Events, 9).Draw(rng), prior.After(counts[0].Events, 9));
            }
        );

    [Fact]
    public void Intervals_of_a_place_that_is_not_listed_hold_what_they_promise() =>
        Covers(
            "unlisted",
            rng =>
            {
                var law = LawFrom(rng);
                RateCount[] counts = [.. Enumerable.Range(0, 12).Select(_ => Listed(law, 9, rng))];
                return (law.Draw(rng), PooledRates.Fit(counts).Prior);
            }
        );

    // Truths come from the weak hyperprior itself, so that promises must be kept on average over it.
    private static GammaRate LawFrom(Rng rng)
    {
        var shape = Math.Exp(rng.NextNormal());
        var mean = 2 * PooledRates.WeakMean * rng.NextGamma(0.5);
        return new GammaRate(shape, shape / Math.Clamp(mean, 1e-4, 100));
    }

    // A count above zero, by inversion of the zero-truncated law.
    private static RateCount Listed(GammaRate law, double years, Rng rng)
    {
        var rest = rng.NextDouble();
        for (var x = 1; x < 5000; x++)
        {
            rest -= Math.Exp(GammaPrior.LogChance(law, new RateCount(x, years, years)));
            if (rest <= 0)
                return new RateCount(x, years, years);
        }
        return new RateCount(5000, years, years);
    }

    private static void Covers(string name, Func<Rng, (double Truth, GammaRate Found)> one)
    {
        var (of80, of95) = (0, 0);
        for (var i = 0; i < Repetitions; i++)
        {
            var (truth, found) = one(new Rng(17).Fork(name, i));
            of80 += truth >= found.Quantile(0.1) && truth <= found.Quantile(0.9) ? 1 : 0;
            of95 += truth >= found.Quantile(0.025) && truth <= found.Quantile(0.975) ? 1 : 0;
        }
        Near(0.8, of80);
        Near(0.95, of95);

        void Near(double promised, int held)
        {
            var share = held / (double)Repetitions;
            var error = 4 * Math.Sqrt(promised * (1 - promised) / Repetitions);
            Assert.True(Math.Abs(share - promised) <= error, $"{name}: {share:P1} of {promised:P0}");
        }
    }
}
