using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Losses;

public sealed class PlantedYearsTests
{
    private const int Batches = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fed_the_planted_parameters_the_years_cost_what_brute_force_says(ulong seed)
    {
        var trials = Repetitions.Of(10_000, 200_000);
        var (model, inputs, today) = PlantedCompany.ForEngine();
        var engine = new YearSimulation(model, inputs, [], PlantedCompany.Channels)
            .Run([today], LossUnit.Money, trials, new Rng(seed), 2, null, CancellationToken.None)[0]
            .Total;
        var brute = PlantedCompany.BruteForce(trials, new Rng(seed).Fork("brute"));
        Agree(engine, brute, losses => losses.Average());
        Agree(engine, brute, losses => Tail.Of(Quantiles.Sorted(losses), 0.95).ConditionalValueAtRisk);
    }

    /// <summary>Within four standard errors, told by the spread over batches of years.</summary>
    private static void Agree(double[] engine, double[] brute, Func<double[], double> of)
    {
        double ErrorOf(double[] losses)
        {
            var values = losses.Chunk(losses.Length / Batches).Select(of).ToArray();
            var mean = values.Average();
            return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (Batches - 1) / Batches);
        }
        var error = Math.Sqrt(Math.Pow(ErrorOf(engine), 2) + Math.Pow(ErrorOf(brute), 2));
        Assert.InRange(of(engine), of(brute) - (4 * error), of(brute) + (4 * error));
    }
}
