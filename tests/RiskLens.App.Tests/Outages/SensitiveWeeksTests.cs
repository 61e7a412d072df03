using RiskLens.App.Outages;
using RiskLens.App.Studies;
using RiskLens.App.Tests.Companies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Outages;

public sealed class SensitiveWeeksTests
{
    private static readonly DateOnly Monday = new(2027, 10, 4);
    private static readonly DateOnly Sunday = new(2027, 10, 17);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Named_weeks_are_kept_once_in_order_of_time_until_they_are_dropped()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var weeks = new SensitiveWeeks(temp.Workspace);
        Assert.Empty(await weeks.ListAsync(Stop));
        await weeks.AddAsync(Monday, Sunday, " presidential \n election ", Stop);
        await weeks.AddAsync(new DateOnly(2027, 6, 7), new DateOnly(2027, 6, 7), "exams", Stop);
        await weeks.AddAsync(Monday, Sunday, "presidential election", Stop);
        SensitiveWeek[] expected =
        [
            new(new DateOnly(2027, 6, 7), new DateOnly(2027, 6, 7), "exams"),
            new(Monday, Sunday, "presidential election"),
        ];
        Assert.Equal(expected, await weeks.ListAsync(Stop));
        await weeks.ClearAsync(Stop);
        Assert.Empty(await weeks.ListAsync(Stop));
    }

    [Fact]
    public async Task Weeks_that_cannot_be_are_refused()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var weeks = new SensitiveWeeks(temp.Workspace);
        await Assert.ThrowsAsync<RiskLensException>(() => weeks.AddAsync(Sunday, Monday, "election", Stop));
        await Assert.ThrowsAsync<RiskLensException>(() => weeks.AddAsync(Monday, Sunday, " \n ", Stop));
        Assert.Empty(await weeks.ListAsync(Stop));
    }

    [Fact]
    public async Task A_named_week_is_another_input_of_a_study_and_of_its_history_alone()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await BankLog.ImportAsync(temp, BankLog.Write(temp, "log.csv", BankLog.Lines(seed: 3)));
        var without = await FingerprintsAsync(temp);
        Assert.Equal(without, await FingerprintsAsync(temp));
        await new SensitiveWeeks(temp.Workspace).AddAsync(Monday, Sunday, "election", Stop);
        var with = await FingerprintsAsync(temp);
        Assert.Equal(["history"], with.Except(without).Select(f => f.Name));
    }

    private static async Task<IReadOnlyList<Engine.Studies.InputFingerprint>> FingerprintsAsync(
        TempWorkspace temp
    ) =>
        (
            await new RunStudy(temp.Workspace, BankLog.Catalogue).RunAsync(
                new StudyRequest(Seed: 1, Trials: 1000),
                null,
                Stop
            )
        ).Inputs;
}
