namespace RiskLens.Engine.Outages;

/// <summary>Counts by hour of the ledger, and what the same hours of neighbouring weeks held.</summary>
internal sealed class ObservedCounts(int[] counts, bool[] observed, bool[] hidden)
{
    private const int Weeks = 4;
    private const int HoursPerWeek = 168;

    public int[] Counts => counts;
    public bool[] Observed => observed;

    public long Total => counts.Index().Where(c => observed[c.Index]).Sum(c => (long)c.Item);

    public SeenAndExpected Between(int from, int to)
    {
        long actual = 0;
        for (var h = from; h < to; h++)
            actual += observed[h] ? counts[h] : 0;
        double sum = 0;
        var weeks = 0;
        // Weeks that a long outage covers itself tell nothing of it.
        var shift = HoursPerWeek * ((to - from + HoursPerWeek - 1) / HoursPerWeek);
        for (var w = 0; w < Weeks; w++)
        {
            foreach (var away in (ReadOnlySpan<int>)[-shift - w * HoursPerWeek, shift + w * HoursPerWeek])
            {
                if (!Tells(from + away, to + away, from))
                    continue;
                weeks++;
                for (var h = from; h < to; h++)
                    sum += observed[h] ? counts[h + away] : 0;
            }
        }
        return new SeenAndExpected(actual, weeks == 0 ? null : sum / weeks);
    }

    // A week tells if it was observed wherever the hours in question were, and holds no known outage.
    private bool Tells(int from, int to, int original)
    {
        if (from < 0 || to > counts.Length)
            return false;
        for (var h = from; h < to; h++)
        {
            if (hidden[h] || observed[original + h - from] && !observed[h])
                return false;
        }
        return true;
    }
}
