using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Logs;

public sealed class ColumnProfilesTests
{
    private static readonly string[] Table =
    [
        "opened,closed,who",
        "2026-01-05T08:00:00Z,2026-01-06T08:00:00Z,ann",
        "2026-01-05T10:00:00Z,2026-01-06T11:00:00Z,ben",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_later_table_with_the_same_header_takes_the_saved_columns_by_itself()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var profiles = new ColumnProfiles(temp.Workspace);
        var first = await ImportAsync(temp, "a.csv", new ColumnProfile(Time: "closed", Contact: "who"));
        await profiles.SaveAsync(" desk ", first.Columns!, Stop);
        var later = await ImportAsync(
            temp,
            "b.csv",
            columns: null,
            "2026-02-05T08:00:00Z,2026-02-06T08:00:00Z,cy"
        );
        Assert.Equal("2026-02-06T08:00:00Z", later.LastUtc);
        Assert.All(later.Columns!.Columns, column => Assert.Equal(ColumnEvidence.Profile, column.How));
        Assert.Equal(
            new ColumnProfile(Time: "closed", Contact: "who"),
            await profiles.FindAsync("Desk", Stop)
        );
    }

    [Fact]
    public async Task Of_two_profiles_with_one_header_none_is_taken_unasked()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var profiles = new ColumnProfiles(temp.Workspace);
        var first = await ImportAsync(temp, "a.csv", new ColumnProfile(Time: "closed", Contact: "who"));
        await profiles.SaveAsync("one", first.Columns!, Stop);
        Assert.Single(await profiles.ByHeaderAsync(Stop));
        await profiles.SaveAsync("two", first.Columns!, Stop);
        Assert.Empty(await profiles.ByHeaderAsync(Stop));
        Assert.NotNull((await ImportAsync(temp, "b.csv", columns: null, "2026-02-05T08:00:00Z,,cy")).Refused);
    }

    [Fact]
    public async Task Importing_a_file_again_reads_it_anew_only_where_its_columns_have_changed()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var profiles = new ColumnProfiles(temp.Workspace);
        var path = temp.Log(
            "own.csv",
            ["time,contact", "2026-01-05T08:00:00Z,ann", "2026-01-05T10:00:00Z,ben"]
        );
        var first = await ImportAsync(temp, path, columns: null);
        var other = await ImportAsync(temp, "a.csv", new ColumnProfile(Time: "closed", Contact: "who"));
        await profiles.SaveAsync("desk", other.Columns!, Stop);
        var again = await ImportAsync(temp, path, columns: null);
        Assert.Equal((0L, 2L), (again.Messages, again.Duplicates));
        Assert.Equal(first.Columns!.Columns, again.Columns!.Columns);
        await profiles.SaveAsync("own", first.Columns, Stop);
        var anew = await ImportAsync(temp, path, columns: null);
        Assert.Equal(
            (2L, ColumnEvidence.Profile),
            (anew.Messages + anew.Duplicates, anew.Columns!.Columns[0].How)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a=b")]
    [InlineData("a,b")]
    public async Task A_name_that_could_be_columns_is_no_name(string name)
    {
        using var temp = await TempWorkspace.MakeAsync();
        var columns = new ColumnProposal([], 0, HasHeader: false, Header: null, EveryRow: null);
        await Assert.ThrowsAsync<RiskLensException>(() =>
            new ColumnProfiles(temp.Workspace).SaveAsync(name, columns, Stop)
        );
    }

    [Fact]
    public async Task An_unknown_name_is_refused_with_those_there_are()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var profiles = new ColumnProfiles(temp.Workspace);
        var columns = new ColumnProposal([], 0, HasHeader: false, Header: null, EveryRow: Direction.Out);
        await profiles.SaveAsync("desk", columns, Stop);
        var refusal = await Assert.ThrowsAsync<RiskLensException>(() => profiles.FindAsync("dusk", Stop));
        Assert.Contains("desk", refusal.Remedy, StringComparison.Ordinal);
        Assert.Equal("out", (await profiles.FindAsync("desk", Stop)).Direction);
    }

    private static Task<ImportedFile> ImportAsync(
        TempWorkspace temp,
        string name,
        ColumnProfile? columns,
        params string[] more
    ) => ImportAsync(temp, temp.Log(name, [.. Table, .. more]), columns);

    private static async Task<ImportedFile> ImportAsync(
        TempWorkspace temp,
        LogFile log,
        ColumnProfile? columns
    ) =>
        Assert.Single(
            (
                await new ImportLogs(temp.Workspace, TempWorkspace.Catalogue).RunAsync(
                    [log],
                    new ImportOptions(Channel: "sms", Columns: columns),
                    progress: null,
                    Stop
                )
            ).Files
        );
}
