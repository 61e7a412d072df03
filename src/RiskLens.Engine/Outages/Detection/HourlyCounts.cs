namespace RiskLens.Engine.Outages;

/// <summary>Hourly counts of one series; all arrays have one element an hour of the clock.</summary>
/// <param name="Counts">Messages; not read where unobserved.</param>
/// <param name="Observed">Whether a log was watching for the whole hour.</param>
/// <param name="HourOfWeek">Hours since Monday 00:00 by the local clock, 0 to 167.</param>
public sealed record HourlyCounts(int[] Counts, bool[] Observed, int[] HourOfWeek)
{
    public int Hours => Counts.Length;
}

/// <summary>Hours whose count is out of the usual. Times are hours since the series' first hour.</summary>
/// <param name="Kind">silence, low, or failures.</param>
/// <param name="FromHour">First hour of it.</param>
/// <param name="ToHour">One past its last hour.</param>
/// <param name="Start">
/// When it began, to the minute where the hour before it holds enough messages to tell which part of it was lost.
/// </param>
/// <param name="End">When it ended, likewise.</param>
/// <param name="StartWithinHours">How far off the start may be.</param>
/// <param name="EndWithinHours">How far off the end may be.</param>
/// <param name="WiderFromHour">First hour of the whole unusual stretch: beside a silence there may be low hours.</param>
/// <param name="WiderToHour">One past its last hour.</param>
/// <param name="Expected">Count to be expected of the hours from FromHour to ToHour.</param>
/// <param name="Actual">Count of these hours.</param>
/// <param name="ChanceInYear">Chance that a year without an outage shows anything as surprising.</param>
public sealed record UnusualHours(
    string Kind,
    int FromHour,
    int ToHour,
    double Start,
    double End,
    double StartWithinHours,
    double EndWithinHours,
    int WiderFromHour,
    int WiderToHour,
    double Expected,
    long Actual,
    double ChanceInYear
);
