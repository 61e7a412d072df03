using System.Text;
using NodaTime;
using NodaTime.Text;
using RiskLens.App.Companies;
using RiskLens.App.Studies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Losses;
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

    [Theory]
    [InlineData("2026-03-28T12:00", null, 6.0, 12, 6)]
    [InlineData("2026-03-28T12:00", "2026-03-29T12:00", 6.0, 12, 6)]
    [InlineData("2026-03-28T12:00", "2026-03-29T12:00", null, 12, 23)]
    [InlineData("2026-03-28T12:00", "2026-03-29T12:00", 0.0, 12, 23)]
    [InlineData("2026-03-28T12:00", null, null, 12, 24)]
    [InlineData("2026-03-27T23:30", null, null, -0.5, 24)]
    [InlineData("2026-03-29T02:30", null, 1.0, 26.5, 1)]
    [InlineData("2026-10-25T02:30", null, 1.0, 5065.5, 1)]
    public void In_the_losses_it_lasts_its_window_else_to_its_end_else_a_day_in_hours_of_utc(
        string start,
        string? end,
        double? window,
        double startHour,
        double hours
    )
    {
        // Paris skips 29 March 2026, 02:00 to 03:00, and has 25 October, 02:00 to 03:00, twice. The horizon begins on
        // 28 March at 00:00 there, 27 March at 23:00 UTC.
        static LocalDateTime At(string text) =>
            LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd'T'HH:mm").Parse(text).Value;
        var campaign = new Campaign(
            At(start),
            end is null ? null : At(end),
            "A",
            "sms",
            "campaign",
            5,
            7,
            window
        );
        var horizon = Hour.Of(new DateTimeOffset(2026, 3, 27, 23, 0, 0, TimeSpan.Zero));
        var planned = campaign.From(horizon, DateTimeZoneProviders.Tzdb["Europe/Paris"]);
        Assert.Equal(new PlannedCampaign("A", "sms", "campaign", startHour, hours, 5, 7), planned);
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

    [Fact]
    public async Task What_a_study_knows_of_campaigns_are_those_of_its_quarter_with_what_they_are_worth()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await BankLog.ImportAsync(temp, BankLog.Write(temp, "log.csv", BankLog.Lines(seed: 3)));
        var end = (await temp.LedgerAsync())!.End;
        string Line(int daysFromEnd, string rest) =>
            FormattableString.Invariant(
                $"start,name,value\n{end.Start.AddDays(daysFromEnd):yyyy-MM-dd HH:mm},{rest}\n"
            );
        var before = await InputOfStudyAsync(temp, "campaigns");
        await ImportAsync(temp, Line(-2, "Over,10"));
        await ImportAsync(temp, Line(92, "Beyond the quarter,10"));
        Assert.Equal(before, await InputOfStudyAsync(temp, "campaigns"));

        // As of 60 hours before the end, the one of two days before it lies ahead.
        Assert.NotEqual(before, await InputOfStudyAsync(temp, "campaigns", end.Start.AddHours(-60)));
        await ImportAsync(temp, Line(3, "Ahead,10"));
        var ahead = await InputOfStudyAsync(temp, "campaigns");
        Assert.NotEqual(before, ahead);
        await new Campaigns(temp.Workspace).ClearAsync(Stop);
        await ImportAsync(temp, Line(3, "Ahead,11"));
        Assert.NotEqual(ahead, await InputOfStudyAsync(temp, "campaigns"));
    }

    private static Task<string> OccasionsOfStudyAsync(TempWorkspace temp) =>
        InputOfStudyAsync(temp, "occasions");

    private static async Task<string> InputOfStudyAsync(
        TempWorkspace temp,
        string name,
        DateTimeOffset? asOf = null
    ) =>
        (
            await new RunStudy(temp.Workspace, BankLog.Catalogue).RunAsync(
                new StudyRequest(Seed: 1, AsOf: asOf, Trials: 1000),
                null,
                Stop
            )
        )
            .Inputs.Single(i => i.Name == name)
            .Sha256;

    private static IEnumerable<int> DaysOf(Campaign campaign) => campaign.Days().Select(day => day.Day);

    private static async Task<CampaignImport> ImportAsync(TempWorkspace temp, string text)
    {
        var path = Path.Combine(temp.Workspace.Folder, "plan.csv");
        await File.WriteAllBytesAsync(path, Encoding.UTF8.GetBytes(text), Stop);
        return await new Campaigns(temp.Workspace).ImportAsync(path, BankLog.Catalogue, Stop);
    }
}
