namespace RiskLens.Engine.Units;

/// <summary>What one unit of a currency was worth in another, on which day, and who says so.</summary>
/// <param name="Rate">Units of To for one of From; above 0.</param>
public sealed record ExchangeRate(DateOnly Date, string From, string To, double Rate, string Source)
{
    /// <summary>The same rate read the other way.</summary>
    public ExchangeRate Inverted() => this with { From = To, To = From, Rate = 1 / Rate };
}

/// <summary>
/// Dated rates between currencies, and the fixed parities: 1 EUR is 655.957 XAF and 655.957 XOF since 1 January 1999
/// (Council Decision 98/683/EC: the parity of 100 CFA francs to a French franc went on in euros of 6.55957 francs).
/// </summary>
public sealed class ExchangeRates(IEnumerable<ExchangeRate> stated)
{
    private const double CfaPerEuro = 655.957;
    private const string ParitySource = "fixed parity, Council Decision 98/683/EC";
    private static readonly DateOnly ParityFrom = new(1999, 1, 1);

    private readonly IReadOnlyList<ExchangeRate> _rates =
    [
        .. stated,
        new(ParityFrom, "EUR", "XAF", CfaPerEuro, ParitySource),
        new(ParityFrom, "EUR", "XOF", CfaPerEuro, ParitySource),
    ];

    /// <summary>
    /// The latest rate at or before a date: stated, inverted, or else over one other currency. A chain is as old as its
    /// oldest stated part; a fixed parity does not age. Null where there is none.
    /// </summary>
    public ExchangeRate? Find(string from, string to, DateOnly date)
    {
        if (string.Equals(from, to, StringComparison.Ordinal))
            return new ExchangeRate(date, from, to, 1, "");
        return Direct(from, to, date)
            ?? _rates
                .SelectMany(r => new[] { r.From, r.To })
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(over => Chain(Direct(from, over, date), Direct(over, to, date)))
                .OfType<ExchangeRate>()
                .MaxBy(chain => chain.Date);
    }

    /// <summary>The rate as <see cref="Find"/> finds it.</summary>
    /// <exception cref="RiskLensException">There is none at or before the date.</exception>
    public ExchangeRate Of(string from, string to, DateOnly date) =>
        Find(from, to, date)
        ?? throw new RiskLensException(
            FormattableString.Invariant(
                $"No exchange rate from {from} to {to} is known at {date:yyyy-MM-dd}."
            ),
            FormattableString.Invariant(
                $"State one of that day or earlier with 'rates set {date:yyyy-MM-dd} {from} {to} RATE --source \"...\"'."
            )
        );

    private ExchangeRate? Direct(string from, string to, DateOnly date) =>
        _rates
            .Select(r => string.Equals(r.From, to, StringComparison.Ordinal) ? r.Inverted() : r)
            .Where(r =>
                r.Date <= date
                && string.Equals(r.From, from, StringComparison.Ordinal)
                && string.Equals(r.To, to, StringComparison.Ordinal)
            )
            .MaxBy(r => r.Date);

    private static ExchangeRate? Chain(ExchangeRate? first, ExchangeRate? second)
    {
        if (first is null || second is null)
            return null;
        return new ExchangeRate(
            AgeOf(first) < AgeOf(second) ? first.Date : second.Date,
            first.From,
            second.To,
            first.Rate * second.Rate,
            string.Equals(first.Source, second.Source, StringComparison.Ordinal)
                ? first.Source
                : $"{first.Source}; {second.Source}"
        );
    }

    private static DateOnly AgeOf(ExchangeRate rate) =>
        string.Equals(rate.Source, ParitySource, StringComparison.Ordinal) ? DateOnly.MaxValue : rate.Date;
}
