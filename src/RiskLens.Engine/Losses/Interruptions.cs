namespace RiskLens.Engine.Losses;

/// <summary>
/// How long each purpose has been interrupted without a break, and what is due for it. A purpose is interrupted while
/// more than half of its demand runs over channels that are down and is not rerouted.
/// </summary>
internal sealed class Interruptions(DemandTable table)
{
    /// <summary>Share of a purpose's demand without a channel from which on it is interrupted.</summary>
    public const double Threshold = 0.5;

    private readonly double[] _total = TotalOf(table);
    private readonly double[] _without = new double[table.Purposes.Count];
    private readonly double[] _since = NaNs(table.Purposes.Count);
    private double _end = double.NaN;

    /// <summary>Forgets what went before: another outage, or another part of the demand.</summary>
    public void Reset() => Array.Fill(_since, double.NaN);

    /// <summary>Whether each purpose is interrupted while channels are down under a routing.</summary>
    public bool IsInterrupted(int purpose) => _without[purpose] > Threshold * _total[purpose];

    /// <summary>Looks at a downtime.</summary>
    public void See(Routing routing, int downMask, double switchRate)
    {
        Array.Clear(_without);
        foreach (ref readonly var entry in routing.On(downMask).AsSpan())
        {
            if (table.Cells[entry.Cell].Campaign == CampaignUnit.None)
                _without[table.PurposeOf[entry.Cell]] +=
                    table.MeanPerHour[entry.Cell] * (entry.Carried - (switchRate * entry.Reachable));
        }
    }

    /// <summary>What a stretch adds to the penalties due, stretches given in order of time.</summary>
    public double DueFor(Routing routing, Downtime stretch, LossDraw draw)
    {
        See(routing, stretch.DownMask, draw.SwitchRate);
        if (stretch.Start != _end)
            Reset();
        _end = stretch.End;
        var due = 0.0;
        for (var p = 0; p < _since.Length; p++)
        {
            if (!IsInterrupted(p))
            {
                _since[p] = double.NaN;
                continue;
            }
            if (double.IsNaN(_since[p]))
                _since[p] = stretch.Start;
            var penalty = draw.Money!.Penalties[p];
            due += penalty.After(stretch.End - _since[p]) - penalty.After(stretch.Start - _since[p]);
        }
        return due;
    }

    private static double[] TotalOf(DemandTable table)
    {
        var total = new double[table.Purposes.Count];
        for (var k = 0; k < table.Cells.Count; k++)
        {
            if (table.Cells[k].Campaign == CampaignUnit.None)
                total[table.PurposeOf[k]] += table.MeanPerHour[k];
        }
        return total;
    }

    private static double[] NaNs(int count)
    {
        var values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }
}
