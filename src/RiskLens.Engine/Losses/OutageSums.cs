namespace RiskLens.Engine.Losses;

/// <summary>
/// Running sums over the horizon under one draw, for channels that fail together: any start and length then costs a
/// subtraction. With D(t) the demand before hour t and E(t) the integral over u &lt; t of demand(u) exp(-(t - u) / tau),
/// what returns of an outage from s to e is r(0) (E(e) - exp(-(e - s) / tau) E(s)). Whole hours; the switching delay may
/// be a fraction. Agrees with <see cref="LossKernel"/>, which walks.
/// </summary>
internal sealed class OutageSums
{
    private readonly DemandTable _table;
    private readonly Routing _routing;
    private readonly DownEntry[] _entries;
    private readonly int _downMask;
    private readonly LossDraw _draw;
    private readonly int _hours;
    private readonly double _fades;

    // By entry (rerouted) or cell (carried), then by hour.
    private readonly double[] _demand;
    private readonly double[] _returning;
    private readonly double[]? _fitting;
    private readonly double[]? _fittingReturning;
    private readonly int[] _cells;
    private readonly int[] _placeOf;
    private readonly double[] _ratios;

    /// <summary>Sums for channels of a mask, under a routing and a draw, over the horizon and so many hours beyond it.</summary>
    /// <param name="ratios">Demand over its forecast by hour, repeating; empty for the forecast itself.</param>
    public OutageSums(
        DemandTable table,
        Routing routing,
        int downMask,
        LossDraw draw,
        int beyond,
        double[] ratios
    )
    {
        (_table, _routing, _downMask, _draw, _ratios) = (table, routing, downMask, draw, ratios);
        _entries = routing.On(downMask);
        _hours = table.Hours + beyond;
        _fades = Math.Exp(-1 / draw.RecoveryHours);
        _cells = [.. _entries.Select(e => e.Cell).Distinct()];
        _placeOf = new int[table.Cells.Count];
        for (var i = 0; i < _cells.Length; i++)
            _placeOf[_cells[i]] = i;
        _demand = new double[_cells.Length * (_hours + 1)];
        _returning = new double[_cells.Length * (_hours + 1)];
        for (var i = 0; i < _cells.Length; i++)
            Fill(_demand, _returning, i, h => table.Hour(h)[_cells[i]] * Ratio(h));
        if (!FreeCapacity.CanFill(table, routing, downMask, draw))
            return;
        _fitting = new double[_entries.Length * (_hours + 1)];
        _fittingReturning = new double[_entries.Length * (_hours + 1)];
        var fits = FitsByHour();
        for (var e = 0; e < _entries.Length; e++)
        {
            var entry = _entries[e];
            Fill(
                _fitting,
                _fittingReturning,
                e,
                h => table.Hour(h)[entry.Cell] * Ratio(h) * fits[(h * _entries.Length) + e]
            );
        }
    }

    /// <summary>
    /// Adds what an outage makes of each cell. Start in whole hours from the beginning of the horizon, not negative.
    /// </summary>
    public void AddTo(Span<Parts> byCell, Span<MoneyParts> moneyByCell, int start, int hours, double level)
    {
        for (var e = 0; e < _entries.Length; e++)
        {
            var k = _entries[e].Cell;
            var sums = SumsOf(e, start, hours, level);
            byCell[k] += sums.PartsOf(_table.Cells[k], _draw.ServedElsewhere[k]);
            if (_draw.Money is { } money)
                moneyByCell[k] += sums.MoneyOf(_table.Cells[k], k, _draw.ServedElsewhere[k], money);
        }
    }

    private CellSums SumsOf(int e, int start, int hours, double level)
    {
        var entry = _entries[e];
        var (end, place) = (start + hours, _placeOf[entry.Cell]);
        var from = start + Math.Min(hours, _draw.SwitchDelayHours);
        var demand = At(_demand, place, end) - At(_demand, place, start);
        var returning = Returning(_returning, place, start, end);
        var (switching, back) = _fitting is null
            ? (
                entry.Reachable * (At(_demand, place, end) - Between(_demand, place, from)),
                entry.Reachable * LateReturning(_returning, _demand, place, from, end)
            )
            : (
                At(_fitting, e, end) - Between(_fitting, e, from),
                LateReturning(_fittingReturning!, _fitting, e, from, end)
            );
        return new CellSums(
            level * entry.Carried * demand,
            level * entry.Carried * returning,
            level * _draw.SwitchRate * switching,
            level * _draw.SwitchRate * back,
            level * entry.Carried * _table.Open(entry.Cell, start) * Ratio(start)
        );
    }

    private double Ratio(int hour) => _ratios.Length == 0 ? 1 : _ratios[hour % _ratios.Length];

    private void Fill(double[] demand, double[] returning, int row, Func<int, double> of)
    {
        var at = row * (_hours + 1);
        var ofHour = _draw.RecoveryHours * (1 - _fades);
        for (var h = 0; h < _hours; h++)
        {
            var value = of(h);
            demand[at + h + 1] = demand[at + h] + value;
            returning[at + h + 1] = (returning[at + h] * _fades) + (value * ofHour);
        }
    }

    private double At(double[] sums, int row, int hour) => sums[(row * (_hours + 1)) + hour];

    private double Between(double[] sums, int row, double moment)
    {
        var hour = (int)Math.Floor(moment);
        return hour >= _hours
            ? At(sums, row, _hours)
            : At(sums, row, hour) + ((moment - hour) * (At(sums, row, hour + 1) - At(sums, row, hour)));
    }

    private double Returning(double[] sums, int row, int start, int end) =>
        _draw.RecoveredNow
        * (At(sums, row, end) - (Math.Exp(-(end - start) / _draw.RecoveryHours) * At(sums, row, start)));

    /// <summary>What returns of the demand from a moment within an hour on.</summary>
    private double LateReturning(double[] returning, double[] demand, int row, double from, int end)
    {
        var hour = (int)Math.Floor(from);
        if (hour >= end)
            return 0;
        if (from == hour)
            return Returning(returning, row, hour, end);
        var rest = hour + 1 - from;
        var part = rest * (At(demand, row, hour + 1) - At(demand, row, hour));
        return (part * _draw.MeanReturn(end - hour - 1, rest)) + Returning(returning, row, hour + 1, end);
    }

    /// <summary>Share of each entry's demand that finds a free channel to turn to, by hour, over its reachable share.</summary>
    private double[] FitsByHour()
    {
        var fits = new double[_hours * _entries.Length];
        var capacity = new FreeCapacity(_table, _draw.Capacity!.Length);
        var begun = new double[_entries.Length];
        for (var h = 0; h < _hours; h++)
        {
            var path = _table.Hour(h);
            capacity.Begin(_routing, _downMask);
            capacity.AddHour(h, 1, _draw, begun);
            for (var e = 0; e < _entries.Length; e++)
            {
                var wanted = _draw.SwitchRate * path[_entries[e].Cell] * _draw.Level;
                fits[(h * _entries.Length) + e] = wanted > 0 ? capacity.Switching[e] / wanted : 0;
            }
        }
        return fits;
    }
}
