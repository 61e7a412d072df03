using NodaTime;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>What the reader of an outage history must know and the file does not tell.</summary>
/// <param name="Zone">For times of a table that have no offset. Status pages and monitors that leave it out mean UTC.</param>
/// <param name="Latest">The moment of the import: what begins after it is refused as being in the future.</param>
/// <param name="Monitor">
/// What is watched, for exports of one monitor that do not name it; null to use the format's own words.
/// </param>
public sealed record HistoryContext(DateTimeZone Zone, DateTimeOffset Latest, string? Monitor = null)
{
    /// <summary>Order of numeric dates in a table, where the date itself does not decide.</summary>
    public DateOrder DateOrder { get; init; } = DateOrder.DayFirst;
}
