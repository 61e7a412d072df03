using RiskLens.App.Logs;
using RiskLens.App.Tests.Companies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Logs;

public sealed class UndoImportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_import_undone_leaves_the_ledger_as_if_it_had_never_come(int seed)
    {
        var lines = BankLog.Lines(seed);
        using var with = await TempWorkspace.MakeAsync();
        using var without = await TempWorkspace.MakeAsync();
        await BankLog.ImportAsync(with, BankLog.Write(with, "a.csv", lines[..90]));
        var second = await BankLog.ImportAsync(with, BankLog.Write(with, "b.csv", lines[60..130]));
        await BankLog.ImportAsync(with, BankLog.Write(with, "c.csv", lines[110..]));
        await BankLog.ImportAsync(without, BankLog.Write(without, "a.csv", lines[..90]));
        await BankLog.ImportAsync(without, BankLog.Write(without, "c.csv", lines[110..]));
        var fewer = await new UndoImport(with.Workspace).RunAsync(second.ImportId!.Value, Stop);
        Assert.Equal(20, fewer);
        Assert.Equal(await BankLog.TextAsync(without), await BankLog.TextAsync(with));
        Assert.Equal(2, (await new ListImports(with.Workspace).RunAsync(Stop)).Count);

        // And it can come again.
        var again = await BankLog.ImportAsync(with, BankLog.Write(with, "d.csv", lines[60..130]));
        Assert.Equal((20L, 50L), (again.Messages, again.Duplicates));
    }

    [Fact]
    public async Task Undoing_the_only_import_leaves_nothing()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var file = await BankLog.ImportAsync(temp, BankLog.Write(temp, "a.csv", BankLog.Lines(1)));
        await new UndoImport(temp.Workspace).RunAsync(file.ImportId!.Value, Stop);
        Assert.Equal("nothing\n0 contacts", await BankLog.TextAsync(temp));
    }

    [Fact]
    public async Task A_file_read_anew_leaves_no_contact_of_its_first_reading_behind()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var log = temp.Log(
            "a.csv",
            "timestamp,contact,other",
            "2026-01-05T08:00:00Z,a,c",
            "2026-01-05T10:00:00Z,b,c"
        );
        var import = new ImportLogs(temp.Workspace, BankLog.Catalogue);
        foreach (var contact in (string[])["contact", "other"])
        {
            await import.RunAsync(
                [log],
                new ImportOptions("sms", Columns: new Engine.Messages.ColumnProfile(Contact: contact)),
                null,
                Stop
            );
        }

        Assert.Equal(1, (await new LoadLedger(temp.Workspace).FactsAsync(Stop)).Contacts);
    }

    [Fact]
    public async Task An_import_that_is_not_there_is_told()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var wrong = await Assert.ThrowsAsync<RiskLensException>(() =>
            new UndoImport(temp.Workspace).RunAsync(7, Stop)
        );
        Assert.Equal("There is no import 7.", wrong.Problem);
    }

    [Fact]
    public async Task Cancelling_an_undo_leaves_all_as_before()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var file = await BankLog.ImportAsync(temp, BankLog.Write(temp, "a.csv", BankLog.Lines(1)));
        var before = await BankLog.TextAsync(temp);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new UndoImport(temp.Workspace).RunAsync(
                file.ImportId!.Value,
                new CancellationToken(canceled: true)
            )
        );
        Assert.Equal(before, await BankLog.TextAsync(temp));
    }

    [Fact]
    public async Task Imports_are_listed_with_what_tells_them_apart()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var log = temp.Log(
            "a.csv",
            "timestamp,contact,channel",
            "2026-01-05T08:00:00Z,699000001,sms",
            "2026-01-05T10:00:00Z,699000002,telegram",
            "never,699000002,telegram"
        );
        await BankLog.ImportAsync(temp, log);
        var listed = Assert.Single(await new ListImports(temp.Workspace).RunAsync(Stop));
        Assert.Equal(
            (1, "csv", "sms, telegram", "2026-01-05T08:00:00Z", "2026-01-05T10:00:00Z", 2L, 1L, 2L, 1L),
            (
                listed.Id,
                listed.Format,
                listed.Channel,
                listed.FirstUtc,
                listed.LastUtc,
                listed.Messages,
                listed.Rejected,
                listed.Contacts,
                listed.LocalNumbers
            )
        );
        Assert.Equal("2026-06-01T12:00:00Z", listed.ImportedUtc);
        var rejected = Assert.Single(await new ListImports(temp.Workspace).RejectedAsync(1, Stop));
        Assert.Equal((4L, "The time cannot be read."), (rejected.Line, rejected.Reason));
    }
}
