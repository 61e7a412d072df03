using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Outages;

namespace RiskLens.App.Tests.Storage;

public sealed class ImportTableTests
{
    /// <summary>
    /// Paris puts its clock back on 26 October 2025 at 3:00 and forward on 29 March 2026 at 2:00; the tests' clock stands
    /// at 1 June 2026.
    /// </summary>
    private const string Chat = """
        25/10/2025, 00:10 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
        25/10/2025, 00:11 - Ann: a
        26/10/2025, 02:15 - Ann: b
        26/10/2025, 02:20 - Bob: c
        26/10/2025, 02:25 - 699 00 00 01: d
        29/03/2026, 02:30 - 699 00 00 02: e
        29/03/2026, 02:31 - Ann: f
        01/09/2026, 10:00 - Ann: not yet
        02/09/2026, 10:00 - Ann: nor this
        03/09/2026, 10:00 - Ann: nor this
        04/09/2026, 10:00 - Ann: nor this
        05/09/2026, 10:00 - Ann: nor this

        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_import_writes_without_the_mapper_the_mapper_reads()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await new SetCompany(temp.Workspace).RunAsync(
            CompanyProfile.Unset with
            {
                Zone = "Europe/Paris",
            },
            Stop
        );
        await ImportAsync(temp, temp.Log("part.txt", Chat.Split('\n')[..2]), "25/10/2025, 01:12 - Bob: z\n");
        var log = await ZipAsync(temp);
        var told = await ImportAsync(temp, log);
        Assert.Null(told.Refused);

        await using var db = temp.Workspace.NewDb();
        var import = await db.Imports.SingleAsync(one => one.Id == told.ImportId, Stop);
        Assert.Equal((64, 64), (import.Recognition.Length, import.Sha256.Length));
        Assert.NotEqual(import.Recognition, import.Sha256);
        Assert.Equal(
            ("whatsapp-export", 1780315200L, new FileInfo(log.Path).Length, 2),
            (import.Format, import.ImportedUnixSeconds, import.Bytes, import.SkippedFiles)
        );
        Assert.Equal(
            (5L, 1L, 1L, 5L, 4L, 2L),
            (
                import.Messages,
                import.Duplicates,
                import.System,
                import.Rejected,
                import.Contacts,
                import.LocalNumbers
            )
        );
        Assert.Equal(
            ("dmy", false, 3L, 2L),
            (import.DateOrder, import.DateOrderAmbiguous, import.RepeatedHour, import.MissingHour)
        );

        // 25 October 00:11 in Paris is 22:11 the day before in UTC; 29 March 02:31 never was and is taken as 03:31.
        var watched = await db.ImportChannels.SingleAsync(one => one.ImportId == told.ImportId, Stop);
        Assert.Equal(
            (0, 1761343860000L, 1774747860000L, 6L),
            (watched.Log, watched.FirstUnixMilliseconds, watched.LastUnixMilliseconds, watched.Messages)
        );
        var refused = await db
            .Rejections.Where(one => one.ImportId == told.ImportId)
            .OrderBy(one => one.Ordinal)
            .ToListAsync(Stop);
        Assert.Equal([0, 1, 2, 3, 4], refused.Select(one => one.Ordinal));
        Assert.Equal([8L, 9L, 10L, 11L, 12L], refused.Select(one => one.Line));
        Assert.All(refused, one => Assert.Equal("The time is in the future.", one.Reason));
        Assert.Equal("99/99/9999, 99:99 - Aaa: aaa aaa", refused[0].Shape);
    }

    [Fact]
    public async Task What_an_import_has_written_is_found_by_the_next()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var log = await ZipAsync(temp);
        var first = await ImportAsync(temp, log);
        var again = await ImportAsync(temp, log);
        Assert.True(again.AlreadyImported);
        Assert.Equal(
            first with
            {
                Messages = 0,
                Duplicates = 6,
                AlreadyImported = true,
                Seconds = 0,
                In = null,
                Out = null,
                RejectedLines = [],
                Rules = [],
            },
            again with
            {
                Seconds = 0,
                RejectedLines = [],
                Rules = [],
            }
        );
        Assert.Equal(first.RejectedLines, again.RejectedLines);
    }

    private static async Task<ImportedFile> ImportAsync(TempWorkspace temp, LogFile log, string further = "")
    {
        await File.AppendAllTextAsync(log.Path, further, Stop);
        return Assert.Single(
            (
                await new ImportLogs(temp.Workspace, ReferenceData.Load()).RunAsync(
                    [log],
                    new ImportOptions(),
                    null,
                    Stop
                )
            ).Files
        );
    }

    /// <summary>The chat with two pictures beside it.</summary>
    private static async Task<LogFile> ZipAsync(TempWorkspace temp)
    {
        var path = Path.Combine(temp.Root, "chat.zip");
        await using var file = File.Create(path);
        await using var archive = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (var (name, text) in ((string, string)[])[("chat.txt", Chat), ("a.jpg", "a"), ("b.jpg", "b")])
        {
            await using var entry = new StreamWriter(await archive.CreateEntry(name).OpenAsync(Stop));
            await entry.WriteAsync(text);
        }

        return new LogFile(path, "chat.zip");
    }
}
