namespace RiskLens.Engine.Outages;

/// <summary>
/// Which full outages of a channel would be found in its ledger, worked out on the ledger itself: the outage is
/// planted at moments spread evenly over all clock time from the first observed hour to the last, closed and
/// unobserved hours included, and the finding is tried.
/// </summary>
/// <param name="Channel">Channel id.</param>
/// <param name="Verdict">enough, too_short (under NeedsWeeks weeks observed) or too_quiet (too few messages).</param>
/// <param name="NeedsWeeks">Weeks that must be observed.</param>
/// <param name="From">First observed hour.</param>
/// <param name="To">End of the last observed hour.</param>
/// <param name="FalseAlarmsPerYear">Proposals of silent or low hours that a year without an outage gives by the model.</param>
/// <param name="ShortestByHour">
/// For each local hour of the day, the median over the days of the shortest outage (hours) that would be found if it
/// began in it; null where even 30 days of silence would not. Empty without a verdict of enough.
/// </param>
public sealed record DetectionPower(
    string Channel,
    string Verdict,
    int NeedsWeeks,
    DateTimeOffset? From,
    DateTimeOffset? To,
    double FalseAlarmsPerYear,
    IReadOnlyList<double?> ShortestByHour
)
{
    /// <summary>The shortest outage found from each of the moments tried, ascending.</summary>
    internal double[] Shortest { get; init; } = [];

    /// <summary>
    /// Chance that a full outage of so many hours, beginning at any minute between From and To, would be found; 0
    /// where nothing could be learnt. A longer outage from the same moment takes more away, so this is the share of
    /// moments whose shortest is no longer.
    /// </summary>
    public double ChanceDetected(double hours)
    {
        var (low, high) = (0, Shortest.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Shortest[middle] <= hours)
                low = middle + 1;
            else
                high = middle;
        }
        return Shortest.Length == 0 ? 0 : (double)low / Shortest.Length;
    }
}
