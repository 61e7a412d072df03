using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>Values one year after another for all that is asked; one a thread, for its room is used again.</summary>
internal sealed class OneYear
{
    private readonly LossInputs _inputs;
    private readonly double[] _logRatiosOfLevel;
    private readonly Valued[] _asked;
    private readonly LossUnit[] _units;
    private readonly MixSums _sums;
    private readonly LossKernel _kernel;
    private readonly IYearShocks _shocks;
    private readonly Downtimes _downtimes;
    private readonly Interruptions[] _interruptions;
    private readonly int[][] _unreached;
    private readonly double[] _current;
    private readonly LossUnit? _rowsIn;
    private YearRows? _rows;
    private double _weight;
    private LossDraw? _draw;

    public OneYear(
        LossInputs inputs,
        double[] logRatiosOfLevel,
        IYearShocks shocks,
        int channels,
        Valued[] asked,
        MixSums sums,
        LossUnit? rowsIn = null
    )
    {
        (_inputs, _logRatiosOfLevel, _shocks, _asked, _sums) = (
            inputs,
            logRatiosOfLevel,
            shocks,
            asked,
            sums
        );
        _rowsIn = rowsIn;
        _units = [.. asked.Select(a => (LossUnit?)a.Unit).Append(rowsIn).OfType<LossUnit>().Distinct()];
        _kernel = new LossKernel(inputs.Table, channels);
        _downtimes = new Downtimes(channels);
        _interruptions = [.. asked.Select(_ => new Interruptions(inputs.Table))];
        // Cells with people whom no active channel reaches: none in most mixes.
        _unreached =
        [
            .. asked.Select(a =>
                Enumerable.Range(0, inputs.Cells.Count).Where(k => a.Routing.Standing[k] > 0).ToArray()
            ),
        ];
        double[] Room() => new double[asked.Length];
        (_current, Total, Largest, Beyond, Standing) = (Room(), Room(), Room(), Room(), Room());
    }

    /// <summary>By what is asked: the sum over the year's outages.</summary>
    public double[] Total { get; }

    /// <summary>The largest single outage.</summary>
    public double[] Largest { get; }

    /// <summary>What lies in outages with a shock longer than any observed on its node.</summary>
    public double[] Beyond { get; }

    /// <summary>The standing loss, under the parameters fixed last.</summary>
    public double[] Standing { get; }

    /// <summary>Whether rows tell the losses of all routings exactly, under the parameters fixed last.</summary>
    public bool RowsTellAll => _draw!.Capacity is null && !HasPenalties(_draw);

    /// <summary>The years that follow are added to these rows, each with a weight.</summary>
    public void AddTo(YearRows rows, double weight) => (_rows, _weight) = (rows, weight);

    /// <summary>Fixes the parameters of an index for the years that follow.</summary>
    public void Fix(Rng rng, long index)
    {
        _shocks.Fix(rng, index);
        _draw = _inputs.Draw(_shocks.Parameters, _logRatiosOfLevel);
        for (var m = 0; m < _asked.Length; m++)
            Standing[m] = StandingOf(m, _draw);
    }

    /// <summary>Draws and values the year of an index.</summary>
    public void Draw(Rng rng, long index)
    {
        Array.Clear(Total);
        Array.Clear(Largest);
        Array.Clear(Beyond);
        var draw = _draw!;
        AddStanding(draw);
        var penalties = HasPenalties(draw);
        Downtime? before = null;
        foreach (var stretch in _downtimes.Of(_shocks.Draw(rng, index)))
        {
            if (before is not null && stretch.Outage != before.Outage)
                Close(before);
            before = stretch;
            _kernel.Accumulate(stretch, draw);
            foreach (var unit in _units)
                AddStretch(stretch, unit, draw, penalties && unit == LossUnit.Money);
        }
        if (before is not null)
            Close(before);
    }

    private void AddStretch(Downtime stretch, LossUnit unit, LossDraw draw, bool penalties)
    {
        _kernel.Price(unit);
        if (unit == _rowsIn)
            _rows?.Add(_kernel, stretch, _weight);
        var rows = _kernel.IsOneSum ? _sums.Of(stretch.DownMask) : null;
        for (var m = 0; m < _asked.Length; m++)
        {
            var routing = _asked[m].Routing;
            if (_asked[m].Unit != unit || (routing.Active & stretch.DownMask) == 0)
                continue;
            // Where nothing can fill up, a mix's loss is a sum over its row; else it is walked hour by hour.
            var isSum = rows is not null && (_asked[m].IsLinear || !_kernel.CanFill(routing));
            var lost = isSum
                ? rows!.Lost(m, _kernel.OfCarried(), _kernel.OfSwitched(), draw.SwitchRate)
                : _kernel.Lost(routing, _asked[m].IsLinear);
            if (penalties && !_asked[m].IsLinear)
                lost += _interruptions[m].DueFor(routing, stretch, draw);
            _current[m] += stretch.Weight * lost;
        }
    }

    private void Close(Downtime last)
    {
        for (var m = 0; m < _current.Length; m++)
        {
            Total[m] += _current[m];
            Largest[m] = Math.Max(Largest[m], _current[m]);
            if (last.Beyond)
                Beyond[m] += _current[m];
        }
        Array.Clear(_current);
    }

    private static bool HasPenalties(LossDraw draw) =>
        draw.Money is { } money && Array.Exists(money.Penalties, p => p.IsDue);

    private void AddStanding(LossDraw draw)
    {
        if (_rows is null || _rowsIn is not { } unit)
            return;
        for (var k = 0; k < _inputs.Cells.Count; k++)
            _rows.Standing[k] += _weight * StandingOf(k, unit, draw);
    }

    private double StandingOf(int k, LossUnit unit, LossDraw draw) =>
        UnitPrice
            .Of(_inputs.Cells[k], k, draw, unit == LossUnit.Money ? draw.Money : null)
            .Standing(_inputs.Table.MeanPerHour[k] * YearSimulation.HoursPerYear * draw.Level);

    private double StandingOf(int m, LossDraw draw)
    {
        var asked = _asked[m];
        double sum = 0;
        foreach (var k in _unreached[m])
            sum += asked.Routing.Standing[k] * StandingOf(k, asked.Unit, draw);
        return sum;
    }
}
