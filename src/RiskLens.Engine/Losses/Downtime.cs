namespace RiskLens.Engine.Losses;

/// <summary>A shock in the simulated time: the channels it takes, from Start to End (hours).</summary>
public readonly record struct Strike(int ChannelMask, double Start, double End);

/// <summary>
/// A stretch in which the same channels are down. A channel-hour is lost at most once: overlapping shocks are a
/// union in time. Outage numbers stretches that touch, from 0: one outage as the customer sees it.
/// </summary>
/// <param name="Returns">For each channel, the hour at which it is back (for channels down).</param>
public sealed record Downtime(int Outage, int DownMask, double Start, double End, double[] Returns)
{
    /// <summary>Splits strikes (any order) into stretches in order of time.</summary>
    public static List<Downtime> Of(List<Strike> strikes, int channels)
    {
        var stretches = new List<Downtime>();
        if (strikes.Count == 0)
            return stretches;
        if (strikes.Count == 1)
        {
            var only = strikes[0];
            stretches.Add(
                new Downtime(0, only.ChannelMask, only.Start, only.End, Filled(channels, only.End))
            );
            return stretches;
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
        var outage = -1;
        var wasDown = false;
        for (var i = 0; i + 1 < bounds.Length; i++)
        {
            if (masks[i] != 0)
            {
                outage += wasDown ? 0 : 1;
                stretches.Add(new Downtime(outage, masks[i], bounds[i], bounds[i + 1], returns[i]));
            }
            wasDown = masks[i] != 0;
        }
        return stretches;
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

    private static double[] Filled(int channels, double value)
    {
        var filled = new double[channels];
        Array.Fill(filled, value);
        return filled;
    }
}
