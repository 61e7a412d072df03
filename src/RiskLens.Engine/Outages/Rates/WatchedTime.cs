using System.Runtime.InteropServices;

namespace RiskLens.Engine.Outages;

/// <summary>A stretch of time in which an outage would have been noticed with chance Noticed.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WatchedStretch(DateTimeOffset From, DateTimeOffset To, double Noticed);

/// <summary>Watched time as stretches that do not overlap, in order.</summary>
internal sealed class WatchedTime
{
    private const double DaysPerYear = 365.25;

    private WatchedTime(IReadOnlyList<WatchedStretch> stretches) => Stretches = stretches;

    public IReadOnlyList<WatchedStretch> Stretches { get; }

    /// <summary>Years of watching, each weighing by its chance to notice.</summary>
    public double Years => Stretches.Sum(s => (s.To - s.From).TotalDays * s.Noticed) / DaysPerYear;

    public bool Holds(DateTimeOffset time) => Stretches.Any(s => time >= s.From && time < s.To);

    /// <summary>Time in which exposures watched a node.</summary>
    public static WatchedTime Of(IEnumerable<Exposure> exposures) =>
        Of(exposures.Select(e => new WatchedStretch(e.From, e.To, 1)));

    /// <summary>Watches that overlap count once: the best chance to notice holds.</summary>
    public static WatchedTime Of(IEnumerable<WatchedStretch> watches)
    {
        var all = watches.Where(w => w.To > w.From && w.Noticed > 0).ToArray();
        return Swept(all, t => all.Where(w => t >= w.From && t < w.To).Max(w => (double?)w.Noticed) ?? 0, []);
    }

    /// <summary>The time that the other does not cover.</summary>
    public WatchedTime Without(WatchedTime other) =>
        Swept(
            Stretches,
            t => other.Holds(t) ? 0 : Stretches.FirstOrDefault(s => t >= s.From && t < s.To).Noticed,
            other.Stretches
        );

    /// <summary>Years of watching in each calendar year (UTC).</summary>
    public IEnumerable<(int Year, double Years)> ByYear() =>
        Stretches
            .SelectMany(s =>
                Enumerable
                    .Range(s.From.UtcDateTime.Year, s.To.UtcDateTime.Year - s.From.UtcDateTime.Year + 1)
                    .Select(y => (Year: y, Years: Part(s, y)))
            )
            .Where(p => p.Years > 0)
            .GroupBy(p => p.Year)
            .OrderBy(g => g.Key)
            .Select(g => (g.Key, g.Sum(p => p.Years)));

    /// <summary>Share (0 to 1) of the watched time that lies before a time.</summary>
    public double ShareBefore(DateTimeOffset time) =>
        Stretches.Sum(s => (Earlier(Later(time, s.From), s.To) - s.From).TotalDays * s.Noticed)
        / (Years * DaysPerYear);

    /// <summary>The time before which a share (0 to 1) of the watched time lies.</summary>
    public DateTimeOffset At(double share)
    {
        var days = share * Years * DaysPerYear;
        foreach (var stretch in Stretches)
        {
            var held = (stretch.To - stretch.From).TotalDays * stretch.Noticed;
            if (days < held)
                return stretch.From.AddDays(days / stretch.Noticed);
            days -= held;
        }
        return Stretches[^1].To;
    }

    private static double Part(WatchedStretch stretch, int year)
    {
        var from = Later(stretch.From, new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var to = Earlier(stretch.To, new DateTimeOffset(year + 1, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return to > from ? (to - from).TotalDays * stretch.Noticed / DaysPerYear : 0;
    }

    private static WatchedTime Swept(
        IReadOnlyList<WatchedStretch> stretches,
        Func<DateTimeOffset, double> noticedAt,
        IReadOnlyList<WatchedStretch> others
    )
    {
        var bounds = stretches
            .Concat(others)
            .SelectMany(s => new[] { s.From, s.To })
            .Distinct()
            .Order()
            .ToArray();
        var swept = new List<WatchedStretch>();
        for (var i = 0; i + 1 < bounds.Length; i++)
        {
            var noticed = noticedAt(bounds[i]);
            if (noticed <= 0)
                continue;
            if (swept.Count > 0 && swept[^1].To == bounds[i] && swept[^1].Noticed.Equals(noticed))
                swept[^1] = swept[^1] with { To = bounds[i + 1] };
            else
                swept.Add(new WatchedStretch(bounds[i], bounds[i + 1], noticed));
        }
        return new WatchedTime(swept);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
