using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Logs;
using RiskLens.App.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Storage;

public sealed class WorkspaceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_migrated_schema_is_the_models()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await using var migrated = temp.Workspace.NewDb();
        var options = new DbContextOptionsBuilder<WorkspaceDb>()
            .UseSqlite($"Data Source={Path.Combine(temp.Root, "created.db")}")
            .Options;
        await using var created = new WorkspaceDb(options);
        await created.Database.EnsureCreatedAsync(Stop);
        var expected = await SchemaAsync(created);
        Assert.Contains(expected, line => line == "EventDays.Events BLOB 1 0");
        Assert.Equal(expected, await SchemaAsync(migrated));
    }

    [Fact]
    public async Task No_change_of_the_model_waits_for_a_migration()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await using var db = temp.Workspace.NewDb();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task The_migrations_that_make_a_workspace_ready_are_all_there_are()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await using var db = temp.Workspace.NewDb();
        Assert.Equal(db.Database.GetMigrations(), Workspace.Migrations);
    }

    [Fact]
    public async Task Folder_and_key_are_their_owners_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix file rights.");
            return;
        }

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        using var temp = await TempWorkspace.MakeAsync();
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(temp.Folder) & ~owner);
        Assert.Equal(
            UnixFileMode.None,
            File.GetUnixFileMode(Path.Combine(temp.Folder, "contacts.key")) & ~owner
        );
        Assert.Equal(32, new FileInfo(Path.Combine(temp.Folder, "contacts.key")).Length);
    }

    [Fact]
    public async Task A_workspace_opened_again_keeps_its_key()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var key = await File.ReadAllBytesAsync(Path.Combine(temp.Folder, "contacts.key"), Stop);
        await temp.OpenAgainAsync();
        Assert.Equal(key, await File.ReadAllBytesAsync(Path.Combine(temp.Folder, "contacts.key"), Stop));
    }

    [Fact]
    public async Task A_new_workspace_opened_by_several_at_once_has_one_key()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var folder = Path.Combine(temp.Root, "shared");
        var opened = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Task.Run(() => Workspace.OpenAsync(folder, new FixedTime(), Stop), Stop))
        );
        foreach (var workspace in opened)
        {
            var log = temp.Log(
                "a.csv",
                "timestamp,contact,channel",
                "2026-01-05T08:00:00Z,1,sms",
                "2026-01-06T08:00:00Z,1,sms"
            );
            await new ImportLogs(workspace, TempWorkspace.Catalogue).RunAsync(
                [log],
                new ImportOptions(),
                null,
                Stop
            );
        }

        Assert.Equal(2, (await new LoadLedger(opened[0]).FactsAsync(Stop)).Messages);
    }

    [Fact]
    public async Task A_migration_that_was_killed_does_not_hold_up_the_next()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await using (var db = temp.Workspace.NewDb())
        {
            await db.Database.ExecuteSqlRawAsync(
                """
                DELETE FROM KeyMarks;
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL);
                INSERT OR REPLACE INTO "__EFMigrationsLock" VALUES (1, '2026-06-01');
                """,
                Stop
            );
        }

        var again = await temp.OpenAgainAsync();
        await using var opened = again.NewDb();
        Assert.Equal(1, await opened.KeyMarks.CountAsync(Stop));
    }

    [Fact]
    public async Task A_second_writer_is_told_who_writes()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var second = await temp.OpenAgainAsync();
        second.WriterPatience = TimeSpan.FromMilliseconds(200);
        await using (await temp.Workspace.LockForWritingAsync("importing logs", Stop))
        {
            var refused = await Assert.ThrowsAsync<RiskLensException>(() =>
                second.LockForWritingAsync("importing logs", Stop)
            );
            Assert.Contains(
                $"Process {Number(Environment.ProcessId)} (",
                refused.Problem,
                StringComparison.Ordinal
            );
            Assert.EndsWith(": importing logs.", refused.Problem, StringComparison.Ordinal);
        }

        await using var free = await second.LockForWritingAsync("importing logs", Stop);
        Assert.True(File.Exists(Path.Combine(temp.Folder, "writer.json")));
    }

    [Fact]
    public async Task A_second_writer_goes_on_when_the_first_has_finished()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var second = await temp.OpenAgainAsync();
        var first = await temp.Workspace.LockForWritingAsync("importing logs", Stop);
        var waiting = second.LockForWritingAsync("importing logs", Stop);
        await Task.Delay(100, Stop);
        Assert.False(waiting.IsCompleted);
        await first.DisposeAsync();
        await using var taken = await waiting;
    }

    [Fact]
    public async Task Another_process_keeps_writers_out_until_it_is_killed_and_readers_never()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"),
            "The other process is the program flock, which this machine does not have."
        );
        using var temp = await TempWorkspace.MakeAsync();
        var start = new ProcessStartInfo("/usr/bin/flock")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (
            var argument in (string[])
                [
                    "--no-fork",
                    Path.Combine(temp.Folder, "writer.lock"),
                    "sh",
                    "-c",
                    "echo locked; exec sleep 600",
                ]
        )
        {
            start.ArgumentList.Add(argument);
        }

        using var other = Process.Start(start)!;
        try
        {
            Assert.Equal("locked", await other.StandardOutput.ReadLineAsync(Stop));
            await File.WriteAllTextAsync(
                Path.Combine(temp.Folder, "writer.json"),
                $$"""{"Process":{{Number(other.Id)}},"Name":"risklens","What":"importing logs"}""",
                Stop
            );
            var reader = await temp.OpenAgainAsync();
            await using var db = reader.NewDb();
            Assert.Equal(0, await db.Imports.CountAsync(Stop));
            reader.WriterPatience = TimeSpan.FromMilliseconds(200);
            var refused = await Assert.ThrowsAsync<RiskLensException>(() =>
                reader.LockForWritingAsync("importing logs", Stop)
            );
            Assert.Equal(
                $"Process {Number(other.Id)} (risklens) is writing to the workspace: importing logs.",
                refused.Problem
            );
        }
        finally
        {
            other.Kill();
            await other.WaitForExitAsync(CancellationToken.None);
        }

        await using var taken = await temp.Workspace.LockForWritingAsync("importing logs", Stop);
    }

    [Fact]
    public async Task Reads_do_not_wait_for_an_open_transaction_and_do_not_see_it()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await using var writer = temp.Workspace.NewDb();
        await using var transaction = await writer.Database.BeginTransactionAsync(Stop);
        writer.Channels.Add(new ChannelRow { Name = "whatsapp" });
        await writer.SaveChangesAsync(Stop);
        await using var reader = temp.Workspace.NewDb();
        Assert.Equal(0, await reader.Channels.CountAsync(Stop));
        Assert.Equal(0, (await new LoadLedger(temp.Workspace).FactsAsync(Stop)).Messages);
        Assert.Null(await temp.LedgerAsync());
        await transaction.CommitAsync(Stop);
        Assert.Equal(1, await reader.Channels.CountAsync(Stop));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Columns, foreign keys and indexes, each as a line. The text of a table would not do: a column added later stands
    /// otherwise in it, with a value for the rows that were there.
    /// </summary>
    private static async Task<List<string>> SchemaAsync(WorkspaceDb db) =>
        await db
            .Database.SqlQuery<string>(
                $"""
                WITH Tables AS (
                    SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\_\_EF%' ESCAPE '\')
                SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk AS Value
                FROM Tables t JOIN pragma_table_info(t.name) c
                UNION ALL SELECT t.name || '.' || f."from" || ' -> ' || f."table" || '.' || f."to" || ' ' || f.on_delete
                FROM Tables t JOIN pragma_foreign_key_list(t.name) f
                UNION ALL SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
                ORDER BY 1
                """
            )
            .ToListAsync(Stop);

    [Fact]
    public async Task An_uploaded_file_that_nobody_holds_is_cleared_away_and_a_held_one_stays()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var folder = LeftUploads.FolderOf(temp.Workspace);
        Directory.CreateDirectory(folder);
        var (left, held) = (Path.Combine(folder, "1-left"), Path.Combine(folder, "held"));
        await File.WriteAllTextAsync(left, "a", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(held, "b", TestContext.Current.CancellationToken);
        await using (LeftUploads.Hold(held))
        {
            Assert.Equal(1, LeftUploads.Count(temp.Workspace));
            Assert.Equal(1, LeftUploads.Clear(temp.Workspace));
            Assert.Equal([held], Directory.GetFiles(folder));
            Assert.Equal("b", await File.ReadAllTextAsync(held, TestContext.Current.CancellationToken));
        }

        Assert.Equal(1, LeftUploads.Clear(temp.Workspace));
        Assert.Empty(Directory.GetFiles(folder));
    }
}
