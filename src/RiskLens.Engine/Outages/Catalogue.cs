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
}

/// <summary>Two laws of duration that are never pooled: faults (hours) and government orders (days).</summary>
public enum Regime
{
    Fault,
    Order,
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

/// <summary>One outage of the catalogue; End is null where no source gives one (never filled by a guess).</summary>
/// <param name="Precision">minute, hour or day: of the worse of start and end.</param>
/// <param name="Partial">True when only part of the function failed (media, log-in, degraded).</param>
/// <param name="Places">Country codes struck, or "global".</param>
public sealed record CatalogueOutage(
    string Id,
    string Node,
    DateTimeOffset Start,
    DateTimeOffset? End,
    string Precision,
    bool Partial,
    IReadOnlyList<string> Places,
    IReadOnlyList<string> Channels,
    string Cause,
    string Source,
    string Note,
    double? StatedHours = null
)
{
    /// <summary>
    /// Length in hours as the source states it (for rows that give dates only), else end minus start; null while
    /// the end is open.
    /// </summary>
    public double? Hours => End is { } end ? StatedHours ?? (end - Start).TotalHours : null;
}

/// <summary>How long a node was watched by the catalogue's sources, outage or none.</summary>
public sealed record Exposure(string Node, DateTimeOffset From, DateTimeOffset To, string Source)
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
    public IReadOnlyList<Messages.CallingCode> CallingCodes { get; init; } = [];
}
