using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Mixes;

/// <summary>
/// One resample: years under one draw of the parameters, summed to rows that value every routing. Where penalties or
/// capacities make the rows a lower bound, the first routings are simulated, and of the others those that could yet win.
/// </summary>
internal sealed class Resample
{
    // So many that could yet win are simulated together: the first of them may rule out the rest.
    private const int AtOnce = 8;

    private readonly YearSimulation _years;
    private readonly LossUnit _unit;
    private readonly int _index;
    private readonly int _trials;
    private readonly Rng _rng;

    // The mean loss of a year; a lower bound of it until it is simulated.
    private readonly double[] _losses;
    private readonly bool[] _isBound;

    public Resample(
        YearSimulation years,
        Routing[] routings,
        LossUnit unit,
        int simulated,
        int index,
        int trials,
        Rng rng
    )
    {
        (_years, _unit, _index, _trials, _rng) = (years, unit, index, trials, rng);
        (Routings, _losses, _isBound) = (routings, new double[routings.Length], new bool[routings.Length]);
        var rows = years.RowsOfNone();
        var year = years.Year([], unit);
        year.Fix(rng, index);
        var first = year.RowsTellAll ? 0 : simulated;
        Simulate([.. Enumerable.Range(0, first)], rows);
        var table = years.TableOf(rows);
        for (var i = first; i < routings.Length; i++)
        {
            _losses[i] = table.Of(routings[i]) + table.Standing(routings[i]);
            _isBound[i] = !year.RowsTellAll;
        }
    }

    public Routing[] Routings { get; }

    public double LossOf(int i) => _losses[i];

    /// <summary>The first of least loss and cost.</summary>
    public int Best(Func<int, bool> isEligible, double[] costs)
    {
        int[] eligible = [.. Enumerable.Range(0, _losses.Length).Where(isEligible)];
        int Least() => eligible.MinBy(i => _losses[i] + costs[i]);
        var best = Least();
        while (_isBound[best])
        {
            var least = eligible.Where(i => !_isBound[i]).Select(i => _losses[i] + costs[i]);
            var toBeat = least.DefaultIfEmpty(double.PositiveInfinity).Min();
            Simulate(
                [
                    .. eligible
                        .Where(i => _isBound[i] && _losses[i] + costs[i] <= toBeat)
                        .OrderBy(i => _losses[i] + costs[i])
                        .Take(AtOnce),
                ],
                null
            );
            best = Least();
        }
        return best;
    }

    private void Simulate(int[] which, YearRows? rows)
    {
        var year = _years.Year(
            [.. which.Select(i => new Valued(Routings[i], _unit))],
            rows is null ? null : _unit
        );
        if (rows is not null)
            year.AddTo(rows, 1.0 / _trials);
        year.Fix(_rng, _index);
        var sums = new double[which.Length];
        for (var t = 0; t < _trials; t++)
        {
            year.Draw(_rng, ((long)_index * _trials) + t);
            for (var m = 0; m < sums.Length; m++)
                sums[m] += year.Total[m];
        }
        for (var m = 0; m < sums.Length; m++)
        {
            _losses[which[m]] = (sums[m] / _trials) + year.Standing[m];
            _isBound[which[m]] = false;
        }
    }
}
