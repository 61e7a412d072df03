using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Storage;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>
/// Records who found an assumption right, and when. A review is of a value: once another value is set, or the value is
/// withdrawn, the assumption is unreviewed again.
/// </summary>
public sealed class ReviewAssumptions(Workspace workspace)
{
    private const int LongestName = 200;

    /// <summary>What a study draws from a wide prior where the company states nothing; a review accepts that prior.</summary>
    public static IReadOnlyList<string> Priors { get; } =
    ["recovered_share", "recovery_hours", "switch_rate"];

    /// <summary>Records a review of some assumptions, all or none.</summary>
    /// <param name="keys">None means all that hold, and the priors that stand in for the rest.</param>
    /// <param name="by">Who reviewed them.</param>
    /// <param name="date">As yyyy-MM-dd; empty for today.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RiskLensException">Nobody is named, the date cannot be read, or a key does not hold.</exception>
    public async Task RunAsync(
        IReadOnlyList<string> keys,
        string by,
        string date,
        CancellationToken cancellationToken
    )
    {
        var (reviewer, day) = (NameOf(by), DateOf(date));
        await using var _ = await workspace.LockForWritingAsync("recording a review", cancellationToken);
        await using var db = workspace.NewDb();
        var values = await ValuesAsync(db, cancellationToken);
        var chosen =
            keys.Count == 0
                ? [.. values.Keys]
                : keys.Select(key => key.Trim().ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToList();
        foreach (var key in chosen)
        {
            if (!values.TryGetValue(key, out var value))
                throw new RiskLensException(
                    $"No assumption '{key}' holds.",
                    "See those that hold with 'assumptions list'."
                );
            var row = await db.AssumptionReviews.SingleOrDefaultAsync(r => r.Key == key, cancellationToken);
            if (row is not null)
                db.AssumptionReviews.Remove(row);
            db.AssumptionReviews.Add(
                new AssumptionReviewRow
                {
                    Key = key,
                    Value = value,
                    By = reviewer,
                    Date = day,
                }
            );
        }
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The reviews whose value still holds, by key in ordinal order.</summary>
    public async Task<IReadOnlyList<AssumptionReview>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var values = await ValuesAsync(db, cancellationToken);
        var rows = await db.AssumptionReviews.AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. rows.Where(row => values.GetValueOrDefault(row.Key) == row.Value)
                .OrderBy(row => row.Key, StringComparer.Ordinal)
                .Select(row => new AssumptionReview(row.Key, row.By, row.Date)),
        ];
    }

    private static async Task<SortedDictionary<string, string>> ValuesAsync(
        WorkspaceDb db,
        CancellationToken cancellationToken
    )
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var prior in Priors)
            values[prior] = "";
        foreach (var held in await Assumptions.HeldAsync(db, cancellationToken))
            values[held.Key] = $"{held.Law} {held.Unit}";
        return values;
    }

    private static string NameOf(string by)
    {
        var name = by.Trim();
        return name.Length is > 0 and <= LongestName && !name.Any(char.IsControl)
            ? name
            : throw new RiskLensException(
                "It is not said who reviewed.",
                "Name a person or a committee with --by, such as --by \"Risk committee\"."
            );
    }

    private string DateOf(string date)
    {
        var day = date.Trim();
        if (day.Length == 0)
            return workspace.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return DateOnly.TryParseExact(
            day,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        )
            ? day
            : throw new RiskLensException(
                "The date of the review cannot be read.",
                "Write it as year-month-day, such as 2026-11-30."
            );
    }
}
