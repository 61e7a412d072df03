namespace RiskLens.Engine.Outages;

/// <summary>
/// What independent Poisson shocks on sets of channels imply (Marshall and Olkin 1967). Rates are a year; bit i of a
/// mask is channel i.
/// </summary>
public sealed class SharedShocks(IReadOnlyList<(int ChannelMask, double RatePerYear)> shocks)
{
    /// <summary>The shocks of a fitted model at their mean rates.</summary>
    public static SharedShocks Of(OutageModel model) =>
        new([.. model.Nodes.Select(n => (n.ChannelMask, n.Rate.Mean))]);

    /// <summary>The shocks that last at least so many hours, at their mean rates.</summary>
    public static SharedShocks Lasting(OutageModel model, double hours) =>
        new([.. model.Nodes.Select(n => (n.ChannelMask, n.Rate.Mean * model.ChanceOver(n.Node, hours)))]);

    /// <summary>Outages a year of one channel, whatever the shock.</summary>
    public double RateOf(int channel) => RateTouching(1 << channel);

    /// <summary>
    /// The share of a channel's outages that take another channel along (its beta factor; Fleming 1975); 0 where
    /// nothing strikes it.
    /// </summary>
    public double SharedFraction(int channel)
    {
        var own = 1 << channel;
        var shared = shocks
            .Where(s => (s.ChannelMask & own) != 0 && s.ChannelMask != own)
            .Sum(s => s.RatePerYear);
        return shared == 0 ? 0 : shared / RateOf(channel);
    }

    /// <summary>Share of one channel's outages that spare another; 1 where nothing strikes it.</summary>
    public double ShareSparing(int struck, int spared)
    {
        var rate = RateOf(struck);
        return rate == 0 ? 1 : Math.Max(0, 1 - (RateTakingBoth(struck, spared) / rate));
    }

    /// <summary>Correlation of the yearly counts of two channels: shared rate over the root of the rates' product.</summary>
    public double CountCorrelation(int a, int b)
    {
        var shared = RateTakingBoth(a, b);
        return shared == 0 ? 0 : shared / Math.Sqrt(RateOf(a) * RateOf(b));
    }

    /// <summary>
    /// Chance that the next outage of either channel takes both; also the correlation of the times to their first
    /// outages.
    /// </summary>
    public double ChanceNextTakesBoth(int a, int b)
    {
        var shared = RateTakingBoth(a, b);
        return shared == 0 ? 0 : shared / RateTouching((1 << a) | (1 << b));
    }

    /// <summary>Mean years until the first outage of any channel of the mask; infinite where nothing strikes them.</summary>
    public double MeanYearsToFirst(int mask) => 1 / RateTouching(mask);

    /// <summary>
    /// Chance that every channel stays unhit for its own span of years: a shock must wait for the longest span among
    /// the channels it takes.
    /// </summary>
    public double ChanceUnhit(IReadOnlyList<double> yearsByChannel) =>
        Math.Exp(-shocks.Sum(s => s.RatePerYear * LongestSpan(s.ChannelMask, yearsByChannel)));

    /// <summary>
    /// Chance that every channel of the mask is hit at least once within a year, by inclusion and exclusion over
    /// the subsets that stay unhit.
    /// </summary>
    public double ChanceAllHit(int mask)
    {
        var chance = 0.0;
        for (var unhit = mask; ; unhit = (unhit - 1) & mask)
        {
            var sign = int.IsEvenInteger(int.PopCount(unhit)) ? 1 : -1;
            chance += sign * Math.Exp(-RateTouching(unhit));
            if (unhit == 0)
                return chance;
        }
    }

    /// <summary>The same if the channels failed independently at their own rates.</summary>
    public double ChanceAllHitIfIndependent(int mask)
    {
        var chance = 1.0;
        for (var i = 0; mask >> i != 0; i++)
        {
            if ((mask >> i & 1) != 0)
                chance *= 1 - Math.Exp(-RateOf(i));
        }
        return chance;
    }

    private double RateTakingBoth(int a, int b)
    {
        var both = (1 << a) | (1 << b);
        return shocks.Where(s => (s.ChannelMask & both) == both).Sum(s => s.RatePerYear);
    }

    private double RateTouching(int mask) =>
        shocks.Where(s => (s.ChannelMask & mask) != 0).Sum(s => s.RatePerYear);

    private static double LongestSpan(int mask, IReadOnlyList<double> yearsByChannel)
    {
        var longest = 0.0;
        for (var i = 0; i < yearsByChannel.Count; i++)
        {
            if ((mask >> i & 1) != 0)
                longest = Math.Max(longest, yearsByChannel[i]);
        }
        return longest;
    }
}
