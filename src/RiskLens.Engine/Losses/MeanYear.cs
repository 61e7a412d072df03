namespace RiskLens.Engine.Losses;

/// <summary>
/// The mean loss of a year under one draw of its parameters, in closed form for any routing: the sum over shocks of their
/// expected number x the loss of one, with demand even at its mean. Of demand n an hour, L hours without the channel
/// bring back n r(0) tau (1 - exp(-L / tau)); rerouting begins after the switching delay; n x mean time open is in flight;
/// penalties are due beyond the tolerance. Starts are at any hour alike, shocks never overlap and overload nothing, and
/// free capacity has no limit: <see cref="YearSimulation"/> knows all these.
/// </summary>
public sealed class MeanYear
{
    private readonly DemandTable _table;

    /// <summary>Binds shocks to demand.</summary>
    /// <param name="shocks">Their lengths, whose grid has the tolerances as kinks.</param>
    public MeanYear(ExpectedShocks shocks, DemandTable table) => (Shocks, _table) = (shocks, table);

    /// <summary>The shocks.</summary>
    public ExpectedShocks Shocks { get; }

    /// <summary>Mean loss of a year in outages, without the standing loss.</summary>
    /// <param name="expected">Expected shocks of <see cref="Shocks"/>.</param>
    public double Of(Routing routing, LossUnit unit, double[] expected, LossDraw draw)
    {
        var money = unit == LossUnit.Money ? draw.Money : null;
        var prices = PricesOf(draw, money);
        var penalties = money is not null && Array.Exists(money.Penalties, p => p.IsDue);
        var byLength = new ByLength(Shocks.Hours, draw);
        var sum = 0.0;
        for (var m = 0; m < Shocks.Masks.Length; m++)
        {
            var sums = byLength.SumsOf(m, expected);
            foreach (ref readonly var entry in routing.On(Shocks.Masks[m]).AsSpan())
            {
                var (carried, reachable) = CostOf(entry.Cell, sums, prices[entry.Cell], draw);
                sum += (entry.Carried * carried) + (entry.Reachable * reachable);
            }
            if (penalties)
                sum += PenaltiesOf(m, routing, expected, draw);
        }
        return sum;
    }

    /// <summary>The loss of those whom no active channel reaches, in every hour of a year.</summary>
    public double Standing(Routing routing, LossUnit unit, LossDraw draw)
    {
        var prices = PricesOf(draw, unit == LossUnit.Money ? draw.Money : null);
        var sum = 0.0;
        for (var k = 0; k < prices.Length; k++)
            sum += routing.Standing[k] * StandingOf(k, prices[k], draw);
        return sum;
    }

    /// <summary>What any routing loses on average over some draws, standing loss included.</summary>
    public MeanLosses Over(IReadOnlyList<LossDraw> draws, LossUnit unit, double[] expected)
    {
        var cells = _table.Cells.Count;
        var masks = Shocks.Masks.Length;
        var losses = new MeanLosses(
            this,
            new double[masks * cells],
            new double[masks * cells],
            new double[cells],
            [.. draws.Where(d => unit == LossUnit.Money && Array.Exists(d.Money!.Penalties, p => p.IsDue))],
            expected,
            draws.Count
        );
        foreach (var draw in draws)
        {
            var prices = PricesOf(draw, unit == LossUnit.Money ? draw.Money : null);
            for (var k = 0; k < cells; k++)
                losses.Standing[k] += StandingOf(k, prices[k], draw) / draws.Count;
            var byLength = new ByLength(Shocks.Hours, draw);
            for (var m = 0; m < masks; m++)
            {
                var sums = byLength.SumsOf(m, expected);
                for (var k = 0; k < cells; k++)
                {
                    var (carried, reachable) = CostOf(k, sums, prices[k], draw);
                    losses.Carried[(m * cells) + k] += carried / draws.Count;
                    losses.Reachable[(m * cells) + k] += reachable / draws.Count;
                }
            }
        }
        return losses;
    }

    internal double PenaltiesOf(int m, Routing routing, double[] expected, LossDraw draw)
    {
        var interruptions = new Interruptions(_table);
        interruptions.See(routing, Shocks.Masks[m], draw);
        var due = 0.0;
        for (var p = 0; p < draw.Money!.Penalties.Length; p++)
        {
            var penalty = draw.Money.Penalties[p];
            if (!penalty.IsDue)
                continue;
            for (var g = 0; g < Shocks.Hours.Length; g++)
            {
                due +=
                    expected[(m * Shocks.Hours.Length) + g]
                    * penalty.After(interruptions.HoursOf(p, Shocks.Hours[g], draw.SwitchDelayHours));
            }
        }
        return due;
    }

    private UnitPrice[] PricesOf(LossDraw draw, MoneyDraw? money)
    {
        var prices = new UnitPrice[_table.Cells.Count];
        for (var k = 0; k < prices.Length; k++)
            prices[k] = UnitPrice.Of(_table.Cells[k], k, draw, money);
        return prices;
    }

    private double StandingOf(int k, UnitPrice price, LossDraw draw) =>
        price.Standing(_table.MeanPerHour[k] * YearSimulation.HoursPerYear * draw.Level);

    /// <summary>Of a cell, what a share carried costs a year, and what a share reachable adds.</summary>
    private (double Carried, double Reachable) CostOf(int k, ShockSums sums, UnitPrice price, LossDraw draw)
    {
        var perHour = _table.MeanPerHour[k] * draw.Level;
        var open = _table.Cells[k].Facts.OpenHours ?? 0;
        return (
            perHour * price.Carried(sums.Hours, sums.Returning, sums.Count * open),
            perHour * draw.SwitchRate * price.Switched(sums.Late, sums.LateReturning)
        );
    }

    /// <summary>
    /// Of an even demand of one an hour, by length: what returns, what comes after the delay, and what of it returns.
    /// </summary>
    private readonly struct ByLength
    {
        private readonly double[] _hours;
        private readonly double[] _returning;
        private readonly double[] _late;
        private readonly double[] _lateReturning;

        public ByLength(double[] hours, LossDraw draw)
        {
            _hours = hours;
            _returning = Array.ConvertAll(hours, h => Returning(h, draw));
            _late = hours;
            _lateReturning = _returning;
            if (draw.SwitchDelayHours <= 0)
                return;
            _late = Array.ConvertAll(hours, h => Math.Max(0, h - draw.SwitchDelayHours));
            _lateReturning = Array.ConvertAll(_late, h => Returning(h, draw));
        }

        public ShockSums SumsOf(int m, double[] expected)
        {
            var (count, hours, returning, late, lateReturning) = (0.0, 0.0, 0.0, 0.0, 0.0);
            var row = expected.AsSpan(m * _hours.Length, _hours.Length);
            for (var g = 0; g < row.Length; g++)
            {
                count += row[g];
                hours += row[g] * _hours[g];
                returning += row[g] * _returning[g];
                late += row[g] * _late[g];
                lateReturning += row[g] * _lateReturning[g];
            }
            return new ShockSums(count, hours, returning, late, lateReturning);
        }

        // The mean return over waits from 0 to the length, times the length.
        private static double Returning(double hours, LossDraw draw) =>
            draw.RecoveredNow * draw.RecoveryHours * (1 - Math.Exp(-hours / draw.RecoveryHours));
    }

    /// <summary>Of shocks on a mask, a year: number, hours, hours whose demand returns, and both after the delay.</summary>
    private readonly record struct ShockSums(
        double Count,
        double Hours,
        double Returning,
        double Late,
        double LateReturning
    );
}
