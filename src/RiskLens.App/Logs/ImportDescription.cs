using Microsoft.EntityFrameworkCore;
using RiskLens.App.Storage;
using RiskLens.Engine.Messages;

namespace RiskLens.App.Logs;

/// <summary>Tells what became of a file, from what the workspace keeps of its import.</summary>
internal static class ImportDescription
{
    private const int ShownRejections = 100;

    /// <summary>A file that was imported before, from what was kept of it.</summary>
    public static async Task<ImportedFile> OfBeforeAsync(
        Workspace workspace,
        LogInput input,
        Import before,
        LogContext context,
        CancellationToken cancellationToken
    )
    {
        await using var db = workspace.NewDb();
        var channels = await db
            .ImportChannels.Where(channel => channel.ImportId == before.Id)
            .Join(
                db.Channels,
                channel => channel.ChannelId,
                row => row.Id,
                (channel, row) => new { channel, row.Name }
            )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var rejections = await db
            .Rejections.Where(rejection => rejection.ImportId == before.Id)
            .OrderBy(rejection => rejection.Ordinal)
            .Take(ShownRejections)
            .Select(rejection => new Rejected(rejection.Line, rejection.Reason, rejection.Shape))
            .ToListAsync(cancellationToken);
        return Of(
            input,
            before,
            channels.Select(c => c.Name),
            [.. channels.Select(c => (c.channel.FirstUnixMilliseconds, c.channel.LastUnixMilliseconds))],
            rejections
        ) with
        {
            Columns = input.ColumnsOf(context),
        };
    }

    /// <summary>A file, from its import and what lies beside it.</summary>
    public static ImportedFile Of(
        LogInput input,
        Import import,
        IEnumerable<string> channels,
        IReadOnlyList<(long First, long Last)> watches,
        IReadOnlyList<Rejected> rejections
    ) =>
        new(
            input.File.Name,
            import.Format,
            string.Join(", ", channels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
            import.Messages,
            import.Duplicates,
            import.System,
            import.Rejected,
            import.Contacts,
            UtcText.Second(watches.Min(watch => watch.First)),
            UtcText.Second(watches.Max(watch => watch.Last)),
            import.DateOrder,
            import.DateOrderAmbiguous,
            0,
            import.Bytes,
            [.. rejections.Take(ShownRejections)],
            null
        )
        {
            ImportId = import.Id,
            RepeatedHour = import.RepeatedHour,
            MissingHour = import.MissingHour,
            LocalNumbers = import.LocalNumbers,
            SkippedFiles = import.SkippedFiles,
        };
}
