using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Reports;
using RiskLens.App.Schedules;
using RiskLens.App.Storage;
using RiskLens.App.Studies;

namespace RiskLens.App.Tests.Schedules;

public sealed class ReassessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("risklens-schedule-").FullName;
    private readonly HandClock _clock = new(Utc("2026-11-20T10:00"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_quarters_pass_and_two_reports_are_written()
    {
        var workspace = await ImportedAsync();
        var reassess = ReassessOf(workspace);
        Assert.Null(await reassess.RunDueAsync(Cancellation));
        Assert.Equal("2027-Q1", (await reassess.ListAsync(Cancellation)).Next?.Period);

        _clock.Now = Utc("2027-01-04T05:00");
        var first = await reassess.RunDueAsync(Cancellation);
        _clock.Now = Utc("2027-04-01T05:30");
        var second = await reassess.RunDueAsync(Cancellation);

        Assert.Equal(("2027-Q1", false), (first?.Period, first?.Late));
        Assert.Equal(("2027-Q2", false), (second?.Period, second?.Late));
        Assert.Null(first?.Outcome.WorstStart?.Before);
        var reports = Directory.GetFiles(workspace.ReportsFolder, "*.html", SearchOption.AllDirectories);
        Assert.Equal(
            ["2027-Q1", "2027-Q2"],
            reports.Select(r => Path.GetFileName(Path.GetDirectoryName(r))).Order(StringComparer.Ordinal)
        );
        var schedule = await reassess.ListAsync(Cancellation);
        Assert.Equal(["2027-Q2", "2027-Q1"], schedule.History.Select(past => past.Period));
        Assert.Equal("2027-Q3", schedule.Next?.Period);
        Assert.Equal(Utc("2027-07-01T05:00"), schedule.Next?.Due);
    }

    [Fact]
    public async Task Run_twice_the_second_time_does_nothing()
    {
        var workspace = await ImportedAsync();
        _clock.Now = Utc("2027-01-04T08:00");
        Assert.NotNull(await ReassessOf(workspace).RunDueAsync(Cancellation));
        Assert.Null(await ReassessOf(workspace).RunDueAsync(Cancellation));
        Assert.Single((await ReassessOf(workspace).ListAsync(Cancellation)).History);
    }

    [Fact]
    public async Task Several_missed_quarters_are_one_late_run_and_the_others_are_kept_as_skipped()
    {
        var workspace = await ImportedAsync();
        _clock.Now = Utc("2027-08-10T09:00");
        var run = await ReassessOf(workspace).RunDueAsync(Cancellation);

        Assert.Equal(("2027-Q3", true), (run?.Period, run?.Late));
        Assert.Null(await ReassessOf(workspace).RunDueAsync(Cancellation));
        var history = (await ReassessOf(workspace).ListAsync(Cancellation)).History;
        Assert.Equal(
            [ReassessmentStatus.Done, ReassessmentStatus.Skipped, ReassessmentStatus.Skipped],
            history.Select(past => past.Outcome.Status)
        );
        Assert.All(history.Skip(1), past => Assert.Equal("2027-Q3", past.Outcome.InFavourOf));
        Assert.Single(Directory.GetFiles(workspace.ReportsFolder, "*.html", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task The_next_quarter_is_compared_with_the_last()
    {
        var workspace = await ImportedAsync();
        _clock.Now = Utc("2027-01-04T05:00");
        var first = await ReassessOf(workspace).RunDueAsync(Cancellation);
        await ImportAsync(workspace, "busier.csv", Utc("2026-11-10T00:00"), most: 30);
        _clock.Now = Utc("2027-04-01T05:00");
        var second = await ReassessOf(workspace).RunDueAsync(Cancellation);

        Assert.Equal("conversations", second?.Outcome.Basis);
        Assert.Equal(first?.StudyId, second?.Outcome.BeforeStudyId);
        var change = second!.Outcome.WorstStart!;
        Assert.Equal(first!.Outcome.WorstStart!.Now, change.Before);
        Assert.True(change.Now > change.Before);
        Assert.Equal(
            100 * (change.Now!.Value - change.Before!.Value) / change.Before.Value,
            change.DifferencePercent!.Value,
            9
        );
    }

    [Fact]
    public async Task A_run_that_breaks_off_leaves_the_quarter_due()
    {
        var workspace = await ImportedAsync();
        _clock.Now = Utc("2027-01-04T05:00");
        // A file where the quarter's folder has to be: the study is done by then, and its report cannot be written.
        Directory.CreateDirectory(workspace.ReportsFolder);
        var inTheWay = Path.Combine(workspace.ReportsFolder, "2027-Q1");
        await File.WriteAllTextAsync(inTheWay, "", Cancellation);
        await Assert.ThrowsAnyAsync<IOException>(() => ReassessOf(workspace).RunDueAsync(Cancellation));
        File.Delete(inTheWay);

        Assert.Empty((await ReassessOf(workspace).ListAsync(Cancellation)).History);
        Assert.NotNull(await ReassessOf(workspace).RunDueAsync(Cancellation));
    }

    [Fact]
    public async Task A_failed_run_tells_why_stays_due_and_is_replaced_by_the_next()
    {
        var workspace = await ImportedAsync();
        _clock.Now = Utc("2027-01-05T09:00");
        var failing = ReassessOf(workspace, new StudyRequest(Trials: 1));
        var failed = await failing.RunDueAsync(Cancellation);
        Assert.Equal(ReassessmentStatus.Failed, failed?.Outcome.Status);
        Assert.Equal("The number of trials is out of range.", failed?.Outcome.Problem);
        Assert.Equal("2027-Q1", (await failing.ListAsync(Cancellation)).Next?.Period);

        Assert.True((await ReassessOf(workspace).RunDueAsync(Cancellation))?.Late);
        Assert.Equal(
            ReassessmentStatus.Done,
            Assert.Single((await failing.ListAsync(Cancellation)).History).Outcome.Status
        );
    }

    [Fact]
    public async Task Without_an_import_nothing_is_ever_due()
    {
        var workspace = await Workspace.OpenAsync(_folder, _clock, Cancellation);
        _clock.Now = Utc("2030-01-01T00:00");
        Assert.Null(await ReassessOf(workspace).RunDueAsync(Cancellation));
        Assert.Null((await ReassessOf(workspace).ListAsync(Cancellation)).Next);
    }

    private async Task<Workspace> ImportedAsync()
    {
        var workspace = await Workspace.OpenAsync(_folder, _clock, Cancellation);
        await new SetCompany(workspace).RunAsync(
            new CompanyProfile("Exemple SA", "XAF", "Africa/Douala", "CM", "fr", Fictional: false),
            Cancellation
        );
        await ImportAsync(workspace, "log.csv", Utc("2026-09-01T00:00"), most: 9);
        return workspace;
    }

    private async Task ImportAsync(Workspace workspace, string name, DateTimeOffset from, int most)
    {
        var path = Path.Combine(_folder, name);
        SmallLog.Write(path, "whatsapp", from, most: most);
        var imported = await new ImportLogs(workspace, ReferenceData.Load()).RunAsync(
            [new LogFile(path, name)],
            new ImportOptions(),
            null,
            Cancellation
        );
        Assert.Null(Assert.Single(imported.Files).Refused);
    }

    private Reassess ReassessOf(Workspace workspace, StudyRequest? request = null) =>
        new(workspace, ReferenceData.Load(), _clock, new WriteReport("none"))
        {
            Request = request ?? new StudyRequest(Trials: 1000),
        };

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text + "Z", CultureInfo.InvariantCulture);
}
