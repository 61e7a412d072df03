using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Numerics;

public sealed class RngTests
{
    private const int Draws = 200_000;

    [Fact]
    public void SplitMix64_gives_its_published_sequence()
    {
        var spread = new SplitMix64(1234567);
        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423],
            new[] { spread.Next(), spread.Next(), spread.Next() }
        );
    }

    /// <summary>The sequence of the authors' C code, as the rand_xoshiro library's reference test carries it.</summary>
    [Fact]
    public void Xoshiro_gives_its_published_sequence_from_state_1_2_3_4()
    {
        var rng = Rng.FromState(1, 2, 3, 4);
        Assert.Equal(
            [
                11520,
                0,
                1509978240,
                1215971899390074240,
                1216172134540287360,
                607988272756665600,
                16172922978634559625,
                8476171486693032832,
                10595114339597558777,
                2904607092377533576,
            ],
            Enumerable.Range(0, 10).Select(_ => rng.NextUInt64())
        );
    }

    /// <summary>SplitMix64(0) into xoshiro256**: the same five numbers appear in the tests of several public libraries.</summary>
    [Fact]
    public void Seed_zero_gives_the_known_sequence()
    {
        var rng = new Rng(0);
        Assert.Equal(
            [
                11091344671253066420,
                13793997310169335082,
                1900383378846508768,
                7684712102626143532,
                13521403990117723737,
            ],
            Enumerable.Range(0, 5).Select(_ => rng.NextUInt64())
        );
    }

    [Fact]
    public void A_state_of_zeros_is_refused() =>
        Assert.Throws<ArgumentException>(() => Rng.FromState(0, 0, 0, 0));

    [Fact]
    public void A_fork_does_not_move_with_draws_made_elsewhere()
    {
        var untouched = new Rng(7);
        var used = new Rng(7);
        for (var i = 0; i < 1000; i++)
            used.NextNormal();
        used.Fork("another").NextUInt64();
        Assert.Equal(Sequence(untouched.Fork("outages", 3)), Sequence(used.Fork("outages", 3)));
    }

    [Fact]
    public void Forks_differ_by_seed_name_and_index()
    {
        var rng = new Rng(7);
        ulong[][] sequences =
        [
            Sequence(rng),
            Sequence(rng.Fork("a")),
            Sequence(rng.Fork("a", 1)),
            Sequence(rng.Fork("a", -1)),
            Sequence(rng.Fork("b")),
            Sequence(rng.Fork("ab")),
            Sequence(rng.Fork("ba")),
            Sequence(rng.Fork("a").Fork("a")),
            Sequence(new Rng(8).Fork("a")),
        ];
        Assert.Equal(sequences.Length * 4, sequences.SelectMany(s => s).Distinct().Count());
    }

    [Fact]
    public void Neighbouring_forks_are_uncorrelated()
    {
        // 20 pairs at lag 1: under independence each correlation is normal with standard error 1 / sqrt(draws).
        var parent = new Rng(11);
        for (var index = 0; index < 20; index++)
        {
            var left = parent.Fork("trial", index);
            var right = parent.Fork("trial", index + 1);
            var sum = 0.0;
            for (var i = 0; i < Draws / 4; i++)
                sum += (left.NextDouble() - 0.5) * (right.NextDouble() - 0.5) * 12;
            Assert.InRange(sum / (Draws / 4), -4.5 / Math.Sqrt(Draws / 4.0), 4.5 / Math.Sqrt(Draws / 4.0));
        }
    }

    [Fact]
    public void First_draws_of_many_forks_are_uniform() =>
        MomentsAre(new IndexedForks(5).Next, mean: 0.5, variance: 1 / 12.0, fourth: 1 / 80.0);

    [Fact]
    public void Uniform_draws_have_the_moments_of_the_uniform_law() =>
        MomentsAre(new Rng(1).NextDouble, mean: 0.5, variance: 1 / 12.0, fourth: 1 / 80.0);

    [Fact]
    public void Normal_draws_have_the_moments_of_the_normal_law() =>
        MomentsAre(new Rng(2).NextNormal, mean: 0, variance: 1, fourth: 3);

    [Fact]
    public void Exponential_draws_have_the_moments_of_the_exponential_law() =>
        MomentsAre(new Rng(3).NextExponential, mean: 1, variance: 1, fourth: 9);

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(4.5)]
    [InlineData(120)]
    public void Gamma_draws_have_the_moments_of_the_gamma_law(double shape)
    {
        var rng = new Rng(4);
        MomentsAre(() => rng.NextGamma(shape), shape, shape, 3 * shape * shape + 6 * shape);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(0.5, 0.5)]
    public void Beta_draws_have_the_moments_of_the_beta_law(double a, double b)
    {
        var rng = new Rng(5);
        var sum = a + b;
        var variance = a * b / (sum * sum * (sum + 1));
        var excess =
            6 * ((a - b) * (a - b) * (sum + 1) - a * b * (sum + 2)) / (a * b * (sum + 2) * (sum + 3));
        MomentsAre(() => rng.NextBeta(a, b), a / sum, variance, (3 + excess) * variance * variance);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(9.9)]
    [InlineData(10)]
    [InlineData(47)]
    [InlineData(25_000)]
    public void Poisson_draws_have_the_moments_of_the_poisson_law(double mean)
    {
        var rng = new Rng(6);
        MomentsAre(() => rng.NextPoisson(mean), mean, mean, mean + 3 * mean * mean);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(60)]
    public void Poisson_counts_come_as_often_as_the_law_says(double mean)
    {
        var rng = new Rng(8);
        var seen = new int[400];
        for (var i = 0; i < Draws; i++)
            seen[rng.NextPoisson(mean)]++;
        var probability = Math.Exp(-mean);
        for (var count = 0; count < seen.Length; count++)
        {
            var expected = Draws * probability;
            Assert.InRange(
                seen[count],
                expected - 4.5 * Math.Sqrt(expected) - 3,
                expected + 4.5 * Math.Sqrt(expected) + 3
            );
            probability *= mean / (count + 1);
        }
    }

    [Fact]
    public void A_poisson_of_mean_zero_is_zero() => Assert.Equal(0, new Rng(1).NextPoisson(0));

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(1000)]
    public void Every_whole_number_below_the_bound_is_equally_likely(int bound)
    {
        var rng = new Rng(9);
        var seen = new int[bound];
        for (var i = 0; i < Draws; i++)
            seen[rng.NextInt(bound)]++;
        var expected = (double)Draws / bound;
        Assert.All(
            seen,
            s => Assert.InRange(s, expected - 5 * Math.Sqrt(expected), expected + 5 * Math.Sqrt(expected))
        );
    }

    [Fact]
    public void Arguments_outside_a_law_are_refused()
    {
        var rng = new Rng(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => rng.NextInt(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => rng.NextGamma(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => rng.NextGamma(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => rng.NextPoisson(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => rng.NextPoisson(double.NaN));
    }

    /// <summary>Mean and variance each within four standard errors; the variance's comes from the fourth central moment.</summary>
    private static void MomentsAre(Func<double> next, double mean, double variance, double fourth)
    {
        var sum = 0.0;
        var squares = 0.0;
        for (var i = 0; i < Draws; i++)
        {
            var distance = next() - mean;
            sum += distance;
            squares += distance * distance;
        }
        var meanError = 4 * Math.Sqrt(variance / Draws);
        var varianceError = 4 * Math.Sqrt((fourth - variance * variance) / Draws);
        Assert.InRange(sum / Draws, -meanError, meanError);
        Assert.InRange(squares / Draws, variance - varianceError, variance + varianceError);
    }

    private static void MomentsAre(Func<int> next, double mean, double variance, double fourth) =>
        MomentsAre(() => (double)next(), mean, variance, fourth);

    private static ulong[] Sequence(Rng rng) =>
        [rng.NextUInt64(), rng.NextUInt64(), rng.NextUInt64(), rng.NextUInt64()];

    private sealed class IndexedForks(ulong seed)
    {
        private readonly Rng _parent = new(seed);
        private long _index;

        public double Next() => _parent.Fork("first", _index++).NextDouble();
    }
}
