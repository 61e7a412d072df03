using System.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>
/// The prices of all cells under one draw, in one unit, laid out for whole rows of cells at once:
/// <see cref="UnitPrice.Carried"/> and <see cref="UnitPrice.Switched"/> are sums of a price times an amount.
/// </summary>
internal sealed class CellPrices(DemandTable table)
{
    private readonly UnitPrice[] _prices = new UnitPrice[table.Cells.Count];
    private readonly double[] _demand = new double[table.Cells.Count];
    private readonly double[] _returning = new double[table.Cells.Count];
    private readonly double[] _inFlight = new double[table.Cells.Count];
    private readonly double[] _switching = new double[table.Cells.Count];
    private readonly double[] _switchedBack = new double[table.Cells.Count];
    private LossDraw? _draw;

    public UnitPrice Of(int cell) => _prices[cell];

    /// <summary>Reads the prices of a draw, once for all its stretches.</summary>
    public void Fix(LossDraw draw, LossUnit unit)
    {
        if (ReferenceEquals(draw, _draw))
            return;
        _draw = draw;
        for (var k = 0; k < _prices.Length; k++)
        {
            var price = UnitPrice.Of(table.Cells[k], k, draw, unit == LossUnit.Money ? draw.Money : null);
            _prices[k] = price;
            // What one of each costs: the prices are linear.
            _demand[k] = price.Carried(1, 0, 0);
            _returning[k] = price.Carried(0, 1, 0);
            _inFlight[k] = price.Carried(0, 0, 1);
            _switching[k] = price.Switched(1, 0);
            _switchedBack[k] = price.Switched(0, 1);
        }
    }

    /// <summary>By cell, the cost of what is carried on channels down if nothing were rerouted.</summary>
    public void Carried(
        ReadOnlySpan<double> demand,
        ReadOnlySpan<double> returning,
        ReadOnlySpan<double> inFlight,
        Span<double> cost
    )
    {
        Multiply(_demand, demand, _returning, returning, cost);
        var width = Vector<double>.Count;
        var k = 0;
        for (; k + width <= cost.Length; k += width)
        {
            var open = new Vector<double>(_inFlight, k) * new Vector<double>(inFlight[k..]);
            (new Vector<double>(cost[k..]) + open).CopyTo(cost[k..]);
        }
        for (; k < cost.Length; k++)
            cost[k] += _inFlight[k] * inFlight[k];
    }

    /// <summary>By cell, what rerouting adds to that.</summary>
    public void Switched(ReadOnlySpan<double> switching, ReadOnlySpan<double> returning, Span<double> cost) =>
        Multiply(_switching, switching, _switchedBack, returning, cost);

    private static void Multiply(
        double[] first,
        ReadOnlySpan<double> ofFirst,
        double[] second,
        ReadOnlySpan<double> ofSecond,
        Span<double> cost
    )
    {
        var width = Vector<double>.Count;
        var k = 0;
        for (; k + width <= cost.Length; k += width)
        {
            var one = new Vector<double>(first, k) * new Vector<double>(ofFirst[k..]);
            var other = new Vector<double>(second, k) * new Vector<double>(ofSecond[k..]);
            (one + other).CopyTo(cost[k..]);
        }
        for (; k < cost.Length; k++)
            cost[k] = (first[k] * ofFirst[k]) + (second[k] * ofSecond[k]);
    }
}
