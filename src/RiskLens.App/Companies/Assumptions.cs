using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Storage;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>
/// The company's stated inputs. Nothing is overwritten: a value set again is a new version, and the newest holds. A
/// version without a unit withdraws its key; none that was stated lacks one.
/// </summary>
public sealed class Assumptions(Workspace workspace, Catalogue catalogue)
{
    private const string Withdrawn = "";
    private static readonly string[] Columns = ["key", "low", "high", "unit", "source", "owner", "date"];

    /// <summary>The assumptions that hold, by key in ordinal order.</summary>
    public async Task<IReadOnlyList<Assumption>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        return await HeldAsync(db, cancellationToken);
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
            .. held.Select(assumption => AssumptionCheck.PurposeOf(assumption.Key))
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
        foreach (var assumption in held)
        {
            try
            {
                AssumptionCheck.Checked(assumption, Today, currency, catalogue);
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
        return
        [
            .. rows.OrderBy(row => row.Key, StringComparer.Ordinal)
                .Select(row => new Assumption(
                    row.Key,
                    row.Low,
                    row.High,
                    row.Unit,
                    row.Source,
                    row.Owner,
                    row.Date
                )),
        ];
    }

    /// <summary>Sets one assumption; an empty date means today.</summary>
    /// <exception cref="RiskLensException">Key, unit, range, source or date cannot be right.</exception>
    public async Task SetAsync(Assumption assumption, CancellationToken cancellationToken)
    {
        var currency = await CurrencyAsync(cancellationToken);
        await StoreAsync(
            [AssumptionCheck.Checked(assumption, Today, currency, catalogue)],
            cancellationToken
        );
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

    /// <summary>
    /// Sets the assumptions of a CSV file with the header key,low,high,unit,source,owner,date; all or none.
    /// </summary>
    /// <returns>How many were read.</returns>
    /// <exception cref="RiskLensException">The file is missing, or one of its lines cannot be right.</exception>
    public async Task<int> ImportAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new RiskLensException("There is no such file.", "Check the path and the file's name.");
        var lines = CsvLines.Read(await File.ReadAllTextAsync(path, cancellationToken));
        if (
            lines.Count == 0
            || !lines[0].Fields.Select(f => f.Trim().ToLowerInvariant()).SequenceEqual(Columns)
        )
        {
            throw new RiskLensException(
                "The file's first line is not the header of a file of assumptions.",
                $"Begin it with {string.Join(",", Columns)}."
            );
        }

        var currency = await CurrencyAsync(cancellationToken);
        var assumptions = lines.Skip(1).Select(line => OfLine(line, currency)).ToList();
        await StoreAsync(assumptions, cancellationToken);
        return assumptions.Count;
    }

    private string Today => workspace.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<string> CurrencyAsync(CancellationToken cancellationToken) =>
        (await new SetCompany(workspace).GetAsync(cancellationToken)).Currency;

    private Assumption OfLine(CsvLine line, string currency)
    {
        var number = line.Number.ToString(CultureInfo.InvariantCulture);
        if (line.Fields.Count != Columns.Length)
        {
            throw new RiskLensException(
                $"Line {number} of the assumptions does not have {Columns.Length} fields.",
                $"Give it the fields {string.Join(",", Columns)}; put a text that holds a comma into quotation marks."
            );
        }

        try
        {
            return AssumptionCheck.Checked(
                new Assumption(
                    line.Fields[0],
                    Number(line.Fields[1]),
                    Number(line.Fields[2]),
                    line.Fields[3],
                    line.Fields[4],
                    line.Fields[5],
                    line.Fields[6]
                ),
                Today,
                currency,
                catalogue
            );
        }
        catch (RiskLensException wrong)
        {
            throw new RiskLensException(
                $"Line {number} of the assumptions: {wrong.Problem}",
                wrong.Remedy,
                wrong
            );
        }
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RiskLensException(
                $"'{text}' is not a number.",
                "Write numbers with a decimal point and without spaces, such as 1250.5."
            );

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
                    Unit = assumption.Unit,
                    Source = assumption.Source,
                    Owner = assumption.Owner,
                    Date = assumption.Date,
                    SetUnixSeconds = workspace.Time.GetUtcNow().ToUnixTimeSeconds(),
                }
            );
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
