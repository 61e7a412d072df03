namespace RiskLens.Engine.Mixes;

/// <summary>
/// How contacts are brought onto a channel. Willing are a ceiling's share of those asked, and the last of them are the
/// dearest: with c for the first and all else equal, the one at a share x of the ceiling costs c / (1 - x), so that n of a
/// ceiling of N cost -c N ln(1 - n / N).
/// </summary>
/// <param name="Ceiling">Share of the contacts asked who can be brought there at any price, above 0 to 1.</param>
/// <param name="PerMonth">Contacts enrolled a month at the most; infinite where nothing is stated.</param>
/// <param name="Churn">Share of the enrolled lost each year, who are enrolled anew.</param>
/// <param name="OptOut">Share of the enrolled who take themselves out at once.</param>
/// <param name="LeadDays">Days before the first can be enrolled.</param>
public sealed record EnrolmentTerms(
    double Ceiling,
    double PerMonth,
    double Churn,
    double OptOut,
    double LeadDays
)
{
    private const double DaysPerYear = 365.25;

    /// <summary>Everybody can be enrolled at once and stays.</summary>
    public static EnrolmentTerms Free { get; } = new(1, double.PositiveInfinity, 0, 0, 0);

    /// <summary>How many times the first contact's cost all contacts enrolled cost together, for a share of those asked.</summary>
    /// <param name="share">Enrolled of those asked, below the ceiling.</param>
    /// <param name="asked">Contacts asked.</param>
    public double Effort(double share, double asked) =>
        share >= Ceiling ? double.PositiveInfinity : -asked * Ceiling * Math.Log(1 - (share / Ceiling));

    /// <summary>
    /// Mean share of the enrolment that stands in the first year: nothing before the lead time has run, then so many
    /// contacts a month.
    /// </summary>
    public double FirstYear(double enrolled)
    {
        var lead = Math.Min(1, LeadDays / DaysPerYear);
        var ramp = double.IsInfinity(PerMonth) ? 0 : enrolled / (12 * PerMonth);
        var left = 1 - lead;
        if (ramp <= 0)
            return left;
        return left <= ramp ? left * left / (2 * ramp) : left - (ramp / 2);
    }
}
