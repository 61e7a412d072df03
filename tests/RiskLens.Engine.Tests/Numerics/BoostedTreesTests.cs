using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Numerics;

public sealed class BoostedTreesTests
{
    private static readonly Growth Growth = new(200, 8, 5, 0.1, 0.8, 1, 1);

    [Fact]
    public void Steps_and_an_interaction_are_found_again_under_noise()
    {
        var rng = new Rng(5);
        var rows = Rows(1500, rng);
        var targets = rows.Select(r => Truth(r) + (0.3 * rng.NextNormal())).ToArray();
        var trees = BoostedTrees.Fit(rows, targets, Growth, new Rng(1));
        var unseen = Rows(1000, new Rng(99));
        var square = unseen.Average(r => Math.Pow(trees.Of(r) - Truth(r), 2));
        // The truth varies by 2.4; no sum of single features comes nearer than the interaction's 0.75.
        Assert.True(Math.Sqrt(square) < 0.3, $"The trees err by {Math.Sqrt(square)}.");
    }

    [Fact]
    public void One_split_without_shrinkage_gives_each_side_its_mean()
    {
        double[][] rows =
        [
            [1],
            [2],
            [3],
            [10],
            [11],
            [12],
        ];
        double[] targets = [1, 1, 4, 20, 20, 26];
        var stump = new Growth(1, 2, 1, 1, 1, 1, 0);
        var trees = BoostedTrees.Fit(rows, targets, stump, new Rng(1));
        // By hand: (1 + 1 + 4) / 3 and (20 + 20 + 26) / 3; the cut is midway between 3 and 10.
        Assert.Equal(2, trees.Of([6.4]), 1e-9);
        Assert.Equal(22, trees.Of([6.6]), 1e-9);
    }

    [Fact]
    public void The_same_seed_grows_the_same_trees_and_another_does_not()
    {
        var rows = Rows(300, new Rng(5));
        var targets = rows.Select(Truth).ToArray();
        double[] Grown(ulong seed)
        {
            var trees = BoostedTrees.Fit(rows, targets, Growth, new Rng(seed));
            return [.. rows.Select(r => trees.Of(r))];
        }
        Assert.Equal(Grown(3), Grown(3));
        Assert.NotEqual(Grown(3), Grown(4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Few_rows_give_their_mean(int count)
    {
        var rows = Rows(count, new Rng(5));
        double[] targets = [.. Enumerable.Range(1, count).Select(i => (double)i)];
        var trees = BoostedTrees.Fit(rows, targets, Growth, new Rng(1));
        Assert.Equal(count == 0 ? 0 : (count + 1) / 2.0, trees.Of([0.5, 0.5, 0.5, 0.5]), 1e-9);
    }

    [Fact]
    public void A_constant_is_learnt_as_itself()
    {
        double[] targets = [.. Enumerable.Repeat(0.1, 200)];
        var trees = BoostedTrees.Fit(Rows(200, new Rng(5)), targets, Growth, new Rng(1));
        Assert.Equal(0.1, trees.Of([0.2, 0.9, 0.4, 0.1]), 1e-9);
    }

    // A step in the first feature, the second and third only together, the fourth idle.
    private static double Truth(double[] r) => (r[0] > 0.3 ? 5 : 0) + (r[1] > 0.5 == r[2] > 0.5 ? 1.5 : 0);

    private static double[][] Rows(int count, Rng rng) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => Enumerable.Range(0, 4).Select(_ => rng.NextDouble()).ToArray()),
        ];
}
