using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>The exchange rates that the company states, each of a day; one of the same day replaces it.</summary>
public sealed class Rates(Workspace workspace)
{
    private static readonly string[] Columns = ["date", "from", "to", "rate", "source"];
    private static readonly string[] Printed = ["EUR", "USD"];

    /// <summary>All that were stated, by currencies and date.</summary>
    public async Task<IReadOnlyList<ExchangeRate>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var rows = await db.Rates.AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new ExchangeRate(
                    DateOf(row.Date)
                        ?? throw new InvalidOperationException("A rate was stored without a date."),
                    row.From,
                    row.To,
                    row.Rate,
                    row.Source
                ))
                .OrderBy(rate => rate.From, StringComparer.Ordinal)
                .ThenBy(rate => rate.To, StringComparer.Ordinal)
                .ThenBy(rate => rate.Date),
        ];
    }

    /// <summary>The rates by which reports print euros and dollars beside the company's currency, where known.</summary>
    public async Task<IReadOnlyList<ExchangeRate>> BesideAsync(
        string currency,
        DateOnly date,
        CancellationToken cancellationToken
    )
    {
        var rates = new ExchangeRates(await ListAsync(cancellationToken));
        return
        [
            .. Printed
                .Where(other => other != currency)
                .Select(other => rates.Find(currency, other, date))
                .OfType<ExchangeRate>(),
        ];
    }

    /// <summary>Sets one rate.</summary>
    /// <param name="date">As yyyy-MM-dd.</param>
    /// <param name="from">ISO 4217.</param>
    /// <param name="to">ISO 4217.</param>
    /// <param name="rate">Units of <paramref name="to"/> for one of <paramref name="from"/>.</param>
    /// <param name="source">Who says so.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RiskLensException">Date, currencies, rate or source cannot be right.</exception>
    public Task SetAsync(
        string date,
        string from,
        string to,
        string rate,
        string source,
        CancellationToken cancellationToken
    ) => StoreAsync([Checked(date, from, to, rate, source)], cancellationToken);

    /// <summary>Sets the rates of a CSV file with the header date,from,to,rate,source; all or none.</summary>
    /// <returns>How many were read.</returns>
    /// <exception cref="RiskLensException">The file is missing, or one of its lines cannot be right.</exception>
    public async Task<int> ImportAsync(string path, CancellationToken cancellationToken)
    {
        var lines = CsvLines.Read(await SmallFile.ReadAsync(path, cancellationToken));
        if (lines.Count == 0 || !lines[0].Fields.Select(f => f.ToLowerInvariant()).SequenceEqual(Columns))
        {
            throw new RiskLensException(
                "The file's first line is not the header of a file of exchange rates.",
                $"Begin it with {string.Join(",", Columns)}."
            );
        }

        var rates = lines.Skip(1).Select(OfLine).ToList();
        await StoreAsync(rates, cancellationToken);
        return rates.Count;
    }

    private static ExchangeRate OfLine(CsvLine line)
    {
        try
        {
            return line.Fields is [var date, var from, var to, var rate, var source]
                ? Checked(date, from, to, rate, source)
                : throw new RiskLensException(
                    $"It does not have {Columns.Length} fields.",
                    $"Give it the fields {string.Join(",", Columns)}; put a text that holds a comma into quotation marks."
                );
        }
        catch (RiskLensException wrong)
        {
            throw new RiskLensException(
                FormattableString.Invariant($"Line {line.Number} of the rates: {wrong.Problem}"),
                wrong.Remedy,
                wrong
            );
        }
    }

    private static ExchangeRate Checked(string date, string from, string to, string rate, string source)
    {
        var day =
            DateOf(date)
            ?? throw new RiskLensException(
                $"The date '{date}' of an exchange rate cannot be read.",
                "Write it as year-month-day, such as 2026-11-30."
            );
        var (one, other) = (Currency.Of(from.Trim()).Code, Currency.Of(to.Trim()).Code);
        if (one == other)
            throw new RiskLensException(
                $"A rate from {one} to {other} says nothing.",
                "Name two different currencies."
            );
        var known = double.TryParse(rate, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        if (!known || value <= 0 || !double.IsNormal(value))
        {
            throw new RiskLensException(
                $"'{rate}' is not an exchange rate.",
                $"Write how many {other} one {one} is worth, as a number above 0 with a decimal point, such as 1.0823."
            );
        }
        return source.Trim().Length > 0
            ? new ExchangeRate(day, one, other, value, source.Trim())
            : throw new RiskLensException(
                $"The rate from {one} to {other} says not where it comes from.",
                "Give its source, such as \"European Central Bank\"."
            );
    }

    private static DateOnly? DateOf(string text) =>
        DateOnly.TryParseExact(
            text.Trim(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : null;

    private async Task StoreAsync(IReadOnlyList<ExchangeRate> rates, CancellationToken cancellationToken)
    {
        await using var _ = await workspace.LockForWritingAsync("setting exchange rates", cancellationToken);
        await using var db = workspace.NewDb();
        foreach (var rate in rates)
        {
            var date = rate.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var row = await db.Rates.FindAsync([date, rate.From, rate.To], cancellationToken);
            if (row is null)
            {
                row = new RateRow
                {
                    Date = date,
                    From = rate.From,
                    To = rate.To,
                    Source = "",
                };
                db.Rates.Add(row);
            }

            (row.Rate, row.Source) = (rate.Rate, rate.Source);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
