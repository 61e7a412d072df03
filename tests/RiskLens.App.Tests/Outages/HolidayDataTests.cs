using RiskLens.App.Outages;

namespace RiskLens.App.Tests.Outages;

public sealed class HolidayDataTests
{
    [Fact]
    public void Every_country_in_which_a_node_stands_has_its_holidays()
    {
        var listed = ReferenceData.Holidays().Select(h => h.Country).ToHashSet(StringComparer.Ordinal);
        Assert.All(
            ReferenceData.Load().Nodes.Where(n => n.Place != "global"),
            node => Assert.Contains(node.Place, listed)
        );
    }

    [Fact]
    public void No_holiday_of_a_country_stands_twice_in_one_year()
    {
        var twice = ReferenceData
            .Holidays()
            .SelectMany(h =>
                Enumerable
                    .Range(2000, 40)
                    .Where(year => h.DaysIn(year).Any())
                    .Select(year => (h.Country, h.Id, year))
            )
            .GroupBy(h => h)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key);
        Assert.Empty(twice);
    }
}
