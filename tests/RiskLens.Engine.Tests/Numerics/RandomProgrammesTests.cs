using System.Text.Json;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Numerics;

/// <summary>Random CVaR programmes against the optimum of an independent solver on the direct linear programme.</summary>
public sealed class RandomProgrammesTests
{
    private static readonly JsonElement Cases = ReferenceCases.Read("Numerics", "cvar-programmes.json");

    [Fact]
    public void Random_programmes_have_the_optimum_of_another_solver()
    {
        var all = Cases.GetProperty("cases").EnumerateArray().ToArray();
        var tolerance = Cases.Number("tolerance");
        var (solved, infeasible) = (0, 0);
        for (var i = 0; i < all.Length; i += Repetitions.Of(8, 1))
        {
            var seed = all[i].GetProperty("seed").GetInt32();
            var given = new MadeUpProgramme(seed);
            Assert.Equal(all[i].GetProperty("hash").GetString(), given.Hash());
            var solution = given.Programme.Solve(given.Cuts, CancellationToken.None);
            if (all[i].GetProperty("optimum").ValueKind == JsonValueKind.Null)
            {
                Assert.IsType<CvarSolution.Infeasible>(solution);
                infeasible++;
                continue;
            }
            var optimum = Assert.IsType<CvarSolution.Optimum>(solution);
            ReferenceCases.Near(all[i].Number("optimum"), optimum.Objective, tolerance);
            Assert.InRange(optimum.Gap, 0, 1e-9 * Math.Max(1, Math.Abs(optimum.Objective)));
            solved++;
        }
        Assert.True(infeasible > 0 && solved > 4 * infeasible);
        Assert.True(solved >= Repetitions.Of(20, 200));
    }
}
