using Microsoft.Data.Sqlite;
using RiskLens.App.Logs;
using RiskLens.App.Storage;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Messages;

namespace RiskLens.App.Tests.Logs;

public sealed class FullDiskTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<Exception> Faults =>
        [
            // SQLITE_FULL, and ENOSPC as the base library reports it.
            new SqliteException("database or disk is full", 13),
            new IOException("No space left on device", 28),
            new Microsoft.EntityFrameworkCore.DbUpdateException(
                "An error occurred while saving.",
                new SqliteException("database or disk is full", 13)
            ),
        ];

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task A_full_disk_is_said_with_its_remedy_and_changes_nothing(Exception fault)
    {
        using var temp = await TempWorkspace.MakeAsync();
        await ToldFormat.ImportAsync(
            temp,
            temp.Log("a", "each 2026-01-05T08:00:00Z out a 1", "each 2026-01-05T10:00:00Z out a 2")
        );
        var before = await LedgerText.OfAsync(temp);
        var refused = Assert
            .Single(
                (
                    await new ImportLogs(temp.Workspace, TempWorkspace.Catalogue)
                    {
                        Formats = [new EndsWith(fault)],
                    }.RunAsync([temp.Log("b", "x")], new ImportOptions(), null, Stop)
                ).Files
            )
            .Refused;
        Assert.NotNull(refused);
        Assert.Contains("disk is full", refused.Problem, StringComparison.Ordinal);
        Assert.Contains("room", refused.Remedy, StringComparison.Ordinal);
        Assert.Equal(before, await LedgerText.OfAsync(temp));
        Assert.NotNull(Workspace.FaultOf(fault));
    }

    /// <summary>A log of a thousand messages at whose end something fails.</summary>
    private sealed class EndsWith(Exception fault) : ILogFormat
    {
        public string Name => "broken";

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
            for (var i = 0; i < 1000; i++)
            {
                sink.Accept(
                    new Message
                    {
                        UnixMilliseconds = 1_767_600_000_000 + i * 60_000L,
                        Direction = Direction.In,
                        Contact = "c",
                    }
                );
            }

            throw fault;
        }
    }
}
