using NodaTime;
using NodaTime.TimeZones;

namespace RiskLens.Engine.Outages;

/// <summary>Time zones of places.</summary>
public static class PlaceZone
{
    /// <summary>
    /// The zone of a country (ISO 3166 code): the first that the zone database lists for it. Null for "global" and
    /// for what is no country of the database.
    /// </summary>
    public static DateTimeZone? Of(string place) =>
        TzdbDateTimeZoneSource.Default.ZoneLocations?.FirstOrDefault(z =>
            string.Equals(z.CountryCode, place, StringComparison.Ordinal)
        )
            is { } location
            ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(location.ZoneId)
            : null;
}
