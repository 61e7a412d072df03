using RiskLens.App.Companies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Companies;

public sealed class ReviewAssumptionsTests
{
    private static readonly StatedAssumption Rate = new("switch_rate", "0.1..0.4", "", "survey", "CFO", "");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_review_without_keys_takes_in_what_holds_and_the_priors_of_the_rest()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await AssumptionsOf(temp).SetAsync(Rate with { Key = "call_cost", Value = "5" }, Stop);
        var review = new ReviewAssumptions(temp.Workspace);
        Assert.Empty(await review.ListAsync(Stop));
        await review.RunAsync([], " Risk committee ", "2026-05-04", Stop);
        Assert.Equal(
            [
                new AssumptionReview("call_cost", "Risk committee", "2026-05-04"),
                new AssumptionReview("recovered_share", "Risk committee", "2026-05-04"),
                new AssumptionReview("recovery_hours", "Risk committee", "2026-05-04"),
                new AssumptionReview("switch_rate", "Risk committee", "2026-05-04"),
            ],
            await review.ListAsync(Stop)
        );
    }

    [Fact]
    public async Task Another_value_or_none_is_unreviewed_and_the_same_value_stays_reviewed()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var (assumptions, review) = (AssumptionsOf(temp), new ReviewAssumptions(temp.Workspace));
        async Task<string?> ReviewerAsync() =>
            (await review.ListAsync(Stop)).SingleOrDefault(r => r.Key == "switch_rate")?.By;
        await review.RunAsync(["switch_rate"], "Ada", "", Stop);
        Assert.Equal("Ada", await ReviewerAsync());
        await assumptions.SetAsync(Rate, Stop);
        Assert.Null(await ReviewerAsync());
        await review.RunAsync(["Switch_Rate"], "Bea", "", Stop);
        await assumptions.SetAsync(Rate with { Source = "second survey" }, Stop);
        Assert.Equal("Bea", await ReviewerAsync());
        await assumptions.SetAsync(Rate with { Value = "0.1..0.5" }, Stop);
        Assert.Null(await ReviewerAsync());
        await review.RunAsync(["switch_rate", "switch_rate"], "Cy", "", Stop);
        await assumptions.RemoveAsync("switch_rate", Stop);
        Assert.Null(await ReviewerAsync());
    }

    [Theory]
    [InlineData("switch_rate", "", "", "who")]
    [InlineData("switch_rate", "A\nB", "", "who")]
    [InlineData("switch_rate", "Ada", "4 May", "date")]
    [InlineData("budget", "Ada", "", "budget")]
    public async Task A_review_that_cannot_be_is_refused_and_nothing_is_kept(
        string key,
        string by,
        string date,
        string why
    )
    {
        using var temp = await TempWorkspace.MakeAsync();
        var review = new ReviewAssumptions(temp.Workspace);
        var refusal = await Assert.ThrowsAsync<RiskLensException>(() =>
            review.RunAsync(["recovery_hours", key], by, date, Stop)
        );
        Assert.Contains(why, refusal.Problem, StringComparison.Ordinal);
        Assert.Empty(await review.ListAsync(Stop));
    }

    private static Assumptions AssumptionsOf(TempWorkspace temp) =>
        new(temp.Workspace, TempWorkspace.Catalogue);
}
