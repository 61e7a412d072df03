using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Storage;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>A value that an assumption had once, or still has.</summary>
/// <param name="Version">From 1 for each key.</param>
/// <param name="Set">When it was stored.</param>
/// <param name="Withdrawn">Whether this version withdrew the key, which then had the value shown.</param>
/// <param name="Assumption">The value, its unit and its source.</param>
public sealed record AssumptionVersion(
    int Version,
    DateTimeOffset Set,
    bool Withdrawn,
    Assumption Assumption
);

/// <summary>
/// The company's stated inputs. Nothing is overwritten: a value set again is a new version, and the newest holds. A
/// version without a unit withdraws its key; none that was stated lacks one.
/// </summary>
public sealed class Assumptions(Workspace workspace, Catalogue catalogue)
{
    private const string Withdrawn = "";

    /// <summary>The assumptions that hold, by key in ordinal order.</summary>
    public async Task<IReadOnlyList<Assumption>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        return await HeldAsync(db, cancellationToken);
    }

    /// <summary>All versions of a key, the newest first; none where it was never set.</summary>
    public async Task<IReadOnlyList<AssumptionVersion>> HistoryAsync(
        string key,
        CancellationToken cancellationToken
    )
    {
        key = key.Trim().ToLowerInvariant();
        await using var db = workspace.NewDb();
        var rows = await db
            .Assumptions.AsNoTracking()
            .Where(row => row.Key == key)
            .OrderByDescending(row => row.Version)
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new AssumptionVersion(
                row.Version,
                DateTimeOffset.FromUnixTimeSeconds(row.SetUnixSeconds),
                row.Unit.Length == 0,
                AssumptionOf(row)
            )),
        ];
    }

    /// <summary>
    /// The purposes that assumptions speak of and that are neither in the catalogue nor in the ledger: allowed, since
    /// their logs may come later, and worth a word, since they may be misspelt.
    /// </summary>
    public async Task<IReadOnlyList<string>> UnknownPurposesAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var held = await HeldAsync(db, cancellationToken);
        var logged = await db.Purposes.Select(row => row.Name).ToListAsync(cancellationToken);
        return
        [
            .. held.Select(assumption => AssumptionKeys.PurposeOf(assumption.Key))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Where(purpose =>
                    !catalogue.Purposes.ContainsKey(purpose)
                    && !logged.Contains(purpose, StringComparer.OrdinalIgnoreCase)
                ),
        ];
    }

    /// <summary>The assumptions that hold, checked once more against the company's currency as it is now.</summary>
    /// <exception cref="RiskLensException">One of them cannot be right; it is named.</exception>
    internal async Task<IReadOnlyList<Assumption>> CheckedAsync(
        string currency,
        CancellationToken cancellationToken
    )
    {
        var held = await ListAsync(cancellationToken);
        var check = new AssumptionCheck(Today, currency, catalogue);
        foreach (var assumption in held)
        {
            try
            {
                check.Checked(assumption);
            }
            catch (RiskLensException wrong)
            {
                throw new RiskLensException(
                    $"The assumption {assumption.Key} does not hold: {wrong.Problem}",
                    wrong.Remedy,
                    wrong
                );
            }
        }

        return held;
    }

    /// <summary>The newest version of each key, in ordinal order of the keys.</summary>
    internal static async Task<IReadOnlyList<Assumption>> HeldAsync(
        WorkspaceDb db,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .Assumptions.AsNoTracking()
            .Where(row => !db.Assumptions.Any(newer => newer.Key == row.Key && newer.Version > row.Version))
            .Where(row => row.Unit != Withdrawn)
            .ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(AssumptionOf)];
    }

    /// <summary>Sets one assumption as a person states it.</summary>
    /// <exception cref="RiskLensException">Key, value, unit, source or date cannot be right.</exception>
    public async Task SetAsync(StatedAssumption stated, CancellationToken cancellationToken)
    {
        var check = await CheckAsync(cancellationToken);
        await StoreAsync([check.Read(stated)], cancellationToken);
    }

    /// <summary>Sets assumptions, all or none; an empty date means today, an empty unit the key's own.</summary>
    /// <exception cref="RiskLensException">One of them cannot be right.</exception>
    public async Task SetAsync(IEnumerable<Assumption> assumptions, CancellationToken cancellationToken)
    {
        var check = await CheckAsync(cancellationToken);
        await StoreAsync([.. assumptions.Select(check.Checked)], cancellationToken);
    }

    /// <summary>Withdraws an assumption: it holds no longer, and its history stays.</summary>
    /// <exception cref="RiskLensException">No assumption of this key holds.</exception>
    public async Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        key = key.Trim().ToLowerInvariant();
        var held = (await ListAsync(cancellationToken)).FirstOrDefault(assumption => assumption.Key == key);
        if (held is null)
        {
            throw new RiskLensException(
                $"No assumption '{key}' holds.",
                "See those that hold with 'assumptions list'."
            );
        }

        await StoreAsync([held with { Unit = Withdrawn, Date = Today }], cancellationToken);
    }

    /// <summary>Sets the assumptions of a CSV file (<see cref="AssumptionFile"/>); all or none.</summary>
    /// <returns>How many were read.</returns>
    /// <exception cref="RiskLensException">The file is missing, or one of its lines cannot be right.</exception>
    public async Task<int> ImportAsync(string path, CancellationToken cancellationToken)
    {
        var check = await CheckAsync(cancellationToken);
        var assumptions = await AssumptionFile.ReadAsync(path, check, cancellationToken);
        await StoreAsync(assumptions, cancellationToken);
        return assumptions.Count;
    }

    private string Today => workspace.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<AssumptionCheck> CheckAsync(CancellationToken cancellationToken) =>
        new(Today, (await new SetCompany(workspace).GetAsync(cancellationToken)).Currency, catalogue);

    private static Assumption AssumptionOf(AssumptionRow row)
    {
        var share = AssumptionKeys.KindOf(row.Key) == ValueKind.Share;
        var law = row.Law is { } text ? LawText.Parse(text, share) : Law.OfRange(row.Low, row.High, share);
        return new Assumption(row.Key, law, row.Unit, row.Source, row.Owner, row.Date)
        {
            Origin = row.Origin,
        };
    }

    private async Task StoreAsync(IReadOnlyList<Assumption> assumptions, CancellationToken cancellationToken)
    {
        await using var _ = await workspace.LockForWritingAsync("setting assumptions", cancellationToken);
        await using var db = workspace.NewDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var assumption in assumptions)
        {
            var version = await db
                .Assumptions.Where(row => row.Key == assumption.Key)
                .MaxAsync(row => (int?)row.Version, cancellationToken);
            db.Assumptions.Add(
                new AssumptionRow
                {
                    Key = assumption.Key,
                    Version = (version ?? 0) + 1,
                    Low = assumption.Low,
                    High = assumption.High,
                    Law = assumption.Law.ToString(),
                    Origin = assumption.Origin,
                    Unit = assumption.Unit,
                    Source = assumption.Source,
                    Owner = assumption.Owner,
                    Date = assumption.Date,
                    SetUnixSeconds = workspace.Time.GetUtcNow().ToUnixTimeSeconds(),
                }
            );
            await db.SaveChangesAsync(cancellationToken);
        }

        AssumptionCheck.RequireTogether(await HeldAsync(db, cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }
}
