namespace RiskLens.Engine.Losses;

/// <summary>
/// How long each purpose has been interrupted without a break, and what is due for it. A purpose is interrupted while
/// more than half of its demand runs over channels that are down and is not rerouted: at first because rerouting has not
/// begun, then by who cannot be reached, does not switch or finds no room.
/// </summary>
internal sealed class Interruptions(DemandTable table)
{
    /// <summary>Share of a purpose's demand without a channel from which on it is interrupted.</summary>
    public const double Threshold = 0.5;

    private readonly double[] _total = TotalOf(table);
    private readonly double[] _without = new double[table.Purposes.Count];
    private readonly double[] _atFirst = new double[table.Purposes.Count];
    private readonly double[] _since = NaNs(table.Purposes.Count);
    private double _end = double.NaN;

    /// <summary>Forgets what went before: another outage, or another part of the demand.</summary>
    public void Reset() => Array.Fill(_since, double.NaN);

    /// <summary>Whether a purpose stays interrupted for as long as the channels seen are down.</summary>
    public bool IsInterrupted(int purpose) => _without[purpose] > Threshold * _total[purpose];

    /// <summary>Hours for which an outage of the channels seen interrupts a purpose: all, until rerouting begins, or none.</summary>
    public double HoursOf(int purpose, double hours, double switchDelayHours)
    {
        if (IsInterrupted(purpose))
            return hours;
        return IsAtFirst(purpose) ? Math.Min(hours, switchDelayHours) : 0;
    }

    /// <summary>Looks at a downtime: who is rerouted once rerouting has begun, at a mean hour's free capacity.</summary>
    public void See(Routing routing, int downMask, LossDraw draw)
    {
        if (!FreeCapacity.CanFill(table, routing, downMask, draw))
        {
            var (carried, reachable) = routing.ByPurpose(table, downMask);
            for (var p = 0; p < _without.Length; p++)
                (_atFirst[p], _without[p]) = (carried[p], carried[p] - (draw.SwitchRate * reachable[p]));
            return;
        }
        Array.Clear(_without);
        Array.Clear(_atFirst);
        var entries = routing.On(downMask);
        var fits = FitsOf(routing, entries, draw);
        foreach (ref readonly var entry in entries.AsSpan())
        {
            if (table.Cells[entry.Cell].Campaign != CampaignUnit.None)
                continue;
            double reached = 0;
            for (var j = 0; j < fits.Length; j++)
                reached += entry.ByTarget[j] * fits[j];
            var (purpose, mean) = (table.PurposeOf[entry.Cell], table.MeanPerHour[entry.Cell]);
            _atFirst[purpose] += mean * entry.Carried;
            _without[purpose] += mean * (entry.Carried - (draw.SwitchRate * reached));
        }
    }

    private bool IsAtFirst(int purpose) => _atFirst[purpose] > Threshold * _total[purpose];

    private double[] FitsOf(Routing routing, DownEntry[] entries, LossDraw draw)
    {
        var fits = new double[draw.Capacity!.Length];
        for (var j = 0; j < fits.Length; j++)
        {
            var (wanted, own) = (0.0, 0.0);
            foreach (ref readonly var entry in entries.AsSpan())
                wanted += draw.SwitchRate * entry.ByTarget[j] * table.MeanPerHour[entry.Cell];
            var loads = routing.LoadsOf(j);
            for (var k = 0; k < loads.Length; k++)
                own += table.Cells[k].Campaign == CampaignUnit.None ? loads[k] * table.MeanPerHour[k] : 0;
            var free = draw.Capacity[j] - (draw.Level * own);
            fits[j] = wanted <= 0 ? 1 : Math.Clamp(free / (draw.Level * wanted), 0, 1);
        }
        return fits;
    }

    /// <summary>What a stretch adds to the penalties due, stretches given in order of time.</summary>
    public double DueFor(Routing routing, Downtime stretch, LossDraw draw)
    {
        See(routing, stretch.DownMask, draw);
        var begins = LastFallOf(stretch, routing) + draw.SwitchDelayHours;
        if (stretch.Start != _end)
            Reset();
        _end = stretch.End;
        var due = 0.0;
        for (var p = 0; p < _since.Length; p++)
        {
            if (!draw.Money!.Penalties[p].IsDue)
                continue;
            var until = IsInterrupted(p) ? stretch.End : Math.Min(stretch.End, begins);
            if (until <= stretch.Start || !IsAtFirst(p))
            {
                _since[p] = double.NaN;
                continue;
            }
            if (double.IsNaN(_since[p]))
                _since[p] = stretch.Start;
            var penalty = draw.Money.Penalties[p];
            due += penalty.After(until - _since[p]) - penalty.After(stretch.Start - _since[p]);
            if (until < stretch.End)
                _since[p] = double.NaN;
        }
        return due;
    }

    private static double LastFallOf(Downtime stretch, Routing routing)
    {
        var last = double.NegativeInfinity;
        for (var c = 0; c < stretch.Falls.Length; c++)
        {
            if ((stretch.DownMask & routing.Active & (1 << c)) != 0)
                last = Math.Max(last, stretch.Falls[c]);
        }
        return last;
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
