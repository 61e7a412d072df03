using RiskLens.App.Outages;
using RiskLens.Engine.Outages;

namespace RiskLens.App.Tests.Outages;

/// <summary>The shipped catalogue, brought in once more as a company's own history, says nothing new.</summary>
public sealed class CatalogueAsHistoryTests
{
    private static readonly string[] Channels = ["whatsapp", "messenger", "telegram", "sms", "email"];

    [Theory]
    [InlineData("CM")]
    [InlineData("CD")]
    [InlineData("KE")]
    [InlineData("FR")]
    public void Importing_the_catalogues_own_outages_changes_no_rate(string country)
    {
        var catalogue = ReferenceData.Load();
        var outages =
            from row in catalogue.Outages
            from node in catalogue.Nodes
            where OutageModel.Strikes(row, node)
            select new OwnOutage(
                $"{row.Id} {node.Id}",
                node.Id,
                row.Start,
                row.End,
                row.Precision,
                row.FunctionStopped,
                row.CustomersStruck,
                "import"
            );
        var watches = catalogue.Exposures.Select(e => new OwnWatch(e.Node, e.From, e.To, 1, "import"));
        var own = new OwnHistory([.. outages], [.. watches]);

        var before = OutageModel.Fit(catalogue, OwnHistory.None, country, Channels);
        var after = OutageModel.Fit(catalogue, own, country, Channels);

        Assert.Equal(before.Nodes.Select(n => n.Rate), after.Nodes.Select(n => n.Rate));
        Assert.Empty(after.Own.Counted);
        Assert.Empty(after.Own.OfNewLength);
        Assert.Equal(own.Outages.Count, after.Own.Linked.Count + after.Own.Repeated.Count);
    }
}
