using System.Text.Json;
using RiskLens.Engine.Numerics;
using static RiskLens.Engine.Tests.ReferenceCases;

namespace RiskLens.Engine.Tests.Numerics;

/// <summary>TV-8: the credibility of Hachemeister's five states.</summary>
public sealed class CredibilityTests
{
    private static readonly JsonElement Cases = Read("Numerics", "credibility.json");

    [Fact]
    public void Five_states_have_the_published_credibility()
    {
        var given = Cases.GetProperty("weighted");
        var found = Credibility.Of(States(weighted: true));
        Near(given.Number("collective"), found.Collective, 1e-7);
        Near(given.Number("between"), found.BetweenUnits, 1e-7);
        Near(given.Number("within"), found.Within, 1e-7);
        All(given, "factors", found.Units.Select(u => u.Factor));
        All(given, "premiums", found.Units.Select(u => u.Premium));
    }

    [Fact]
    public void Without_weights_too()
    {
        var given = Cases.GetProperty("unweighted");
        var found = Credibility.Of(States(weighted: false));
        Near(given.Number("collective"), found.Collective, 1e-7);
        Near(given.Number("between"), found.BetweenUnits, 1e-7);
        Near(given.Number("within"), found.Within, 1e-7);
    }

    [Fact]
    public void Two_cohorts_of_states_have_the_published_credibility()
    {
        var given = Cases.GetProperty("cohorts");
        var found = Credibility.Of(
            States(weighted: true),
            [.. given.GetProperty("cohort").EnumerateArray().Select(c => c.GetInt32())]
        );
        Near(given.Number("collective"), found.Collective, 1e-7);
        Near(given.Number("between_cohorts"), found.BetweenCohorts, 1e-7);
        Near(given.Number("between_units"), found.BetweenUnits, 1e-7);
        All(given, "cohort_premiums", found.Cohorts);
        All(given, "premiums", found.Units.Select(u => u.Premium));
    }

    [Fact]
    public void Units_that_differ_by_less_than_chance_share_one_mean()
    {
        WeighedRatio[][] units =
        [
            [new(1, 1), new(5, 1)],
            [new(5, 1), new(1, 1)],
            [new(2, 1), new(4, 1)],
        ];
        var found = Credibility.Of(units);
        Assert.Equal(0, found.BetweenUnits);
        Assert.All(found.Units, u => Assert.Equal(3, u.Premium, 1e-12));
    }

    private static WeighedRatio[][] States(bool weighted) =>
        [
            .. Cases
                .GetProperty("ratios")
                .EnumerateArray()
                .Zip(
                    Cases.GetProperty("weights").EnumerateArray(),
                    (ratios, weights) =>
                        ratios
                            .EnumerateArray()
                            .Zip(
                                weights.EnumerateArray(),
                                (r, w) => new WeighedRatio(r.GetDouble(), weighted ? w.GetDouble() : 1)
                            )
                            .ToArray()
                ),
        ];

    private static void All(JsonElement given, string name, IEnumerable<double> found)
    {
        foreach (var (expected, actual) in given.Numbers(name).Zip(found))
            Near(expected, actual, 1e-7);
    }
}
