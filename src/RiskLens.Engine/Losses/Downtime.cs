namespace RiskLens.Engine.Losses;

/// <summary>
/// A stretch in which the same channels are down. A channel-hour is lost at most once: overlapping shocks are a
/// union in time. <see cref="Downtimes"/> splits the shocks of a year into stretches.
/// </summary>
public sealed class Downtime
{
    internal Downtime(int channels) => (Returns, Falls) = (new double[channels], new double[channels]);

    /// <summary>A stretch of its own, whose channels fell and return as given (hours, by channel).</summary>
    public Downtime(int outage, int downMask, double start, double end, double[] returns, double[] falls)
    {
        (Outage, DownMask, Start, End) = (outage, downMask, start, end);
        (Returns, Falls) = (returns, falls);
    }

    /// <summary>Numbers stretches that touch, from 0: one outage as the customer sees it.</summary>
    public int Outage { get; internal set; }

    /// <summary>Channels down, bit i for channel i.</summary>
    public int DownMask { get; internal set; }

    /// <summary>Hour at which it begins.</summary>
    public double Start { get; internal set; }

    /// <summary>Hour at which it ends.</summary>
    public double End { get; internal set; }

    /// <summary>For each channel that is down, the hour at which it is back.</summary>
    public double[] Returns { get; }

    /// <summary>For each channel that is down, the hour at which it fell.</summary>
    public double[] Falls { get; }

    /// <summary>Share of the demand that this stretch holds for; 1 where shocks stop everything.</summary>
    public double Weight { get; internal set; } = 1;

    /// <summary>Whether a shock of its outage lasts longer than any observed on its node.</summary>
    public bool Beyond { get; internal set; }

    /// <summary>Splits strikes (any order) into stretches; see <see cref="Downtimes"/>.</summary>
    public static IReadOnlyList<Downtime> Of(IReadOnlyList<Strike> strikes, int channels) =>
        [.. new Downtimes(channels).Of(strikes)];
}
