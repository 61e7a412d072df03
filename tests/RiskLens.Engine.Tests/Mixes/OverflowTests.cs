using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;

namespace RiskLens.Engine.Tests.Mixes;

public sealed class OverflowTests
{
    [Fact]
    public void What_an_hour_puts_above_the_capacity_is_lost_at_its_price()
    {
        var table = new DemandTable(MixCompany.Demand);
        var routing = MixCompany.Search().RoutingOf(new Mix(7, -1, 0));
        // Standing prices so that a conversation costs 3 on each of the 17 an hour.
        double[] standing = [.. table.MeanPerHour.Select(n => 3 * n * YearSimulation.HoursPerYear)];
        // WhatsApp carries 11 an hour on average: 17.6 in each of 12 busy hours of a day, 4.4 in the others.
        const double none = double.PositiveInfinity;
        var overflow = new Overflow(table, [15, none, none, none], standing);
        Assert.Equal(3 * 2.6 * 12 / 24 * YearSimulation.HoursPerYear, overflow.Of(routing), 1e-6);
        Assert.True(overflow.CanHappen);
        Assert.Equal(0, new Overflow(table, [20, none, none, none], standing).Of(routing));
        Assert.False(new Overflow(table, [none, none, none, none], standing).CanHappen);
    }
}
