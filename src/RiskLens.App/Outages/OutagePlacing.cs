using System.Globalization;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>Tells which nodes the entries of a history are about, and which of their channels were struck.</summary>
/// <param name="catalogue">With the company's own nodes and channels.</param>
/// <param name="node">What every entry is about, or null.</param>
/// <param name="country">The company's country; empty where it is not set.</param>
internal sealed class OutagePlacing(Catalogue catalogue, string? node, string country)
{
    // In RiskLens's own table the components are ids of channels; elsewhere they are words of the page.
    private const string OwnTable = "outages-csv";
    private static readonly ShareRange Nothing = new(0, 0);

    /// <summary>Places every entry.</summary>
    /// <exception cref="RiskLensException">A table names a node or channel that there is not.</exception>
    public PlacedHistory Of(HistoryReading reading)
    {
        var placed = new List<PlacedOutage>();
        var unplaced = new List<ReportedOutage>();
        foreach (var outage in reading.Outages)
        {
            var nodes = NodesOf(outage).ToList();
            if (nodes.Count == 0)
                unplaced.Add(outage);
            foreach (var id in nodes)
                placed.Add(new PlacedOutage(outage, id, SharesOf(outage, id, reading.Format)));
        }

        return new PlacedHistory(reading, placed, unplaced);
    }

    /// <summary>What a page's quiet time speaks of: the node named, else those of its page and of its outages.</summary>
    public IEnumerable<string> NodesOf(string page, PlacedHistory history) =>
        node is not null
            ? [node]
            : history
                .Placed.Where(p => p.Outage.Page == page)
                .Select(p => p.Node)
                .Concat(PageNodes.Of(catalogue, page, []))
                .Distinct(StringComparer.Ordinal);

    /// <summary>The fault of a node that nobody knows.</summary>
    public static RiskLensException NoNode(string node) =>
        new(
            $"There is no node {node}.",
            "Choose one that 'nodes list' shows, or add your own with 'nodes import'."
        );

    /// <summary>Whether the catalogue has a node.</summary>
    public static bool Knows(Catalogue catalogue, string node) =>
        catalogue.Nodes.Any(n => string.Equals(n.Id, node, StringComparison.Ordinal));

    private IEnumerable<string> NodesOf(ReportedOutage outage)
    {
        if (node is not null)
            return [node];
        if (outage.Node.Length == 0)
            return PageNodes.Of(catalogue, outage.Page, outage.Components);
        if (Knows(catalogue, outage.Node))
            return [outage.Node];
        var local = catalogue
            .Nodes.Where(n =>
                n.Place is not "global" && string.Equals(n.Kind, outage.Node, StringComparison.Ordinal)
            )
            .ToList();
        if (local.Count == 0)
            throw Fault(outage, $"the node {outage.Node}", "nodes list");
        // A kind, such as government: the nodes of its places, as in the shipped catalogue.
        var places = outage.Places.Count > 0 ? outage.Places : [country];
        return local.Where(n => places.Contains(n.Place, StringComparer.Ordinal)).Select(n => n.Id);
    }

    // A channel of the node that a table does not name went on.
    private Dictionary<string, ShareRange> SharesOf(ReportedOutage outage, string id, string format)
    {
        var shares = outage.FunctionStoppedByChannel.ToDictionary(
            share => ChannelOf(outage, share.Key),
            share => share.Value,
            StringComparer.Ordinal
        );
        if (format != OwnTable)
            return shares;
        var struck = outage
            .Components.Select(named => ChannelOf(outage, named))
            .ToHashSet(StringComparer.Ordinal);
        var carried = catalogue.Nodes.First(n => string.Equals(n.Id, id, StringComparison.Ordinal)).Channels;
        if (!carried.Any(struck.Contains))
            return shares;
        foreach (var channel in carried.Where(channel => !struck.Contains(channel)))
            shares[channel] = Nothing;
        return shares;
    }

    private string ChannelOf(ReportedOutage outage, string named) =>
        catalogue
            .Channels.Select(channel => channel.Id)
            .FirstOrDefault(channel => channel.Equals(named, StringComparison.OrdinalIgnoreCase))
        ?? throw Fault(outage, $"the channel {named}", "channels list");

    private static RiskLensException Fault(ReportedOutage outage, string what, string list)
    {
        var start = outage.Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
        return new RiskLensException(
            $"The outage that began at {start} names {what}, which there is not.",
            $"Correct it in the file to one that '{list}' shows."
        );
    }
}
