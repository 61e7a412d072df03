namespace RiskLens.Engine.Outages;

/// <summary>
/// Counts with single bursts cut off, which levels are learnt from: one huge hour would lift the level of its weeks,
/// and make usual hours beside it look low.
/// </summary>
internal static class TamedCounts
{
    private const int Reach = 4;
    private const double MostTimes = 4;
    private const double MostExtra = 10;

    // Providers fail to deliver a message here and there: a failing share under this is never held to be usual.
    private const double LeastFailing = 0.002;

    /// <summary>Cuts at four times the middle of the same hour of nine neighbouring weeks, and ten.</summary>
    public static double[] ByWeek(int[] counts, int[] hourOfWeek)
    {
        var tamed = new double[counts.Length];
        var places = Enumerable.Range(0, 168).Select(_ => new List<int>()).ToArray();
        for (var i = 0; i < counts.Length; i++)
            places[hourOfWeek[i]].Add(i);
        Span<int> near = stackalloc int[(2 * Reach) + 1];
        foreach (var place in places)
        {
            for (var k = 0; k < place.Count; k++)
            {
                var first = Math.Max(0, Math.Min(k - Reach, place.Count - near.Length));
                var some = near[..Math.Min(near.Length, place.Count - first)];
                for (var j = 0; j < some.Length; j++)
                    some[j] = counts[place[first + j]];
                some.Sort();
                tamed[place[k]] = Math.Min(counts[place[k]], MostTimes * some[some.Length / 2] + MostExtra);
            }
        }
        return tamed;
    }

    /// <summary>Cuts failures at four times the usual failing share of the messages sent.</summary>
    public static double[] ByShare(int[] failed, double[] sent, bool[] learn)
    {
        double failures = 0;
        double all = 0;
        for (var i = 0; i < failed.Length; i++)
        {
            if (!learn[i])
                continue;
            failures += failed[i];
            all += sent[i];
        }
        var usual = all > 0 ? Math.Max(LeastFailing, failures / all) : LeastFailing;
        var tamed = new double[failed.Length];
        for (var i = 0; i < failed.Length; i++)
            tamed[i] = Math.Max(LeastFailing * sent[i], Math.Min(failed[i], MostTimes * usual * sent[i] + 1));
        return tamed;
    }
}
