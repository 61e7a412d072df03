namespace RiskLens.Engine.Losses;

/// <summary>
/// Mean losses of a year over draws, ready for any routing: a loss is linear in what a routing carries, reaches and
/// leaves standing, but for penalties, which are told draw by draw.
/// </summary>
public sealed class MeanLosses
{
    private readonly MeanYear _year;
    private readonly LossDraw[] _withPenalties;
    private readonly double[] _expected;
    private readonly int _draws;

    internal MeanLosses(
        MeanYear year,
        double[] carried,
        double[] reachable,
        double[] standing,
        LossDraw[] withPenalties,
        double[] expected,
        int draws
    )
    {
        (Carried, Reachable, Standing) = (carried, reachable, standing);
        (_year, _withPenalties, _expected, _draws) = (year, withPenalties, expected, draws);
    }

    // By mask, then by cell; the last by cell.
    internal double[] Carried { get; }

    internal double[] Reachable { get; }

    internal double[] Standing { get; }

    /// <summary>Mean loss of a year in outages and standing.</summary>
    public double Of(Routing routing)
    {
        var sum = 0.0;
        for (var k = 0; k < Standing.Length; k++)
            sum += routing.Standing[k] * Standing[k];
        for (var m = 0; m < _year.Shocks.Masks.Length; m++)
        {
            var row = m * Standing.Length;
            foreach (ref readonly var entry in routing.On(_year.Shocks.Masks[m]).AsSpan())
                sum +=
                    (entry.Carried * Carried[row + entry.Cell])
                    + (entry.Reachable * Reachable[row + entry.Cell]);
            foreach (var draw in _withPenalties)
                sum += _year.PenaltiesOf(m, routing, _expected, draw) / _draws;
        }
        return sum;
    }
}
