using MathNet.Numerics.LinearAlgebra;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Numerics;

/// <summary>TV-3: the three assets of Rockafellar and Uryasev (2000), their Tables 1 to 6.</summary>
public sealed class ThreeAssetsTests
{
    private const int Points = 16_384;
    private static readonly double[] MeanReturns = [0.0101110, 0.0043532, 0.0137058];
    private static readonly double[] BestWeights = [0.452013, 0.115573, 0.432414];
    private static readonly double[,] Covariances =
    {
        { 0.00324625, 0.00022983, 0.00420395 },
        { 0.00022983, 0.00049937, 0.00019247 },
        { 0.00420395, 0.00019247, 0.00764097 },
    };

    [Theory]
    [InlineData(0.90, 0.067847, 0.096975)]
    [InlineData(0.95, 0.090200, 0.115908)]
    [InlineData(0.99, 0.132128, 0.152977)]
    public void Their_best_portfolio_is_found_from_scrambled_sobol_points(
        double level,
        double var,
        double cvar
    )
    {
        var programme = new CvarProgramme
        {
            Cost = new double[3],
            Lower = new double[3],
            Upper = [1, 1, 1],
            Rows =
            [
                new LinearRow([1, 1, 1], RowKind.Equal, 1),
                new LinearRow(MeanReturns, RowKind.AtLeast, 0.011),
            ],
        };
        var solution = programme.Solve(
            new CvarCuts(level, new double[Points], Losses()),
            CancellationToken.None
        );
        var optimum = Assert.IsType<CvarSolution.Optimum>(solution);
        ReferenceCases.Near(cvar, optimum.ConditionalValueAtRisk, 0.0025);
        ReferenceCases.Near(var, optimum.ValueAtRisk, 0.006);
        for (var i = 0; i < 3; i++)
            Assert.InRange(optimum.Point[i], BestWeights[i] - 0.03, BestWeights[i] + 0.03);
    }

    [Fact]
    public void Sobol_points_fill_every_interval_of_their_net_once()
    {
        // Any 2^14 first points of a Sobol sequence have exactly one in each of 2^14 intervals of each axis, scrambled or not.
        foreach (var axis in SobolPoints.Of(Points, 1))
            Assert.Equal(Enumerable.Range(0, Points), axis.Select(x => (int)(x * Points)).Order());
    }

    // What is lost is minus the return, so that the sum over assets is minus the portfolio's.
    private static double[][] Losses()
    {
        var factor = Matrix<double>.Build.DenseOfArray(Covariances).Cholesky().Factor;
        double[][] normals =
        [
            .. SobolPoints
                .Of(Points, 20261123)
                .Select(axis =>
                    Array.ConvertAll(axis, u => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, u))
                ),
        ];
        return
        [
            .. Enumerable
                .Range(0, 3)
                .Select(i =>
                    Enumerable
                        .Range(0, Points)
                        .Select(t =>
                            -MeanReturns[i] - Enumerable.Range(0, 3).Sum(k => factor[i, k] * normals[k][t])
                        )
                        .ToArray()
                ),
        ];
    }
}
