using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Units;

/// <summary>The parity is that of Council Decision 98/683/EC; the other rates are invented.</summary>
public sealed class ExchangeRatesTests
{
    private static readonly ExchangeRates Rates = new([
        new(new(2026, 5, 1), "EUR", "USD", 1.08, "bank A"),
        new(new(2026, 5, 10), "EUR", "USD", 1.10, "bank B"),
        new(new(2026, 5, 4), "NGN", "USD", 0.0005, "bank C"),
    ]);

    [Fact]
    public void The_latest_rate_at_or_before_the_date_holds()
    {
        Assert.Equal(1.08, Rates.Of("EUR", "USD", new(2026, 5, 9)).Rate);
        Assert.Equal(1.10, Rates.Of("EUR", "USD", new(2026, 5, 10)).Rate);
        Assert.Equal("bank A", Rates.Of("EUR", "USD", new(2026, 5, 1)).Source);
    }

    [Fact]
    public void A_rate_reads_both_ways()
    {
        var rate = Rates.Of("USD", "EUR", new(2026, 5, 9));
        Assert.Equal(("USD", "EUR", new DateOnly(2026, 5, 1)), (rate.From, rate.To, rate.Date));
        Assert.Equal(0.9259259259259258, rate.Rate, 1e-15);
    }

    [Fact]
    public void The_parity_of_the_franc_is_known_and_does_not_age()
    {
        Assert.Equal(655.957, Rates.Of("EUR", "XAF", new(1999, 1, 1)).Rate);
        Assert.Equal(655.957, Rates.Of("EUR", "XOF", new(2026, 1, 1)).Rate);
        Assert.Equal(1, Rates.Of("XAF", "XOF", new(2026, 1, 1)).Rate, 1e-15);
        var dollars = Rates.Of("XAF", "USD", new(2026, 5, 20));
        // 1.10 / 655.957
        Assert.Equal(0.0016769391896115143, dollars.Rate, 1e-15);
        Assert.Equal(new DateOnly(2026, 5, 10), dollars.Date);
        Assert.Contains("bank B", dollars.Source, StringComparison.Ordinal);
        Assert.Contains("98/683/EC", dollars.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_is_as_old_as_its_oldest_part() =>
        Assert.Equal(new DateOnly(2026, 5, 4), Rates.Of("NGN", "EUR", new(2026, 5, 20)).Date);

    [Fact]
    public void A_stated_rate_goes_before_the_parity_that_it_ends()
    {
        var devalued = new ExchangeRates([new(new(2027, 1, 1), "EUR", "XAF", 900, "invented")]);
        Assert.Equal(655.957, devalued.Of("EUR", "XAF", new(2026, 12, 31)).Rate);
        Assert.Equal(900, devalued.Of("EUR", "XAF", new(2027, 1, 1)).Rate);
    }

    [Theory]
    [InlineData("EUR", "USD", "2026-04-30")]
    [InlineData("XAF", "KES", "2026-05-20")]
    [InlineData("EUR", "XAF", "1998-12-31")]
    public void A_rate_that_is_not_known_is_refused_with_how_to_state_it(string from, string to, string date)
    {
        var day = DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Null(Rates.Find(from, to, day));
        var refused = Assert.Throws<RiskLensException>(() => Rates.Of(from, to, day));
        Assert.Contains($"rates set {date} {from} {to}", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_currency_is_worth_itself() => Assert.Equal(1, Rates.Of("KES", "KES", new(2026, 1, 1)).Rate);

    [Theory]
    [InlineData("XAF", "52300.4", "52,300 XAF")]
    [InlineData("EUR", "12.5", "12.50 EUR")]
    public void An_amount_has_the_digits_of_its_minor_unit(string code, string amount, string text) =>
        Assert.Equal(
            text,
            Currency.Of(code).Text(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture))
        );
}
