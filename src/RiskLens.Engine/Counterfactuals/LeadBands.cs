namespace RiskLens.Engine.Counterfactuals;

/// <summary>Leads that err alike: what is learnt of one hour ahead says little of a quarter ahead.</summary>
internal static class LeadBands
{
    private static readonly int[] Ends = [6, 12, 24, 48, 168, 4 * 168, int.MaxValue];

    /// <summary>Number of bands.</summary>
    public static int Count => Ends.Length;

    /// <summary>The band of the hour so many hours after the origin (0: the first hour).</summary>
    public static int Of(int lead)
    {
        var band = 0;
        while (lead >= Ends[band])
            band++;
        return band;
    }
}
