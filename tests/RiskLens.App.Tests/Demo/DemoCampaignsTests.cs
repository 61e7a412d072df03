using NodaTime;
using RiskLens.App.Companies;
using RiskLens.App.Demo;
using RiskLens.App.Outages;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Losses;

namespace RiskLens.App.Tests.Demo;

public sealed class DemoCampaignsTests
{
    [Fact]
    public async Task The_plan_is_read_by_the_usual_import_and_lies_in_the_quarter_after_the_logs()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var campaigns = new Campaigns(temp.Workspace);
        var plan = Path.Combine(AppContext.BaseDirectory, "data", "demo", "campaigns.csv");
        await campaigns.ImportAsync(plan, ReferenceData.Load(), TempWorkspace.Stop);
        var end = BankCalendar.StartHour + BankCalendar.Hours;
        var zone = DateTimeZoneProviders.Tzdb[FictionalBank.Zone];
        var held = await campaigns.ListAsync(TempWorkspace.Stop);
        var planned = held.Select(campaign => campaign.From(end, zone)).ToArray();
        Assert.All(planned, c => Assert.InRange(c.StartHour, 0, Tournament.HorizonHours - c.WindowHours));
        // The same days of the month as the campaigns in the logs.
        Assert.All(
            held,
            c =>
                Assert.True(
                    BankCalendar.IsCampaignDay(new DateOnly(c.Start.Year, c.Start.Month, c.Start.Day))
                )
        );
        var paths = CampaignPaths.Of(planned, BankFlow.Channels, Tournament.HorizonHours);
        var path = Assert.Single(paths.Paths);
        Assert.Equal((BankFlow.ChannelIndex("whatsapp"), BankFlow.Campaign), (path.Channel, path.Purpose));
        Assert.Empty(paths.Unplaced);
        Assert.Empty(paths.Unpriced);
        Assert.Equal(planned.Sum(c => c.Value ?? 0), path.Value.Sum(), 1e-6);
        Assert.Equal(600, path.Reach.Sum(), 1e-6);
    }
}
