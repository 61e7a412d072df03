namespace RiskLens.Engine.Outages;

/// <summary>
/// What is known of the length of one outage, in hours: it lies between Shortest and Longest (equal where it is
/// known exactly; Longest is infinite while the end is not known), and outages shorter than TruncatedBelow would
/// not have been seen at all (0: all would).
/// </summary>
public readonly record struct LengthSeen(double Shortest, double Longest, double TruncatedBelow)
{
    // Both ends of an hour row are rounded to the hour, both ends of a day row are dates.
    private const double HourSlack = 1;
    private const double DaySlack = 24;

    /// <summary>Whether an end is known.</summary>
    public bool Closed => !double.IsPositiveInfinity(Longest);

    /// <summary>Whether the length is known to the minute.</summary>
    public bool Exact => Longest <= Shortest;

    /// <summary>Middle of what is known; the lower end while the end is open.</summary>
    public double Middle => Closed ? (Shortest + Longest) / 2 : Shortest;

    /// <summary>
    /// The length of a row of the catalogue. Where its sources give a span, that span; else what its precision
    /// allows: the length as told, one hour around it (hour), or 24 hours around it (day: two dates say no more).
    /// </summary>
    public static LengthSeen Of(CatalogueOutage outage, double reportedFromHours) =>
        outage.Shortest < outage.Longest || outage.Hours is null
            ? new LengthSeen(outage.Shortest, outage.Longest, reportedFromHours)
            : Around(outage.Shortest, outage.Precision, reportedFromHours);

    /// <summary>The length of an outage of the company's own history.</summary>
    public static LengthSeen Of(OwnOutage outage, double reportedFromHours) =>
        outage.Shortest < outage.Longest || outage.End is null
            ? new LengthSeen(outage.Shortest, outage.Longest, reportedFromHours)
            : Around(outage.Shortest, outage.Precision, reportedFromHours);

    private static LengthSeen Around(double hours, string precision, double reportedFromHours)
    {
        var slack = precision switch
        {
            "hour" => HourSlack,
            "day" => DaySlack,
            _ => 0,
        };
        return new LengthSeen(Math.Max(0, hours - slack), hours + slack, reportedFromHours);
    }
}
