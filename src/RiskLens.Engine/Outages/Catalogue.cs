using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Outages;

/// <summary>A messaging service a business can depend on, as the catalogue describes it.</summary>
/// <param name="Id">Stable id, such as "whatsapp".</param>
/// <param name="Name">Its name.</param>
/// <param name="Owner">Who runs it.</param>
/// <param name="Inbound">Whether customers can start a conversation on it.</param>
/// <param name="Outbound">Whether the company can write first.</param>
/// <param name="CarriesMoney">Whether a transfer can be made on it.</param>
/// <param name="Note">What is known and what is not, with its source.</param>
public sealed record Channel(
    string Id,
    LocalText Name,
    string Owner,
    bool Inbound,
    bool Outbound,
    bool CarriesMoney,
    string Note
)
{
    /// <summary>Whether its contacts are telephone numbers, to be written internationally.</summary>
    public bool PhoneNumbered { get; init; }

    /// <summary>Whether a telephone number is enough to reach somebody, without an app or an account.</summary>
    public bool ByNumberAlone { get; init; }
}

/// <summary>
/// Laws of duration that are never pooled: faults of providers and operators (hours), orders of governments (days), and
/// breaks of cables and gateways, which a ship may have to repair (hours to months, seldom the whole traffic).
/// </summary>
public enum Regime
{
    Fault,
    Order,
    Cable,
}

/// <summary>What can fail; a shock on it takes every channel in Channels.</summary>
/// <param name="Kind">service, business_api, owner, host, aggregator, operator, gateway or government.</param>
/// <param name="Place">Country code where it counts, or "global".</param>
public sealed record Node(
    string Id,
    LocalText Name,
    string Kind,
    Regime Regime,
    string Place,
    IReadOnlyList<string> Channels
);

/// <summary>
/// One outage of the catalogue. End is null where no source gives one (never filled by a guess); Longest is then
/// infinite. A shock need not stop everything: <see cref="FunctionStopped"/> and <see cref="CustomersStruck"/> say how
/// much.
/// </summary>
/// <param name="Node">What failed: a node's id, or a kind such as government with the places it struck.</param>
/// <param name="Precision">minute, hour or day: of the worse of start and end.</param>
/// <param name="Places">Country codes struck (regions are spelt out), or "global".</param>
/// <param name="Channels">What stopped, wholly or in part; a channel of the node that is not named went on.</param>
/// <param name="Shortest">Shortest length in hours that a source gives; 0 where none does.</param>
/// <param name="Longest">Longest length in hours that a source gives; infinite where sources give only a least one.</param>
/// <param name="FunctionStopped">Share of a channel's function that stopped; a channel not named stopped wholly.</param>
/// <param name="CustomersStruck">Share of the customers in Places that were struck.</param>
/// <param name="Occasion">election, exam, unrest, coup or court for orders of a government; else empty.</param>
public sealed record CatalogueOutage(
    string Id,
    string Node,
    DateTimeOffset Start,
    DateTimeOffset? End,
    string Precision,
    IReadOnlyList<string> Places,
    IReadOnlyList<string> Channels,
    string Cause,
    string Source,
    string Note,
    double? StatedHours,
    double Shortest,
    double Longest,
    IReadOnlyDictionary<string, ShareRange> FunctionStopped,
    ShareRange CustomersStruck,
    string Occasion
)
{
    /// <summary>
    /// Length in hours as the source states it (for rows that give dates only), else end minus start; null while
    /// the end is open.
    /// </summary>
    public double? Hours => End is { } end ? StatedHours ?? (end - Start).TotalHours : null;

    /// <summary>Whether less than the whole function, or not every customer of the place, was struck.</summary>
    public bool Partial => CustomersStruck.Low < 1 || FunctionStopped.Values.Any(s => s.Low < 1);
}

/// <summary>How long a node was watched by the catalogue's sources, outage or none.</summary>
/// <param name="Node">The node's id.</param>
/// <param name="Place">Country code, or "global".</param>
/// <param name="Selected">
/// True where the place stands in the list because it failed and like places without an outage are not listed: then
/// the likelihood of its kind is truncated at zero.
/// </param>
/// <param name="ReportedFromHours">Outages shorter than this go unreported.</param>
public sealed record Exposure(
    string Node,
    string Place,
    DateTimeOffset From,
    DateTimeOffset To,
    bool Selected,
    double ReportedFromHours,
    string Source
)
{
    public double Years => (To - From).TotalDays / 365.25;
}

/// <summary>The shipped reference data, with the company's own additions.</summary>
public sealed record Catalogue(
    IReadOnlyList<Channel> Channels,
    IReadOnlyDictionary<string, LocalText> Purposes,
    IReadOnlyList<Node> Nodes,
    IReadOnlyList<CatalogueOutage> Outages,
    IReadOnlyList<Exposure> Exposures
)
{
    /// <summary>How telephone numbers are written in each country.</summary>
    public IReadOnlyList<CallingCode> CallingCodes { get; init; } = [];

    /// <summary>How many people of a country use a channel, where a public source gives a figure.</summary>
    public IReadOnlyList<Adoption> Adoptions { get; init; } = [];

    /// <summary>The published adoption of a channel in a country; null where none is known.</summary>
    public Adoption? AdoptionOf(string channel, string country) =>
        Adoptions.FirstOrDefault(a =>
            string.Equals(a.Channel, channel, StringComparison.Ordinal)
            && string.Equals(a.Country, country, StringComparison.Ordinal)
        );

    /// <summary>Which public status pages tell of which node; the first that fits an outage holds.</summary>
    public IReadOnlyList<StatusPage> Pages { get; init; } = [];

    /// <summary>What channels can do, by country and direction.</summary>
    public IReadOnlyList<ChannelTerms> Terms { get; init; } = [];

    /// <summary>Public prices of channels, each from a day on.</summary>
    public IReadOnlyList<ChannelPrice> Prices { get; init; } = [];

    /// <summary>The terms of a channel in a country: the country's own row, else that of all others; null without one.</summary>
    public ChannelTerms? TermsOf(string channel, string country, Direction direction)
    {
        var rows = Terms.Where(t => t.Direction == direction && Same(t.Channel, channel)).ToArray();
        return Array.Find(rows, t => t.Countries.Contains(country, StringComparer.Ordinal))
            ?? Array.Find(rows, t => t.Countries.Contains(Anywhere, StringComparer.Ordinal));
    }

    /// <summary>
    /// The prices of a channel that hold in a country on a day, one of each kind: the latest of the country's own, else of
    /// those for all others.
    /// </summary>
    public IReadOnlyList<ChannelPrice> PricesOf(string channel, string country, DateOnly day) =>
        [
            .. Prices
                .Where(p => Same(p.Channel, channel) && p.From <= day)
                .GroupBy(p => p.Kind, StringComparer.Ordinal)
                .Select(kind => Latest(kind, country) ?? Latest(kind, Anywhere))
                .OfType<ChannelPrice>(),
        ];

    private const string Anywhere = "*";

    private static ChannelPrice? Latest(IEnumerable<ChannelPrice> prices, string country) =>
        prices.Where(p => p.Countries.Contains(country, StringComparer.Ordinal)).MaxBy(p => p.From);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
