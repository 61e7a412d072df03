using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Numerics;

/// <summary>TV-4: six-scenario case of Rockafellar and Uryasev (2002), and a law with a large atom at zero.</summary>
public sealed class TailTests
{
    private static readonly double[] SixLosses = [100, 200, 300, 400, 500, 600];
    private static readonly (double, double)[] RareLoss = [(0, 0.97), (1e6, 0.02), (5e6, 0.01)];

    [Theory]
    [InlineData(4.0 / 6, 400, 550)]
    [InlineData(7.0 / 12, 400, 520)]
    [InlineData(7.0 / 8, 600, 600)]
    public void Equally_likely_losses_split_the_atom_at_the_quantile(double level, double var, double cvar)
    {
        var tail = Tail.Of(SixLosses, level);
        Assert.Equal(var, tail.ValueAtRisk, 1e-9);
        Assert.Equal(cvar, tail.ConditionalValueAtRisk, 1e-9);
    }

    [Theory]
    [InlineData(0.90, 0, 700_000)]
    [InlineData(0.95, 0, 1_400_000)]
    [InlineData(0.97, 0, 2_333_333.3333333335)]
    [InlineData(0.98, 1e6, 3_000_000)]
    [InlineData(0.99, 1e6, 5_000_000)]
    [InlineData(0.995, 5e6, 5_000_000)]
    public void A_law_with_an_atom_at_zero_has_the_lower_quantile(double level, double var, double cvar)
    {
        var tail = Tail.Of(RareLoss, level);
        Assert.Equal(var, tail.ValueAtRisk);
        Assert.InRange(tail.ConditionalValueAtRisk / cvar, 1 - 1e-9, 1 + 1e-9);
    }

    [Theory]
    [InlineData(0.90)]
    [InlineData(0.95)]
    [InlineData(0.985)]
    public void A_sample_and_the_same_law_with_weights_agree(double level)
    {
        var sample = Enumerable
            .Repeat(0.0, 970)
            .Concat(Enumerable.Repeat(1e6, 20))
            .Concat(Enumerable.Repeat(5e6, 10));
        var (var, cvar) = Tail.Of([.. sample], level);
        var (expectedVar, expectedCvar) = Tail.Of(RareLoss, level);
        Assert.Equal(expectedVar, var);
        Assert.Equal(expectedCvar, cvar, 1e-3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_minimum_of_the_rockafellar_uryasev_function_is_the_cvar(ulong seed)
    {
        var rng = new Rng(seed);
        var losses = Quantiles.Sorted(
            Enumerable.Range(0, 400).Select(_ => rng.NextDouble() < 0.8 ? 0 : rng.NextExponential())
        );
        foreach (var level in new[] { 0.5, 0.9, 0.95 })
        {
            var least = losses.Min(t =>
                t + (losses.Sum(x => Math.Max(0, x - t)) / losses.Length / (1 - level))
            );
            Assert.Equal(least, Tail.Of(losses, level).ConditionalValueAtRisk, 1e-9);
        }
    }

    [Fact]
    public void The_worst_values_with_their_weights_are_the_tail_with_the_atom_split()
    {
        // Four of twenty years lie in the worst 17.5 %: three and a half of them.
        double[] years = [.. Enumerable.Range(0, 16).Select(_ => 0.0), 4, 8, 2, 6];
        var worst = Tail.Worst(years, 0.825);
        Assert.Equal([17, 19, 16, 18], worst.Select(w => w.Index));
        Assert.Equal(
            [2 / 7.0, 2 / 7.0, 2 / 7.0, 1 / 7.0],
            worst.Select(w => w.Weight),
            (a, b) => Math.Abs(a - b) < 1e-12
        );
        // (8 + 6 + 4 + half of 2) / 3.5
        Assert.Equal(19 / 3.5, worst.Sum(w => w.Weight * years[w.Index]), 1e-12);
    }

    [Fact]
    public void Of_values_that_are_all_alike_any_are_the_worst()
    {
        var worst = Tail.Worst(new double[100], 0.95);
        Assert.Equal(Enumerable.Range(0, 5), worst.Select(w => w.Index));
        Assert.Equal(1, worst.Sum(w => w.Weight), 1e-12);
    }
}
