using System.Text;
using NodaTime;
using RiskLens.App.Companies;
using RiskLens.App.Studies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Companies;

public sealed class CampaignsTests
{
    private const string Plan = """
        start,end,name,channel,purpose,reach,value,window_hours
        2026-12-01 10:00,2026-12-03 18:00,Christmas savings,whatsapp,campaign,"12 000",350000.5,72
        2026-11-27,,"Friday, black",,,,,

        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Campaigns_are_kept_as_the_plan_gives_them_in_order_of_time()
    {
        using var temp = await TempWorkspace.MakeAsync();
        Assert.Equal(new CampaignImport(2, 0, 2), await ImportAsync(temp, Plan));
        Campaign[] expected =
        [
            new(new LocalDateTime(2026, 11, 27, 0, 0), null, "Friday, black", "", "", null, null, null),
            new(
                new LocalDateTime(2026, 12, 1, 10, 0),
                new LocalDateTime(2026, 12, 3, 18, 0),
                "Christmas savings",
                "whatsapp",
                "campaign",
                12_000,
                350_000.5,
                72
            ),
        ];
        Assert.Equal(expected, await new Campaigns(temp.Workspace).ListAsync(Stop));
    }

    [Fact]
    public async Task A_file_given_again_adds_nothing_and_another_adds_to_it_until_all_are_dropped()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await ImportAsync(temp, Plan);
        Assert.Equal(new CampaignImport(0, 2, 2), await ImportAsync(temp, Plan));
        Assert.Equal(
            new CampaignImport(1, 1, 3),
            await ImportAsync(
                temp,
                "Début;Nom;Portée\n27/11/2026;Friday, black;\n1/12/2026 8:30;Noël;1 500\n"
            )
        );
        var campaigns = new Campaigns(temp.Workspace);
        Assert.Contains(
            await campaigns.ListAsync(Stop),
            c => c is { Name: "Noël", Reach: 1500 } && c.Start == new LocalDateTime(2026, 12, 1, 8, 30)
        );
        Assert.Equal(3, await campaigns.ClearAsync(Stop));
        Assert.Empty(await campaigns.ListAsync(Stop));
    }

    [Theory]
    [InlineData("2026-12-32,,A,,,,,", "the start is no time")]
    [InlineData("2026-12-01T10:00Z,,A,,,,,", "the start is no time")]
    [InlineData("2026-12-01,later,A,,,,,", "the end is no time")]
    [InlineData("2026-12-02,2026-12-01,A,,,,,", "it ends before it starts")]
    [InlineData("2026-12-02,2028-12-01,A,,,,,", "it lasts longer than a year")]
    [InlineData("2026-12-02,, ,,,,,", "it has no name")]
    [InlineData("2026-12-02,,A,pigeon,,,,", "the channel is none of 'channels list'")]
    [InlineData("2026-12-02,,A,,party,,,", "the purpose is none of 'purposes list'")]
    [InlineData("2026-12-02,,A,,,-3,,", "the reach, value or window is no number of 0 or more")]
    public async Task One_line_that_cannot_be_read_is_told_and_nothing_is_kept(string line, string reason)
    {
        using var temp = await TempWorkspace.MakeAsync();
        var fault = await Assert.ThrowsAsync<RiskLensException>(() => ImportAsync(temp, Plan + line + "\n"));
        Assert.Equal($"1 of 3 lines cannot be read: line 4: {reason}.", fault.Problem);
        Assert.StartsWith("Nothing was kept.", fault.Remedy, StringComparison.Ordinal);
        Assert.Empty(await new Campaigns(temp.Workspace).ListAsync(Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("start,name\n")]
    [InlineData("2026-12-01,A\n2026-12-02,B\n")]
    [InlineData("name,end\nA,2026-12-01\n")]
    public async Task A_file_without_a_heading_of_start_and_name_is_refused(string text)
    {
        using var temp = await TempWorkspace.MakeAsync();
        var fault = await Assert.ThrowsAsync<RiskLensException>(() => ImportAsync(temp, text));
        Assert.Contains("start,end,name", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_campaign_shows_to_its_end_else_through_its_window_else_on_its_day()
    {
        var start = new LocalDateTime(2026, 12, 1, 10, 0);
        Campaign Of(LocalDateTime? end, double? window) => new(start, end, "A", "", "", null, null, window);
        Assert.Equal([1, 2, 3], DaysOf(Of(new LocalDateTime(2026, 12, 4, 0, 0), 300)));
        Assert.Equal([1, 2], DaysOf(Of(null, 24)));
        Assert.Equal([1], DaysOf(Of(null, 14)));
        Assert.Equal([1], DaysOf(Of(null, null)));
    }

    [Fact]
    public async Task A_campaign_and_the_country_are_other_inputs_of_a_study()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await BankLog.ImportAsync(temp, BankLog.Write(temp, "log.csv", BankLog.Lines(seed: 3)));
        var before = await OccasionsOfStudyAsync(temp);
        await ImportAsync(temp, "start,name\n2026-01-20,Twentieth\n");
        var planned = await OccasionsOfStudyAsync(temp);
        Assert.NotEqual(before, planned);
        await ImportAsync(temp, "start,name\n2036-01-20,Far from the ledger\n");
        Assert.Equal(planned, await OccasionsOfStudyAsync(temp));
    }

    private static async Task<string> OccasionsOfStudyAsync(TempWorkspace temp) =>
        (
            await new RunStudy(temp.Workspace, BankLog.Catalogue).RunAsync(
                new StudyRequest(Seed: 1, Trials: 1000),
                null,
                Stop
            )
        )
            .Inputs.Single(i => i.Name == "occasions")
            .Sha256;

    private static IEnumerable<int> DaysOf(Campaign campaign) => campaign.Days().Select(day => day.Day);

    private static async Task<CampaignImport> ImportAsync(TempWorkspace temp, string text)
    {
        var path = Path.Combine(temp.Workspace.Folder, "plan.csv");
        await File.WriteAllBytesAsync(path, Encoding.UTF8.GetBytes(text), Stop);
        return await new Campaigns(temp.Workspace).ImportAsync(path, BankLog.Catalogue, Stop);
    }
}
