using NodaTime;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// At which hours of the day outages of a regime begin. Faults: uniform, unless the Rayleigh test on the UTC hour of
/// world-wide nodes' faults rejects that at 5 %. Orders: by the local hour of their place, smoothed. A row that
/// tells the day alone says nothing here.
/// </summary>
/// <param name="Seen">Starts whose hour is known.</param>
/// <param name="UniformP">p of the Rayleigh test against uniform starts (small: they are not).</param>
/// <param name="Verdict">"uniform" (not rejected), "peaked" (rejected) or "too_few" (under 10 starts).</param>
/// <param name="LocalHours">Whether hours are those of the place (orders), else UTC.</param>
/// <param name="ShareByHour">Chance that an outage begins in each of the 24 hours; adds up to 1.</param>
public sealed record StartLaw(
    Regime Regime,
    int Seen,
    double UniformP,
    string Verdict,
    bool LocalHours,
    IReadOnlyList<double> ShareByHour
)
{
    private const int FewestStarts = 10;
    private const double Level = 0.05;

    // Widths in hours that the kernel is chosen from; by the last a start is spread evenly over the day.
    private static readonly double[] Widths = [1, 1.5, 2, 3, 4, 6, Flat];
    private const double Flat = 24;

    // A width of its own must foretell the starts better than none by this much, in log chances (Akaike 1974).
    private const double WorthAWidth = 1;

    /// <summary>How much likelier orders are in sensitive weeks; null for faults and where no row tells.</summary>
    public OccasionLaw? Occasions { get; init; }

    /// <summary>Whether every hour is as likely as any other.</summary>
    public bool Uniform => ShareByHour.All(s => s == ShareByHour[0]);

    /// <summary>Faults of world-wide nodes by the UTC time of day (hours from 0 to 24).</summary>
    public static StartLaw OfFaults(IReadOnlyList<double> timesOfDay)
    {
        var p = RayleighP(timesOfDay);
        var verdict = VerdictOf(timesOfDay.Count, p);
        return new StartLaw(
            Regime.Fault,
            timesOfDay.Count,
            p,
            verdict,
            LocalHours: false,
            verdict is "peaked" ? Smoothed(timesOfDay) : Even()
        );
    }

    /// <summary>Orders by the local time of day of their place (hours from 0 to 24).</summary>
    public static StartLaw OfOrders(IReadOnlyList<double> timesOfDay)
    {
        var p = RayleighP(timesOfDay);
        return new StartLaw(
            Regime.Order,
            timesOfDay.Count,
            p,
            VerdictOf(timesOfDay.Count, p),
            LocalHours: true,
            Smoothed(timesOfDay)
        );
    }

    /// <summary>Time of day of a moment in a zone, in hours.</summary>
    public static double TimeOfDay(DateTimeOffset moment, DateTimeZone zone) =>
        Instant.FromDateTimeOffset(moment).InZone(zone).TimeOfDay.TickOfDay
        / (double)NodaConstants.TicksPerHour;

    /// <summary>
    /// p of the Rayleigh test of uniformity on the circle, by the approximation exp(sqrt(1 + 4n + 4(n² - R²)) -
    /// (1 + 2n)), R the length of the sum of unit vectors (Wilkie 1983; Zar 1999, section 27.1). 1 without a time.
    /// </summary>
    public static double RayleighP(IReadOnlyList<double> timesOfDay)
    {
        double n = timesOfDay.Count;
        if (n == 0)
            return 1;
        var x = timesOfDay.Sum(t => Math.Cos(t * Math.PI / 12));
        var y = timesOfDay.Sum(t => Math.Sin(t * Math.PI / 12));
        var squared = Math.Min(n * n, (x * x) + (y * y));
        return Math.Min(1, Math.Exp(Math.Sqrt(1 + (4 * n) + (4 * ((n * n) - squared))) - (1 + (2 * n))));
    }

    /// <summary>
    /// Chance of each hour: one start spread evenly over the day beforehand, and every start seen spread around its
    /// time by a normal kernel wrapped around the clock. The kernel's width is that under which each start is best foretold
    /// by the others, if that beats even hours by a log chance of 1; else hours are even.
    /// </summary>
    public static IReadOnlyList<double> Smoothed(IReadOnlyList<double> timesOfDay)
    {
        if (timesOfDay.Count < 2)
            return Even();
        var width = Widths.MaxBy(w => LeaveOneOut(timesOfDay, w));
        if (LeaveOneOut(timesOfDay, width) < LeaveOneOut(timesOfDay, Flat) + WorthAWidth)
            return Even();
        var total = timesOfDay.Count + 1.0;
        return
        [
            .. Enumerable
                .Range(0, 24)
                .Select(h => ((1 / 24.0) + timesOfDay.Sum(t => InHour(h, t, width))) / total),
        ];
    }

    private static double[] Even()
    {
        var even = new double[24];
        Array.Fill(even, 1 / 24.0);
        return even;
    }

    private static string VerdictOf(int seen, double p)
    {
        if (seen < FewestStarts)
            return "too_few";
        return p < Level ? "peaked" : "uniform";
    }

    private static double LeaveOneOut(IReadOnlyList<double> times, double width)
    {
        var score = 0.0;
        for (var i = 0; i < times.Count; i++)
        {
            var hour = Math.Min(23, (int)times[i]);
            var others = 0.0;
            for (var j = 0; j < times.Count; j++)
                others += j == i ? 0 : InHour(hour, times[j], width);
            score += Math.Log(((1 / 24.0) + others) / times.Count);
        }
        return score;
    }

    /// <summary>Share of a wrapped normal kernel around a time that lies in a clock hour.</summary>
    private static double InHour(int hour, double time, double width)
    {
        if (width >= Flat)
            return 1 / 24.0;
        var share = 0.0;
        for (var turn = -2; turn <= 2; turn++)
        {
            var from = hour + (24 * turn) - time;
            share += Normal.Cdf((from + 1) / width) - Normal.Cdf(from / width);
        }
        return share;
    }
}
