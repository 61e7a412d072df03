using System.Globalization;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>
/// Reads the tables of data/outages and holds them against each other: what the one names, the other must have.
/// </summary>
internal sealed class OutageTables(HashSet<string> channels, IReadOnlyList<Node> nodes, KnownPlaces places)
{
    private const string StoppedColumn = "function_stopped";
    private const string ReportedColumn = "reported_from_min";
    private readonly HashSet<string> _nodes = nodes.Select(n => n.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>The rows of outages.csv.</summary>
    /// <exception cref="RiskLensException">A value cannot be read or does not agree with the others.</exception>
    public IReadOnlyList<CatalogueOutage> Outages(IEnumerable<TableRow> rows) =>
        [.. TableRow.Unique(rows, "id").Select(OutageOf)];

    /// <summary>The rows of exposure.csv, none watched twice, none with an outage too short to be reported.</summary>
    /// <exception cref="RiskLensException">A value cannot be read or does not agree with the others.</exception>
    public IReadOnlyList<Exposure> Exposures(
        IEnumerable<TableRow> rows,
        IReadOnlyList<CatalogueOutage> outages
    )
    {
        var all = new List<Exposure>();
        foreach (var row in rows)
        {
            var watch = ExposureOf(row);
            if (all.Exists(w => SameNode(w, watch) && w.From < watch.To && watch.From < w.To))
                throw row.Fault("watched_from", "after the end of another line with the same node and place");
            if (ShortestIn(watch, outages) is { } tooShort)
            {
                var minutes = (tooShort.Shortest * 60).ToString("0.#", CultureInfo.InvariantCulture);
                throw row.Fault(ReportedColumn, $"at most the {minutes} minutes of {tooShort.Id}");
            }
            all.Add(watch);
        }
        return all;
    }

    /// <summary>The rows of pages.csv.</summary>
    /// <exception cref="RiskLensException">A row names no page or a node that nodes.csv lacks.</exception>
    public IReadOnlyList<StatusPage> Pages(IEnumerable<TableRow> rows)
    {
        var all = new List<StatusPage>();
        foreach (var row in rows)
        {
            if (row["page"].Length == 0)
                throw row.Fault("page", "the name, the address or the organisation of a status page");
            var page = new StatusPage(row["page"], row["component"], NodeIdOf(row));
            if (all.Exists(p => p.Means(page.Page, page.Component)))
                throw row.Fault("component", "one that no line above it means already");
            all.Add(page);
        }
        return all;
    }

    private static bool SameNode(Exposure one, Exposure other) =>
        string.Equals(one.Node, other.Node, StringComparison.Ordinal)
        && string.Equals(one.Place, other.Place, StringComparison.Ordinal);

    private CatalogueOutage OutageOf(TableRow row)
    {
        var start = row.Time("start_utc");
        var end = row["end_utc"].Length == 0 ? (DateTimeOffset?)null : row.Time("end_utc");
        if (end <= start)
            throw row.Fault("end_utc", "a time after start_utc, or nothing where no source gives one");
        if (row["precision"] is not ("minute" or "hour" or "day"))
            throw row.Fault("precision", "minute, hour or day");
        var struck = places.Many(row, "places");
        var (shortest, longest) = LengthOf(row, (end - start)?.TotalHours);
        return new CatalogueOutage(
            row["id"],
            FailedOf(row, struck),
            start,
            end,
            row["precision"],
            struck,
            ReferenceData.ChannelsOf(row, channels),
            row["cause"],
            row["source_url"],
            row["source_note"],
            row.Hours("duration_min"),
            shortest,
            longest,
            StoppedOf(row),
            row["customers_struck"].Length == 0
                ? ShareRange.All
                : row.Share("customers_struck", row["customers_struck"]),
            OccasionOf(row)
        );
    }

    // A length told only from below has no longest; one told not at all is exactly the stated one.
    private static (double Shortest, double Longest) LengthOf(TableRow row, double? fromStartToEnd)
    {
        var (least, most) = (row.Hours("shortest_min"), row.Hours("longest_min"));
        var stated = row.Hours("duration_min") ?? fromStartToEnd;
        var shortest = least ?? stated ?? 0;
        var longest = most ?? (least is null ? stated : null) ?? double.PositiveInfinity;
        if (shortest > longest)
            throw row.Fault(
                most is null ? "shortest_min" : "longest_min",
                "a length with the shortest at most the longest"
            );
        return fromStartToEnd is not null && (stated < shortest || stated > longest)
            ? throw row.Fault("duration_min", "between the shortest and the longest length")
            : (shortest, longest);
    }

    // An id, or a kind of node that stands in each place struck.
    private string FailedOf(TableRow row, string[] struck)
    {
        var failed = row["node"];
        if (_nodes.Contains(failed))
            return failed;
        var local = nodes
            .Where(n => n.Place is not "global" && string.Equals(n.Kind, failed, StringComparison.Ordinal))
            .Select(n => n.Place)
            .ToHashSet(StringComparer.Ordinal);
        if (local.Count == 0)
            throw row.Fault("node", "an id of nodes.csv or a kind of node that stands in countries");
        return Array.Find(struck, place => !local.Contains(place)) is { } without
            ? throw row.Fault("node", $"a kind that nodes.csv has in {without}")
            : failed;
    }

    private Exposure ExposureOf(TableRow row)
    {
        var watch = new Exposure(
            NodeIdOf(row),
            places.One(row, "place"),
            row.Time("watched_from"),
            row.Time("watched_to"),
            row.YesOrNo("selected"),
            row.Hours(ReportedColumn) ?? 0,
            row["source"]
        );
        var node = nodes.First(n => string.Equals(n.Id, watch.Node, StringComparison.Ordinal));
        if (node.Place is not "global" && !string.Equals(node.Place, watch.Place, StringComparison.Ordinal))
            throw row.Fault("place", $"the place of its node, {node.Place}");
        return watch.From < watch.To ? watch : throw row.Fault("watched_to", "a time after watched_from");
    }

    private CatalogueOutage? ShortestIn(Exposure watch, IReadOnlyList<CatalogueOutage> outages)
    {
        var node = nodes.First(n => string.Equals(n.Id, watch.Node, StringComparison.Ordinal));
        return outages.FirstOrDefault(o =>
            OutageModel.Strikes(o, node)
            && o.Start >= watch.From
            && o.Start <= watch.To
            && o.Shortest > 0
            && o.Shortest < watch.ReportedFromHours
        );
    }

    private string NodeIdOf(TableRow row) =>
        _nodes.Contains(row["node"]) ? row["node"] : throw row.Fault("node", "an id of nodes.csv");

    private static string OccasionOf(TableRow row) =>
        row["occasion"] is "" or "election" or "exam" or "unrest" or "coup" or "court"
            ? row["occasion"]
            : throw row.Fault("occasion", "election, exam, unrest, coup, court or nothing");

    // Such as "whatsapp:0.4;messenger:0.2-0.8"; "*:0-1" is every channel of the row, and what follows it goes before it.
    private Dictionary<string, ShareRange> StoppedOf(TableRow row)
    {
        var stopped = ReferenceData.ChannelsOf(row, channels);
        var shares = new Dictionary<string, ShareRange>(StringComparer.Ordinal);
        foreach (var part in row.Many(StoppedColumn))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            var channel = colon < 0 ? "" : part[..colon];
            if (channel is not "*" && !stopped.Contains(channel, StringComparer.Ordinal))
            {
                throw row.Fault(
                    StoppedColumn,
                    $"channels of the line with their share, such as whatsapp:0.4; '{part}' is none"
                );
            }
            var share = row.Share(StoppedColumn, part[(colon + 1)..]);
            foreach (var id in channel is "*" ? stopped : [channel])
                shares[id] = share;
        }
        return shares;
    }
}
