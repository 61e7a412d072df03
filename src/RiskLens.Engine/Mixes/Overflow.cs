using RiskLens.Engine.Losses;

namespace RiskLens.Engine.Mixes;

/// <summary>
/// What no channel has room for while nothing is down: in every hour of the horizon, the conversations that a mix puts on a
/// channel above its stated capacity are lost, each at the mean price of those that the channel may carry. Convex in what a
/// mix puts where.
/// </summary>
/// <param name="table">Demand by hour, at its forecast.</param>
/// <param name="capacity">By channel, conversations an hour; infinite where none is stated.</param>
/// <param name="standing">By cell, what it costs a year to reach none of it.</param>
public sealed class Overflow(DemandTable table, double[] capacity, double[] standing)
{
    private readonly double _perYear = YearSimulation.HoursPerYear / table.Hours;

    // What a conversation costs that finds no room.
    private readonly double _price = PriceOf(table, standing);

    /// <summary>By channel, conversations an hour.</summary>
    public double[] Capacity => capacity;

    /// <summary>By cell, what it costs a year to reach none of it.</summary>
    public double[] Standing => standing;

    /// <summary>Whether any channel has a stated capacity.</summary>
    public bool CanHappen => Array.Exists(capacity, c => !double.IsInfinity(c));

    /// <summary>Mean loss of a year under a routing.</summary>
    public double Of(Routing routing)
    {
        var lost = 0.0;
        for (var c = 0; c < capacity.Length; c++)
        {
            if (double.IsInfinity(capacity[c]))
                continue;
            var loads = routing.LoadsOf(c);
            for (var h = 0; h < table.Hours; h++)
                lost += Math.Max(0, table.ConversationsIn(h, loads) - capacity[c]);
        }
        return lost * _price * _perYear;
    }

    /// <summary>The same for what is always carried and so much of each unit, with its slopes.</summary>
    public double Of(
        Routing always,
        IReadOnlyList<Routing> units,
        ReadOnlySpan<double> w,
        Span<double> slopes
    )
    {
        slopes.Clear();
        var lost = 0.0;
        Span<double> loads = stackalloc double[units.Count];
        for (var c = 0; c < capacity.Length; c++)
        {
            if (double.IsInfinity(capacity[c]))
                continue;
            for (var h = 0; h < table.Hours; h++)
            {
                var load = table.ConversationsIn(h, always.LoadsOf(c)) - capacity[c];
                for (var v = 0; v < loads.Length; v++)
                {
                    loads[v] = table.ConversationsIn(h, units[v].LoadsOf(c));
                    load += w[v] * loads[v];
                }
                if (load <= 0)
                    continue;
                lost += load;
                for (var v = 0; v < loads.Length; v++)
                    slopes[v] += loads[v] * _price * _perYear;
            }
        }
        return lost * _price * _perYear;
    }

    private static double PriceOf(DemandTable table, double[] standing)
    {
        var yearly = table.MeanPerHour.Sum() * YearSimulation.HoursPerYear;
        return yearly <= 0 ? 0 : standing.Sum() / yearly;
    }
}
