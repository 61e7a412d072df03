using System.Runtime.InteropServices;

namespace RiskLens.Engine.Outages;

/// <summary>
/// When an outage was, as far as its source can tell: what decides whether two accounts are of one outage. A known
/// lower bound of the length stands in for an open end.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OutageSpan(DateTimeOffset Start, DateTimeOffset End, bool ToTheDay)
{
    /// <summary>
    /// Starts this close are one outage: alarms, status pages and the press note a start up to two hours apart (the
    /// catalogue's own sources differ by up to 75 minutes).
    /// </summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(2);

    public static OutageSpan Of(CatalogueOutage outage) =>
        Of(outage.Start, outage.End ?? outage.Start.AddHours(outage.Shortest), outage.Precision);

    public static OutageSpan Of(OwnOutage outage) =>
        Of(outage.Start, outage.End ?? outage.Start, outage.Precision);

    /// <summary>Both begin at the same time: within two hours, or on the same day or the next where a source has days only.</summary>
    public bool BeginsWith(OutageSpan other) =>
        ToTheDay || other.ToTheDay
            ? Math.Abs((Start.UtcDateTime.Date - other.Start.UtcDateTime.Date).TotalDays) <= 1
            : (Start - other.Start).Duration() <= Tolerance;

    /// <summary>They begin together, or one goes on while the other begins.</summary>
    public bool AgreesWith(OutageSpan other) => BeginsWith(other) || (Start < other.End && other.Start < End);

    // A day as the end is a day that may have been the last.
    private static OutageSpan Of(DateTimeOffset start, DateTimeOffset end, string precision) =>
        precision is "day" ? new(start, end.AddDays(1), true) : new(start, end, false);
}
