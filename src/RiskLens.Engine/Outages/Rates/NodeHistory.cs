using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>A shock on a node as the catalogue tells it: one row, or several rows that are one.</summary>
internal sealed record NodeEvent(IReadOnlyList<CatalogueOutage> Rows)
{
    public DateTimeOffset Start => Rows.Min(r => r.Start);
}

/// <summary>
/// What the catalogue knows of one node, seen from a country: its watched time, its rows, and the shocks among them
/// that count for its rate. A shock counts if it began in watched time, may have lasted as long as what is reported at
/// all, and, on a node of the whole world, struck everywhere or in the company's country by name. Partial outages
/// count like full ones: how much they stop is for their severity to say.
/// </summary>
internal sealed class NodeHistory
{
    private NodeHistory(
        Node node,
        WatchedTime watched,
        bool selected,
        double reportedFromHours,
        IReadOnlyList<CatalogueOutage> rows,
        IReadOnlyList<NodeEvent> events
    )
    {
        Node = node;
        Watched = watched;
        Selected = selected && events.Count > 0;
        ReportedFromHours = reportedFromHours;
        Rows = rows;
        Events = events;
    }

    public Node Node { get; }

    public WatchedTime Watched { get; }

    /// <summary>
    /// Whether the node is only listed because it failed. A node that some source watches anyway is not; nor is one
    /// listed for an outage that does not count here (too short, or elsewhere).
    /// </summary>
    public bool Selected { get; }

    /// <summary>Shorter outages of this node go unreported; negative where nobody watched it.</summary>
    public double ReportedFromHours { get; }

    /// <summary>Every row of the catalogue on this node, whether it counts or not.</summary>
    public IReadOnlyList<CatalogueOutage> Rows { get; }

    /// <summary>The shocks that count.</summary>
    public IReadOnlyList<NodeEvent> Events { get; }

    public RateCount Count
    {
        get
        {
            var years = Watched.Years;
            return new RateCount(Events.Count, years, Selected ? years : 0);
        }
    }

    /// <summary>The history of every node of the catalogue, by its id.</summary>
    public static Dictionary<string, NodeHistory> ById(Catalogue catalogue, string country) =>
        catalogue.Nodes.ToDictionary(n => n.Id, n => Of(catalogue, n, country), StringComparer.Ordinal);

    public static NodeHistory Of(Catalogue catalogue, Node node, string country)
    {
        var exposures = catalogue
            .Exposures.Where(e => string.Equals(e.Node, node.Id, StringComparison.Ordinal))
            .ToArray();
        var watched = WatchedTime.Of(exposures);
        var threshold = exposures.Length == 0 ? -1 : exposures.Max(e => e.ReportedFromHours);
        var rows = catalogue
            .Outages.Where(o => OutageModel.Strikes(o, node))
            .OrderBy(o => o.Start)
            .ThenBy(o => o.Id, StringComparer.Ordinal)
            .ToArray();
        var events = Merged(rows.Where(o => StrikesIn(o, node, country)), node.Regime)
            .Where(e => watched.Holds(e.Start) && e.Rows.Any(r => r.Longest >= threshold))
            .ToArray();
        return new NodeHistory(
            node,
            watched,
            exposures.Length > 0 && exposures.All(e => e.Selected),
            threshold,
            rows,
            events
        );
    }

    /// <summary>The count and the watched years of each calendar year.</summary>
    public IReadOnlyList<(int Year, int Events, double Years)> ByYear() =>
        [
            .. Watched
                .ByYear()
                .Select(y => (y.Year, Events.Count(e => e.Start.UtcDateTime.Year == y.Year), y.Years)),
        ];

    // A row of a world-wide node that names regions struck only these.
    private static bool StrikesIn(CatalogueOutage outage, Node node, string country) =>
        node.Place is not "global"
        || outage.Places.Contains("global", StringComparer.Ordinal)
        || (country.Length > 0 && outage.Places.Contains(country, StringComparer.Ordinal));

    // Rows of one node are one shock where they begin together. An order that is widened or prolonged is still the one
    // order of that authority; a fault that begins while another lasts is its own.
    private static List<NodeEvent> Merged(IEnumerable<CatalogueOutage> rows, Regime regime)
    {
        var events = new List<List<CatalogueOutage>>();
        foreach (var row in rows)
        {
            var span = OutageSpan.Of(row);
            bool Same(CatalogueOutage other) =>
                regime == Regime.Order
                    ? OutageSpan.Of(other).AgreesWith(span)
                    : OutageSpan.Of(other).BeginsWith(span);
            if (events.Find(e => e.Exists(Same)) is { } known)
                known.Add(row);
            else
                events.Add([row]);
        }
        return events.ConvertAll(e => new NodeEvent(e));
    }
}
