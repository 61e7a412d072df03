using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>Room for one year at a time, by what is asked; one a thread.</summary>
internal sealed class OneYear(
    LossInputs inputs,
    double[] logRatiosOfLevel,
    ShockYear shocks,
    bool withOverload,
    int channels,
    IReadOnlyList<Valued> asked
)
{
    private readonly Valued[] _asked = [.. asked];
    private readonly LossKernel _kernel = new(inputs.Table, channels);
    private readonly ShockDraws _shocks = new(shocks, withOverload);
    private readonly Downtimes _downtimes = new(channels);
    private readonly double[] _current = new double[asked.Count];
    private readonly LossUnit[] _units = [.. asked.Select(a => a.Unit).Distinct()];
    private readonly Interruptions[] _interruptions =
    [
        .. asked.Select(_ => new Interruptions(inputs.Table)),
    ];
    private LossDraw? _draw;

    public double[] Total { get; } = new double[asked.Count];

    public double[] Largest { get; } = new double[asked.Count];

    public double[] Beyond { get; } = new double[asked.Count];

    public double[] Standing { get; } = new double[asked.Count];

    public void Fix(Rng rng, long index)
    {
        _shocks.Fix(rng, index);
        _draw = inputs.Draw(_shocks.Parameters, logRatiosOfLevel);
        for (var m = 0; m < _asked.Length; m++)
            Standing[m] = StandingOf(_asked[m], _draw);
    }

    public void Draw(Rng rng, long index)
    {
        Array.Clear(Total);
        Array.Clear(Largest);
        Array.Clear(Beyond);
        var penalties = _draw!.Money is { } money && Array.Exists(money.Penalties, p => p.IsDue);
        Downtime? before = null;
        foreach (var stretch in _downtimes.Of(_shocks.Draw(rng, index)))
        {
            if (before is not null && stretch.Outage != before.Outage)
                Close(before);
            before = stretch;
            _kernel.Accumulate(stretch, _draw);
            foreach (var unit in _units)
                Value(stretch, unit, penalties && unit == LossUnit.Money);
        }
        if (before is not null)
            Close(before);
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

    private void Value(Downtime stretch, LossUnit unit, bool penalties)
    {
        _kernel.Price(unit);
        for (var m = 0; m < _asked.Length; m++)
        {
            if (_asked[m].Unit != unit || (_asked[m].Routing.Active & stretch.DownMask) == 0)
                continue;
            var lost = _kernel.Lost(_asked[m].Routing);
            if (penalties)
                lost += _interruptions[m].DueFor(_asked[m].Routing, stretch, _draw!);
            _current[m] += stretch.Weight * lost;
        }
    }

    private double StandingOf(Valued valued, LossDraw draw)
    {
        double sum = 0;
        var money = valued.Unit == LossUnit.Money ? draw.Money : null;
        var standing = valued.Routing.Standing;
        for (var k = 0; k < standing.Length; k++)
        {
            if (standing[k] <= 0)
                continue;
            var yearly = inputs.Table.MeanPerHour[k] * YearSimulation.HoursPerYear;
            sum += standing[k] * UnitPrice.Of(inputs.Cells[k], k, draw, money).Standing(yearly * draw.Level);
        }
        return sum;
    }
}
