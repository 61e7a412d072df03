namespace RiskLens.Engine.Losses;

/// <summary>
/// A shock in the simulated time: the channels it takes, from Start to End (hours). Severity is the share of each
/// channel's demand that it stops (by channel, 0 to 1); null where it stops all of the channels in the mask.
/// </summary>
public readonly record struct Strike(int ChannelMask, double Start, double End, double[]? Severity = null)
{
    /// <summary>Channels of which at least this share is stopped.</summary>
    public int MaskFrom(double share)
    {
        if (Severity is null)
            return ChannelMask;
        var mask = 0;
        for (var c = 0; c < Severity.Length; c++)
        {
            if (Severity[c] >= share && (ChannelMask >> c & 1) != 0)
                mask |= 1 << c;
        }
        return mask;
    }
}

/// <summary>
/// A stretch in which the same channels are down. A channel-hour is lost at most once: overlapping shocks are a
/// union in time. Outage numbers stretches that touch, from 0: one outage as the customer sees it.
/// </summary>
/// <param name="Returns">For each channel, the hour at which it is back (for channels down).</param>
/// <param name="Falls">For each channel, the hour at which it fell (for channels down).</param>
public sealed record Downtime(
    int Outage,
    int DownMask,
    double Start,
    double End,
    double[] Returns,
    double[] Falls
)
{
    /// <summary>Share of the demand that this stretch holds for; 1 where shocks stop everything.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Splits strikes (any order) into stretches in order of time.</summary>
    /// <remarks>
    /// Partial strikes are valued by layers. With severities s(1) &gt; s(2) &gt; ... of the strikes of an outage, the
    /// share s(k) - s(k+1) of the demand meets those strikes and channels, as if wholly stopped, whose severity is s(k)
    /// or more. This is exact when what is stopped is always the same part: the customers struck most by one channel or
    /// shock are those struck by the others. Full strikes alone are one layer.
    /// </remarks>
    public static List<Downtime> Of(List<Strike> strikes, int channels)
    {
        var stretches = new List<Downtime>();
        if (!strikes.Exists(s => s.Severity is not null))
        {
            AddFull(stretches, strikes, channels, null, 1);
            return stretches;
        }
        var byStart = strikes.OrderBy(s => s.Start).ToList();
        var outage = 0;
        for (var from = 0; from < byStart.Count; )
        {
            var to = from;
            var end = byStart[from].End;
            for (; to < byStart.Count && byStart[to].Start <= end; to++)
                end = Math.Max(end, byStart[to].End);
            AddLayers(stretches, byStart.GetRange(from, to - from), channels, outage++);
            from = to;
        }
        return stretches;
    }

    private static void AddLayers(List<Downtime> stretches, List<Strike> together, int channels, int outage)
    {
        var levels = new SortedSet<double>();
        foreach (var strike in together)
        {
            if (strike.Severity is null)
                levels.Add(1);
            else
                levels.UnionWith(
                    strike.Severity.Where((s, c) => s > 0 && (strike.ChannelMask >> c & 1) != 0)
                );
        }
        var below = 0.0;
        foreach (var level in levels)
        {
            var layer = new List<Strike>();
            foreach (var strike in together)
            {
                if (strike.MaskFrom(level) is not 0 and var mask)
                    layer.Add(new Strike(mask, strike.Start, strike.End));
            }
            AddFull(stretches, layer, channels, outage, level - below);
            below = level;
        }
    }

    /// <summary>Adds the stretches of full strikes: all of the outage given, or numbered by which of them touch.</summary>
    private static void AddFull(
        List<Downtime> stretches,
        List<Strike> strikes,
        int channels,
        int? known,
        double weight
    )
    {
        if (strikes.Count == 0)
            return;
        if (strikes.Count == 1)
        {
            var only = strikes[0];
            stretches.Add(
                new Downtime(
                    known ?? 0,
                    only.ChannelMask,
                    only.Start,
                    only.End,
                    Filled(channels, only.End),
                    Filled(channels, only.Start)
                )
                {
                    Weight = weight,
                }
            );
            return;
        }
        var bounds = strikes.SelectMany(s => new[] { s.Start, s.End }).Distinct().Order().ToArray();
        var masks = new int[bounds.Length];
        for (var i = 0; i + 1 < bounds.Length; i++)
        {
            foreach (var strike in strikes)
            {
                if (strike.Start <= bounds[i] && strike.End >= bounds[i + 1])
                    masks[i] |= strike.ChannelMask;
            }
        }
        var returns = ReturnsOf(bounds, masks, channels);
        var falls = FallsOf(bounds, masks, channels);
        var outage = -1;
        var wasDown = false;
        for (var i = 0; i + 1 < bounds.Length; i++)
        {
            if (masks[i] != 0)
            {
                outage += wasDown ? 0 : 1;
                stretches.Add(
                    new Downtime(known ?? outage, masks[i], bounds[i], bounds[i + 1], returns[i], falls[i])
                    {
                        Weight = weight,
                    }
                );
            }
            wasDown = masks[i] != 0;
        }
    }

    private static double[][] ReturnsOf(double[] bounds, int[] masks, int channels)
    {
        var returns = new double[bounds.Length][];
        for (var i = bounds.Length - 2; i >= 0; i--)
        {
            returns[i] = new double[channels];
            for (var c = 0; c < channels; c++)
            {
                var bit = 1 << c;
                if ((masks[i] & bit) == 0)
                    continue;
                var goesOn = i + 1 < bounds.Length - 1 && (masks[i + 1] & bit) != 0;
                returns[i][c] = goesOn ? returns[i + 1][c] : bounds[i + 1];
            }
        }
        return returns;
    }

    private static double[][] FallsOf(double[] bounds, int[] masks, int channels)
    {
        var falls = new double[bounds.Length][];
        for (var i = 0; i + 1 < bounds.Length; i++)
        {
            falls[i] = new double[channels];
            for (var c = 0; c < channels; c++)
            {
                var goesOn = i > 0 && (masks[i] & masks[i - 1] & (1 << c)) != 0;
                falls[i][c] = goesOn ? falls[i - 1][c] : bounds[i];
            }
        }
        return falls;
    }

    private static double[] Filled(int channels, double value)
    {
        var filled = new double[channels];
        Array.Fill(filled, value);
        return filled;
    }
}
