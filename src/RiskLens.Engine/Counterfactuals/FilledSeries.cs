namespace RiskLens.Engine.Counterfactuals;

/// <summary>What some channels carried, by hour, and what fills a window of it.</summary>
/// <param name="Series">Values as they were; outages are not taken out of them.</param>
/// <param name="Fill">Learnt from the same series with outages and their recovery hours masked.</param>
public sealed record FilledSeries(HourlySeries Series, WindowFill Fill)
{
    /// <summary>Sum of some hours from an index of the series on; what lies beyond its end counts nothing.</summary>
    public double Total(int from, int hours)
    {
        double sum = 0;
        for (var i = from; i < Math.Min(Series.Hours, from + hours); i++)
            sum += Series.Values[i];
        return sum;
    }
}
