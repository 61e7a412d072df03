using NodaTime;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>What a holiday does that falls on a weekend; the day itself stays a holiday.</summary>
public enum HolidayShift
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>From a Sunday to the next day that is no holiday.</summary>
    Sunday,

    /// <summary>From a Saturday or Sunday to the next working day.</summary>
    Weekend,

    /// <summary>From a Saturday to the Friday before, from a Sunday to the Monday after.</summary>
    Nearest,
}

/// <summary>One public holiday of a country.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, or with a part of it behind a hyphen, such as AU-VIC.</param>
/// <param name="Id">Stable id, such as "eid-al-fitr"; the same in every country.</param>
/// <param name="FromYear">First Gregorian year in which it is kept.</param>
/// <param name="ToYear">Last such year.</param>
public sealed record Holiday(
    string Country,
    string Id,
    LocalText Name,
    HolidayRule Rule,
    HolidayShift Shift,
    int FromYear,
    int ToYear
)
{
    /// <summary>Its days in a Gregorian year, before any shift.</summary>
    public IEnumerable<LocalDate> DaysIn(int year) =>
        year < FromYear || year > ToYear ? [] : Rule.DaysIn(year);
}
