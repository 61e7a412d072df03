using Microsoft.EntityFrameworkCore;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;

namespace RiskLens.App.Outages;

/// <summary>The company's confirmed outages and the time its sources watched, as studies take them.</summary>
public sealed class LoadHistory(Workspace workspace, Catalogue catalogue)
{
    /// <summary>What the company knows beside the catalogue; proposed and rejected outages are left out.</summary>
    public async Task<OwnHistory> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var outages = await db
            .Outages.AsNoTracking()
            .Where(o => o.Status == OwnOutages.Confirmed)
            .OrderBy(o => o.StartUnixSeconds)
            .ThenBy(o => o.Id)
            .ToListAsync(cancellationToken);
        var watches = await db
            .OutageWatches.AsNoTracking()
            .OrderBy(w => w.Node)
            .ThenBy(w => w.FromUnixSeconds)
            .ThenBy(w => w.Id)
            .ToListAsync(cancellationToken);
        return new OwnHistory(
            [.. outages.Select(row => OwnOutages.Of(row, catalogue))],
            [
                .. watches.Select(w => new OwnWatch(
                    w.Node,
                    DateTimeOffset.FromUnixTimeSeconds(w.FromUnixSeconds),
                    DateTimeOffset.FromUnixTimeSeconds(w.ToUnixSeconds),
                    1,
                    w.Page
                )),
            ]
        );
    }
}
