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
    private readonly LossKernel _kernel = new(inputs.Cells, channels);
    private readonly ShockDraws _shocks = new(shocks, withOverload);
    private readonly Downtimes _downtimes = new(channels);
    private readonly double[] _current = new double[asked.Count];
    private readonly double[] _yearly =
    [
        .. inputs.Cells.Select(c => c.Path.Average() * YearSimulation.HoursPerYear),
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
            Standing[m] = StandingOf(_asked[m].Routing, _draw, Worth(_asked[m], _draw));
    }

    public void Draw(Rng rng, long index)
    {
        Array.Clear(Total);
        Array.Clear(Largest);
        Array.Clear(Beyond);
        Downtime? before = null;
        foreach (var stretch in _downtimes.Of(_shocks.Draw(rng, index)))
        {
            if (before is not null && stretch.Outage != before.Outage)
                Close(before);
            before = stretch;
            _kernel.Accumulate(stretch, _draw!);
            for (var m = 0; m < _asked.Length; m++)
            {
                if ((_asked[m].Routing.Active & stretch.DownMask) != 0)
                {
                    _current[m] +=
                        stretch.Weight
                        * _kernel.Lost(_asked[m].Routing, stretch.DownMask, _draw!, Worth(_asked[m], _draw!));
                }
            }
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

    private static double[]? Worth(Valued valued, LossDraw draw) =>
        valued.Unit == LossUnit.Money ? draw.Margin : null;

    private double StandingOf(Routing routing, LossDraw draw, double[]? worth)
    {
        double sum = 0;
        for (var k = 0; k < routing.Standing.Length; k++)
        {
            if (routing.Standing[k] > 0)
            {
                sum +=
                    _yearly[k]
                    * draw.Level
                    * routing.Standing[k]
                    * (1 - draw.ServedElsewhere[k])
                    * (worth?[k] ?? 1);
            }
        }
        return sum;
    }
}
