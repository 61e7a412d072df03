using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// How often a year shows a window as surprising as one at hand, by nature. Surprise is -ln of a window's chance; the
/// most surprising window of each day is kept, whatever its hour and length, and the tail of these is exponential:
/// slope 1 if the law of counts is right, flatter (never steeper) where the series itself shows that it is not, as
/// with holidays and weather. So the search over all hours and lengths is allowed for by what it finds on usual days.
/// </summary>
/// <param name="From">Surprise at which the tail begins.</param>
/// <param name="Share">Share of days beyond it.</param>
/// <param name="Slope">Mean surprise beyond it, at least 1.</param>
/// <param name="DaysPerYear">Days with observed hours in a year.</param>
internal sealed record SurpriseTail(double From, double Share, double Slope, double DaysPerYear)
{
    private const double Beyond = 0.15;
    private const int FewestLeftOut = 2;

    /// <summary>
    /// Learns the tail from the largest surprise of each day (an exponential law, right-censored at its most extreme
    /// days, since these may be outages).
    /// </summary>
    /// <param name="daily">The largest surprise of each day.</param>
    /// <param name="leftOutShare">Share of days whose surprise is only known to be large.</param>
    /// <param name="daysPerYear">Days with observed hours in a year.</param>
    public static SurpriseTail Of(IEnumerable<double> daily, double leftOutShare, double daysPerYear)
    {
        var sorted = Quantiles.Sorted(daily);
        var n = sorted.Length;
        var beyond = Math.Max(5, (int)(Beyond * n));
        if (n <= beyond)
            return new SurpriseTail(Math.Log(n + 10), 1, 1, daysPerYear);
        var from = sorted[n - beyond - 1];
        var leftOut = Math.Min(beyond - 3, Math.Max(FewestLeftOut, (int)Math.Ceiling(leftOutShare * n)));
        double sum = 0;
        for (var i = n - beyond; i < n - leftOut; i++)
            sum += sorted[i] - from;
        sum += leftOut * (sorted[n - leftOut - 1] - from);
        var kept = beyond - leftOut;
        return new SurpriseTail(from, (double)beyond / n, Math.Max(1, sum / kept), daysPerYear);
    }

    /// <summary>Chance that a year shows a surprise at least so large by nature.</summary>
    public double ChanceInYear(double surprise)
    {
        var days = DaysPerYear * Share * Math.Exp(-Math.Max(0, surprise - From) / Slope);
        return days < 1e-8 ? days : 1 - Math.Exp(-days);
    }

    /// <summary>The surprise that a year shows by nature with this chance.</summary>
    public double SurpriseAt(double chanceInYear) =>
        From + Slope * Math.Max(0, Math.Log(DaysPerYear * Share / -Math.Log(1 - chanceInYear)));
}
