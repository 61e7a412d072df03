using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Studies;

/// <summary>Public prices of a message on a channel for which the company states none.</summary>
/// <param name="Prices">One of each kind, as published.</param>
/// <param name="Assumption">
/// They in the company's currency, ready to be adopted: from the cheapest kind to the dearest, for the logs do not tell the
/// kinds apart. Null where no exchange rate is known.
/// </param>
public sealed record PriceProposal(
    string Channel,
    IReadOnlyList<ChannelPrice> Prices,
    Assumption? Assumption
);

/// <summary>What the shipped public prices come to for a company. Nothing of it is used unless it is adopted.</summary>
internal sealed class ProposePrices(
    Catalogue catalogue,
    CompanyProfile company,
    ExchangeRates rates,
    DateOnly day
)
{
    private const int Digits = 3;

    /// <summary>The prices by message that hold on the day for each channel without a stated one.</summary>
    public IReadOnlyList<PriceProposal> Of(IEnumerable<string> channels, IReadOnlyList<Assumption> stated) =>
        [
            .. channels
                .Distinct(StringComparer.Ordinal)
                .Where(channel => !stated.Any(a => a.Key == KeyOf(channel)))
                .Order(StringComparer.Ordinal)
                .Select(Of)
                .OfType<PriceProposal>(),
        ];

    private PriceProposal? Of(string channel)
    {
        var prices = catalogue
            .PricesOf(channel, company.Country, day)
            .Where(p => p.Per is "message")
            .OrderBy(p => p.Kind, StringComparer.Ordinal)
            .ToArray();
        if (prices.Length == 0)
            return null;
        var found = prices.Select(p => rates.Find(p.Currency, company.Currency, day)).ToArray();
        return new PriceProposal(
            channel,
            prices,
            found.Any(rate => rate is null) ? null : InCurrency(channel, prices, found!)
        );
    }

    private Assumption InCurrency(string channel, ChannelPrice[] prices, ExchangeRate[] found)
    {
        var own = prices.Zip(found, (p, rate) => Rounded(p.Price * rate.Rate)).ToArray();
        var kinds = string.Join(
            ", ",
            prices.Select(p => FormattableString.Invariant($"{p.Kind} {p.Price} {p.Currency}"))
        );
        var used = found
            .Where(rate => rate.From != rate.To)
            .Distinct()
            .Select(rate =>
                FormattableString.Invariant(
                    $"; 1 {rate.From} = {rate.Rate:G6} {rate.To} of {rate.Date:yyyy-MM-dd} ({rate.Source})"
                )
            );
        return new Assumption(
            KeyOf(channel),
            Law.OfRange(own.Min(), own.Max(), share: false),
            company.Currency,
            $"public price ({kinds}): {string.Join("; ", prices.Select(p => p.Source).Distinct(StringComparer.Ordinal))}{string.Concat(used)}",
            "",
            prices.Max(p => p.From).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );
    }

    private static string KeyOf(string channel) => channel + ".message_price";

    private static double Rounded(double value) =>
        double.Parse(
            value.ToString($"G{Digits.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
}
