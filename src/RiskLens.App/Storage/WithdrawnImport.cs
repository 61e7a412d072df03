using Microsoft.EntityFrameworkCore;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Storage;

/// <summary>
/// An import taken back out of the workspace, inside the caller's transaction; the ledger of its days is then to be
/// computed anew.
/// </summary>
internal sealed class WithdrawnImport
{
    private readonly Dictionary<int, HashSet<int>> _daysByChannel = [];

    private WithdrawnImport() { }

    /// <summary>Channels whose days changed.</summary>
    public IEnumerable<int> Channels => _daysByChannel.Keys;

    /// <summary>Days of a channel that changed.</summary>
    public IReadOnlySet<int> Days(int channel) => _daysByChannel.GetValueOrDefault(channel) ?? [];

    /// <summary>Takes out the imports of a file's bytes; there may be none.</summary>
    public static Task<WithdrawnImport> OfFileAsync(
        WorkspaceDb db,
        string sha256,
        CancellationToken cancellationToken
    ) => OfAsync(db, db.Imports.Where(import => import.Sha256 == sha256), cancellationToken);

    /// <summary>Takes out one import by its number; there may be none.</summary>
    public static Task<WithdrawnImport> OfImportAsync(
        WorkspaceDb db,
        int id,
        CancellationToken cancellationToken
    ) => OfAsync(db, db.Imports.Where(import => import.Id == id), cancellationToken);

    private static async Task<WithdrawnImport> OfAsync(
        WorkspaceDb db,
        IQueryable<Import> which,
        CancellationToken cancellationToken
    )
    {
        var withdrawn = new WithdrawnImport();
        var imports = which.Select(import => import.Id);
        var days = await db
            .EventDays.Where(day => imports.Contains(day.ImportId))
            .Select(day => new { day.ChannelId, day.Day })
            .ToListAsync(cancellationToken);
        var hours = await db
            .CountedHours.Where(hour => imports.Contains(hour.ImportId))
            .Select(hour => new { hour.ChannelId, hour.Hour })
            .ToListAsync(cancellationToken);
        days.AddRange(hours.Select(hour => new { hour.ChannelId, Day = LedgerTime.DayOfHour(hour.Hour) }));
        foreach (var day in days)
        {
            if (!withdrawn._daysByChannel.TryGetValue(day.ChannelId, out var ofChannel))
                withdrawn._daysByChannel.Add(day.ChannelId, ofChannel = []);
            ofChannel.Add(day.Day);
        }

        // What hangs on an import goes with it: the foreign keys cascade.
        await which.ExecuteDeleteAsync(cancellationToken);
        return withdrawn;
    }
}
