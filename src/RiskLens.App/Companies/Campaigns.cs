using Microsoft.EntityFrameworkCore;
using NodaTime;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>What a file of campaigns added.</summary>
/// <param name="Added">Campaigns that were not known before.</param>
/// <param name="Known">Campaigns of the file that were.</param>
/// <param name="Total">Campaigns that the workspace holds now.</param>
public sealed record CampaignImport(int Added, int Known, int Total);

/// <summary>The company's campaigns, past and planned: their days are known beforehand to the forecast.</summary>
public sealed class Campaigns(Workspace workspace)
{
    private static readonly LocalDateTime Epoch = new(1970, 1, 1, 0, 0);

    /// <summary>Adds the campaigns of a file to those held, each once; all or nothing.</summary>
    /// <exception cref="RiskLensException">The file is missing or one of its lines cannot be read.</exception>
    public async Task<CampaignImport> ImportAsync(
        string path,
        Catalogue catalogue,
        CancellationToken cancellationToken
    )
    {
        var campaigns = CampaignFile.Read(await SmallFile.ReadAsync(path, cancellationToken), catalogue);
        await using var _ = await workspace.LockForWritingAsync("importing campaigns", cancellationToken);
        await using var db = workspace.NewDb();
        var held = (await ListAsync(cancellationToken)).ToHashSet();
        var before = held.Count;
        foreach (var campaign in campaigns.Where(held.Add))
            db.Campaigns.Add(RowOf(campaign));
        await db.SaveChangesAsync(cancellationToken);
        var added = held.Count - before;
        return new CampaignImport(added, campaigns.Count - added, held.Count);
    }

    /// <summary>All of them, in order of time.</summary>
    public async Task<IReadOnlyList<Campaign>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var rows = await db
            .Campaigns.AsNoTracking()
            .OrderBy(c => c.StartLocalMinutes)
            .ThenBy(c => c.Id)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(CampaignOf)];
    }

    /// <summary>Drops them all and tells how many there were.</summary>
    public async Task<int> ClearAsync(CancellationToken cancellationToken)
    {
        await using var _ = await workspace.LockForWritingAsync("dropping campaigns", cancellationToken);
        await using var db = workspace.NewDb();
        return await db.Campaigns.ExecuteDeleteAsync(cancellationToken);
    }

    private static CampaignRow RowOf(Campaign campaign) =>
        new()
        {
            StartLocalMinutes = MinutesOf(campaign.Start),
            EndLocalMinutes = campaign.End is { } end ? MinutesOf(end) : null,
            Name = campaign.Name,
            Channel = campaign.Channel,
            Purpose = campaign.Purpose,
            Reach = campaign.Reach,
            Value = campaign.Value,
            WindowHours = campaign.WindowHours,
        };

    private static Campaign CampaignOf(CampaignRow row) =>
        new(
            Epoch.PlusMinutes(row.StartLocalMinutes),
            row.EndLocalMinutes is { } end ? Epoch.PlusMinutes(end) : null,
            row.Name,
            row.Channel,
            row.Purpose,
            row.Reach,
            row.Value,
            row.WindowHours
        );

    private static long MinutesOf(LocalDateTime moment) =>
        Period.Between(Epoch, moment, PeriodUnits.Minutes).Minutes;
}
