using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Numerics;

public sealed class SobolIndicesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Ishigamis_function_has_its_published_indices(ulong seed)
    {
        // sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on [-pi, pi]: Saltelli et al. 2008, section 4.6.
        double[] first = [0.3139, 0.4424, 0];
        double[] total = [0.5576, 0.4424, 0.2437];
        double At(Rng rng) => Math.PI * ((2 * rng.NextDouble()) - 1);
        var indices = Estimate(
            x =>
                Math.Sin(x[0])
                + (7 * Math.Sin(x[1]) * Math.Sin(x[1]))
                + (0.1 * Math.Pow(x[2], 4) * Math.Sin(x[0])),
            3,
            At,
            seed
        );
        for (var i = 0; i < 3; i++)
        {
            var index = indices.ByInput[i];
            Assert.InRange(
                index.FirstOrder,
                first[i] - (4 * index.FirstOrderError) - 1e-4,
                first[i] + (4 * index.FirstOrderError) + 1e-4
            );
            Assert.InRange(
                index.Total,
                total[i] - (4 * index.TotalError) - 1e-4,
                total[i] + (4 * index.TotalError) + 1e-4
            );
            Assert.InRange(index.FirstOrderError, 1e-3, 0.03);
            Assert.InRange(index.TotalError, 1e-3, 0.03);
        }
        Assert.InRange(indices.Sum, 0.7563 - (4 * indices.SumError), 0.7563 + (4 * indices.SumError));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Inputs_that_add_up_explain_their_share_of_the_variance_and_no_more(ulong seed)
    {
        // 1 z1 + 2 z2 + 3 z3, normal: shares 1/14, 4/14, 9/14, first order and total alike.
        var indices = Estimate(x => x[0] + (2 * x[1]) + (3 * x[2]), 3, rng => rng.NextNormal(), seed);
        for (var i = 0; i < 3; i++)
        {
            var index = indices.ByInput[i];
            var share = (i + 1) * (i + 1) / 14.0;
            Assert.InRange(
                index.FirstOrder,
                share - (4 * index.FirstOrderError),
                share + (4 * index.FirstOrderError)
            );
            Assert.InRange(index.Total, share - (4 * index.TotalError), share + (4 * index.TotalError));
        }
        Assert.InRange(indices.Sum, 1 - (4 * indices.SumError), 1 + (4 * indices.SumError));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Inputs_that_multiply_share_what_they_do_together(ulong seed)
    {
        // Product of (1 + c z), z of variance 1: V = (1 + c1^2)(1 + c2^2) - 1; S = c^2 / V; T = c^2 (1 + other^2) / V.
        double[] c = [0.8, 0.4];
        var indices = Estimate(
            x => (1 + (c[0] * x[0])) * (1 + (c[1] * x[1])),
            2,
            rng => rng.NextNormal(),
            seed
        );
        var variance = ((1 + (c[0] * c[0])) * (1 + (c[1] * c[1]))) - 1;
        for (var i = 0; i < 2; i++)
        {
            var index = indices.ByInput[i];
            var first = c[i] * c[i] / variance;
            var total = first * (1 + (c[1 - i] * c[1 - i]));
            Assert.InRange(
                index.FirstOrder,
                first - (4 * index.FirstOrderError),
                first + (4 * index.FirstOrderError)
            );
            Assert.InRange(index.Total, total - (4 * index.TotalError), total + (4 * index.TotalError));
        }
    }

    [Fact]
    public void Standard_errors_are_the_spread_of_repeated_estimates()
    {
        var repeated = Enumerable
            .Range(0, 200)
            .Select(r =>
                Estimate(x => x[0] * (2 + x[1]), 2, rng => rng.NextNormal(), (ulong)(100 + r), 300).ByInput[0]
            )
            .ToArray();
        double Spread(Func<SobolIndex, double> of)
        {
            var mean = repeated.Average(of);
            return Math.Sqrt(repeated.Average(r => (of(r) - mean) * (of(r) - mean)));
        }
        // 200 repetitions tell a spread to 5 %; four of these.
        Assert.InRange(repeated.Average(r => r.FirstOrderError) / Spread(r => r.FirstOrder), 0.8, 1.2);
        Assert.InRange(repeated.Average(r => r.TotalError) / Spread(r => r.Total), 0.8, 1.2);
    }

    [Fact]
    public void A_figure_that_never_varies_has_no_indices() =>
        Assert.Null(
            SobolIndices.Of([
                [3, 3, 3],
                [3, 3, 3],
            ])
        );

    private static SobolIndices Estimate(
        Func<double[], double> f,
        int inputs,
        Func<Rng, double> draw,
        ulong seed,
        int draws = 8000
    )
    {
        var rng = new Rng(seed);
        var rows = Enumerable
            .Range(0, draws)
            .Select(j =>
            {
                double[] Of(string name) =>
                    [.. Enumerable.Range(0, inputs).Select(i => draw(rng.Fork(name, (j * inputs) + i)))];
                var (a, b) = (Of("a"), Of("b"));
                return (double[])
                    [
                        f(a),
                        f(b),
                        .. Enumerable
                            .Range(0, inputs)
                            .Select(i => f([.. a.Select((x, k) => k == i ? b[k] : x)])),
                    ];
            })
            .ToArray();
        return SobolIndices.Of(rows)!;
    }
}
