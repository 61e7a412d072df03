namespace RiskLens.Engine.Outages;

/// <summary>An outage told twice, by the company's history and by the catalogue: one event, counted once.</summary>
public sealed record LinkedOutage(OwnOutage Own, CatalogueOutage Catalogue)
{
    /// <summary>How much later it begins by the company's account (hours).</summary>
    public double StartsLaterHours => (Own.Start - Catalogue.Start).TotalHours;

    /// <summary>How much longer it lasts by the company's account (hours); null where one end is open.</summary>
    public double? LastsLongerHours =>
        Own.End is { } end && Catalogue.Hours is { } hours ? (end - Own.Start).TotalHours - hours : null;
}

/// <summary>An outage that two sources of the company tell of.</summary>
public sealed record RepeatedOutage(OwnOutage Kept, OwnOutage Repeated);

/// <summary>What became of every outage of the company's own history.</summary>
/// <param name="Linked">
/// Events of the catalogue: they move no rate, unless they began in time that only the company watched (then they are
/// among Counted too).
/// </param>
/// <param name="Repeated">Told by another source of the company too: counted there.</param>
/// <param name="Counted">Events that the catalogue lacks, in watched time: they count for the rate of their node.</param>
/// <param name="Unwatched">Outside every watched time: they say how long outages last, not how often they come.</param>
/// <param name="TooShort">Shorter than what the catalogue reports of such nodes: its rates do not speak of them.</param>
/// <param name="Unknown">Their node is neither in the catalogue nor the company's.</param>
public sealed record OwnEvidence(
    IReadOnlyList<LinkedOutage> Linked,
    IReadOnlyList<RepeatedOutage> Repeated,
    IReadOnlyList<OwnOutage> Counted,
    IReadOnlyList<OwnOutage> Unwatched,
    IReadOnlyList<OwnOutage> TooShort,
    IReadOnlyList<OwnOutage> Unknown
)
{
    public static readonly OwnEvidence None = new([], [], [], [], [], []);

    /// <summary>Outages that the catalogue lacks and that are long enough to be reported: their lengths are new.</summary>
    public IEnumerable<OwnOutage> OfNewLength => Counted.Concat(Unwatched).Except(Linked.Select(l => l.Own));

    /// <summary>What becomes of a company's outages beside the catalogue, seen from its country.</summary>
    public static OwnEvidence Of(OwnHistory own, Catalogue catalogue, string country) =>
        Of(own, catalogue, NodeHistory.ById(catalogue, country), country);

    internal static OwnEvidence Of(
        OwnHistory own,
        Catalogue catalogue,
        IReadOnlyDictionary<string, NodeHistory> nodes,
        string country
    )
    {
        var linked = new List<LinkedOutage>();
        var repeated = new List<RepeatedOutage>();
        var counted = new List<OwnOutage>();
        var unwatched = new List<OwnOutage>();
        var tooShort = new List<OwnOutage>();
        var unknown = new List<OwnOutage>();
        var kept = new List<OwnOutage>();
        // The finer account stands for the event, then the earlier.
        foreach (
            var outage in own
                .Outages.OrderBy(o => o.Precision is "day")
                .ThenBy(o => o.Start)
                .ThenBy(o => o.Id, StringComparer.Ordinal)
        )
        {
            if (!nodes.TryGetValue(outage.Node, out var node))
            {
                unknown.Add(outage);
                continue;
            }
            if (kept.Find(k => SameOf(k, outage)) is { } first)
            {
                repeated.Add(new RepeatedOutage(first, outage));
                continue;
            }
            kept.Add(outage);
            var told = ToldBy(outage, node, catalogue, country);
            if (told is not null)
                linked.Add(new LinkedOutage(outage, told));
            var watchedByCatalogue = node.Watched.Holds(outage.Start);
            // What another node's row tells of counts there, if anywhere.
            if (
                told is not null
                && (watchedByCatalogue || !HoldsOwn(own, outage) || !node.Rows.Contains(told))
            )
                continue;
            if (ShorterThan(outage, ThresholdOf(node, nodes)))
                tooShort.Add(outage);
            else if (watchedByCatalogue || HoldsOwn(own, outage))
                counted.Add(outage);
            else
                unwatched.Add(outage);
        }
        return new OwnEvidence(linked, repeated, counted, unwatched, tooShort, unknown);
    }

    /// <summary>The company's own watched time on a node outside the catalogue's.</summary>
    internal static WatchedTime TimeBeside(NodeHistory node, OwnHistory own) =>
        WatchedTime
            .Of(
                own.Watches.Where(w => string.Equals(w.Node, node.Node.Id, StringComparison.Ordinal))
                    .Select(w => new WatchedStretch(w.From, w.To, w.Noticed))
            )
            .Without(node.Watched);

    // A source tells its own outages apart, unless they overlap; two sources differ as far as their precision lets them.
    private static bool SameOf(OwnOutage a, OwnOutage b)
    {
        if (!string.Equals(a.Node, b.Node, StringComparison.Ordinal))
            return false;
        var (one, other) = (OutageSpan.Of(a), OutageSpan.Of(b));
        return string.Equals(a.Source, b.Source, StringComparison.Ordinal)
            ? one.Start == other.Start || (one.Start < other.End && other.Start < one.End)
            : one.AgreesWith(other);
    }

    // The row of the same node whose start is nearest; else one that begins together on a node that takes this one
    // along: from where the company stands a failed backbone is a failed service.
    private static CatalogueOutage? ToldBy(
        OwnOutage outage,
        NodeHistory node,
        Catalogue catalogue,
        string country
    )
    {
        var span = OutageSpan.Of(outage);
        return Nearest(node.Rows.Where(r => OutageSpan.Of(r).AgreesWith(span)), outage)
            ?? Nearest(
                catalogue.Outages.Where(r =>
                    OutageSpan.Of(r).BeginsWith(span)
                    && node.Node.Channels.Count > 0
                    && node.Node.Channels.All(c => r.Channels.Contains(c, StringComparer.Ordinal))
                    && (
                        r.Places.Contains("global", StringComparer.Ordinal)
                        || r.Places.Contains(country, StringComparer.Ordinal)
                    )
                ),
                outage
            );
    }

    private static CatalogueOutage? Nearest(IEnumerable<CatalogueOutage> rows, OwnOutage outage) =>
        rows.OrderBy(r => (r.Start - outage.Start).Duration())
            .ThenBy(r => r.Id, StringComparer.Ordinal)
            .FirstOrDefault();

    private static bool HoldsOwn(OwnHistory own, OwnOutage outage) =>
        own.Watches.Any(w =>
            string.Equals(w.Node, outage.Node, StringComparison.Ordinal)
            && w.Noticed > 0
            && outage.Start >= w.From
            && outage.Start < w.To
        );

    private static bool ShorterThan(OwnOutage outage, double hours) =>
        outage.End is { } end && outage.Precision is not "day" && (end - outage.Start).TotalHours < hours;

    // A node that nobody watched has its rate from its family, which speaks of what is reported there.
    private static double ThresholdOf(NodeHistory node, IReadOnlyDictionary<string, NodeHistory> nodes) =>
        node.ReportedFromHours >= 0
            ? node.ReportedFromHours
            : nodes
                .Values.Where(n => RateFamily.Of(n.Node) == RateFamily.Of(node.Node))
                .Select(n => Math.Max(0, n.ReportedFromHours))
                .DefaultIfEmpty(0)
                .Max();
}
