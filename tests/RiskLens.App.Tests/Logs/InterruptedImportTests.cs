using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Messages;

namespace RiskLens.App.Tests.Logs;

public sealed class InterruptedImportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fault_in_the_midst_leaves_all_as_before()
    {
        using var temp = await WithOneImportAsync();
        var before = await LedgerText.OfAsync(temp);
        await Assert.ThrowsAsync<DivideByZeroException>(() =>
            ImportAsync(temp, () => throw new DivideByZeroException(), Stop)
        );
        Assert.Equal(before, await LedgerText.OfAsync(temp));
        await using var free = await temp.Workspace.LockForWritingAsync("importing logs", Stop);
    }

    [Fact]
    public async Task Cancelling_leaves_all_as_before()
    {
        using var temp = await WithOneImportAsync();
        var before = await LedgerText.OfAsync(temp);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ImportAsync(temp, cancel.Cancel, cancel.Token)
        );
        Assert.Equal(before, await LedgerText.OfAsync(temp));
    }

    [Fact]
    public async Task The_files_that_a_kill_would_leave_open_as_before()
    {
        using var temp = await WithOneImportAsync();
        var before = await LedgerText.OfAsync(temp);
        var left = Path.Combine(temp.Root, "left");
        await ImportAsync(temp, () => CopyFolder(temp.Folder, left), Stop);
        Assert.NotEqual(before, await LedgerText.OfAsync(temp));

        // What lies on the disk in the midst of the import, with the journal, is what a killed process leaves.
        Directory.Delete(temp.Folder, recursive: true);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Move(left, temp.Folder);
        await temp.OpenAgainAsync();
        Assert.Equal(before, await LedgerText.OfAsync(temp));
        await ImportAsync(temp, () => { }, Stop);
        Assert.NotEqual(before, await LedgerText.OfAsync(temp));
    }

    private static async Task<TempWorkspace> WithOneImportAsync()
    {
        var temp = await TempWorkspace.MakeAsync();
        await temp.ImportAsync(
            temp.Log(
                "a.csv",
                "timestamp,contact,direction,channel",
                "2026-01-05T08:00:00Z,+237699000001,in,whatsapp",
                "2026-01-05T10:00:00Z,+237699000001,in,whatsapp"
            )
        );
        return temp;
    }

    /// <summary>Imports 5000 messages in small parts; what is to happen happens when most have been written.</summary>
    private static Task<ImportResult> ImportAsync(
        TempWorkspace temp,
        Action midway,
        CancellationToken cancellationToken
    ) =>
        new ImportLogs(temp.Workspace, TempWorkspace.Catalogue)
        {
            Formats = [new Interrupted(midway)],
            BufferedEvents = 100,
        }.RunAsync([temp.Log("b.log", "x")], new ImportOptions(), null, cancellationToken);

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        var files = Directory.GetFiles(from);
        foreach (var file in files.Where(file => !file.EndsWith("writer.lock", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private sealed class Interrupted(Action midway) : ILogFormat
    {
        public string Name => "interrupted";

        public string? DefaultChannel => "whatsapp";

        public bool Recognises(string head) => true;

        public LogReading Read(
            LogSource source,
            LogContext context,
            IMessageSink sink,
            IProgress<long>? bytesRead,
            CancellationToken cancellationToken
        )
        {
            const long start = 1_767_600_000_000;
            for (var i = 0; i < 5000; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (i == 4000)
                    midway();
                sink.Accept(
                    new Message
                    {
                        UnixMilliseconds = start + i * 60_000L,
                        Direction = Direction.In,
                        Contact = (i % 900).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    }
                );
            }

            return new LogReading(null, false);
        }
    }
}
