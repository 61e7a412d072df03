using RiskLens.App.Studies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Studies;

public sealed class StudyArchiveTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_study_stored_last_is_the_latest()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var archive = new StudyArchive(temp.Workspace);
        await archive.StoreAsync(SampleStudy.Make("s1"), Stop);
        await archive.StoreAsync(SampleStudy.Make("s2"), Stop);
        Assert.Equal("s2", (await archive.GetAsync("latest", Stop)).Id);
        await archive.StoreAsync(SampleStudy.Make("s1"), Stop);
        Assert.Equal("s1", (await archive.GetAsync("latest", Stop)).Id);
        Assert.Equal(["s1", "s2"], (await archive.ListAsync(Stop)).Select(headline => headline.Id));
    }

    [Fact]
    public async Task A_document_comes_back_byte_for_byte()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var archive = new StudyArchive(temp.Workspace);
        await archive.StoreAsync(SampleStudy.Make(), Stop);
        Assert.Equal(StudyJson.Write(SampleStudy.Make()), await archive.GetJsonAsync("s1", Stop));
    }

    [Fact]
    public async Task A_study_of_another_version_is_listed_and_its_document_kept_but_it_is_not_read()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var archive = new StudyArchive(temp.Workspace);
        await archive.StoreAsync(SampleStudy.Make(), Stop);
        await using (var db = temp.Workspace.NewDb())
        {
            var row = Assert.Single(db.Studies);
            row.Json = """{"id":"s1","engineVersion":"0.0"}""";
            await db.SaveChangesAsync(Stop);
        }
        Assert.Equal("s1", Assert.Single(await archive.ListAsync(Stop)).Id);
        Assert.Null(await archive.FindAsync("latest", Stop));
        Assert.Contains("0.0", await archive.GetJsonAsync("s1", Stop), StringComparison.Ordinal);
        var fault = await Assert.ThrowsAsync<RiskLensException>(() => archive.GetAsync("s1", Stop));
        Assert.Contains("another version", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_headline_says_what_and_when()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var archive = new StudyArchive(temp.Workspace);
        await archive.StoreAsync(SampleStudy.Make(), Stop);
        var headline = Assert.Single(await archive.ListAsync(Stop));
        Assert.Equal(
            (FixedTime.Now, "2022-12-31T23:00Z", "whatsapp", 24, 0.1, null),
            (
                headline.Created,
                headline.AsOf,
                headline.ScenarioChannel,
                headline.ScenarioHours,
                headline.WorstStart!.Conversations.Mean,
                headline.YearMean
            )
        );
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("s9")]
    public async Task A_study_that_is_not_there_is_refused(string id)
    {
        using var temp = await TempWorkspace.MakeAsync();
        await Assert.ThrowsAsync<RiskLensException>(() =>
            new StudyArchive(temp.Workspace).GetAsync(id, Stop)
        );
    }

    [Fact]
    public async Task A_study_is_compared_with_the_last_stored_of_other_data_that_ends_no_later()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var archive = new StudyArchive(temp.Workspace);
        Study Made(string id, string ledger, string asOf)
        {
            var study = SampleStudy.Make(id);
            return study with
            {
                Inputs = [new InputFingerprint("ledger", ledger)],
                Settings = study.Settings with { AsOf = asOf },
            };
        }
        const string quarter = "2022-09-30T23:00Z";
        const string year = "2022-12-31T23:00Z";
        var present = Made("present", "now", year);
        await archive.StoreAsync(present, Stop);
        Assert.Null(await archive.FindEarlierAsync(present, Stop));
        await archive.StoreAsync(Made("reseeded", "now", year), Stop);
        Assert.Null(await archive.FindEarlierAsync(present, Stop));
        await archive.StoreAsync(Made("old", "then", quarter), Stop);
        await archive.StoreAsync(Made("ahead", "now", "2023-03-31T23:00Z"), Stop);
        Assert.Equal("old", (await archive.FindEarlierAsync(present, Stop))!.Id);
        await archive.StoreAsync(Made("same-ledger", "now", quarter), Stop);
        Assert.Equal("same-ledger", (await archive.FindEarlierAsync(present, Stop))!.Id);
    }

    [Fact]
    public async Task What_changed_is_kept_beside_a_study_and_is_no_part_of_its_document()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var archive = new StudyArchive(temp.Workspace);
        var study = SampleStudy.Make();
        await archive.StoreAsync(study, Stop);
        Assert.Null((await archive.GetAsync("s1", Stop)).Changes);
        await archive.StoreAsync(StudyChanges.OfFirst(study), Stop);
        Assert.Equal(StudyChanges.First, (await archive.GetAsync("s1", Stop)).Changes!.Status);
        Assert.Equal(StudyJson.Write(study), await archive.GetJsonAsync("s1", Stop));
        await using (var db = temp.Workspace.NewDb())
        {
            Assert.Single(db.Studies).Changes = """{"status":"of another version"}""";
            await db.SaveChangesAsync(Stop);
        }
        Assert.Null((await archive.GetAsync("s1", Stop)).Changes);
    }
}
