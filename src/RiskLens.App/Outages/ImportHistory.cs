using Microsoft.EntityFrameworkCore;
using NodaTime;
using RiskLens.App.Companies;
using RiskLens.App.Storage;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>How histories are to be read.</summary>
/// <param name="Node">What every entry is about; null to tell it from the page and its components.</param>
/// <param name="Zone">IANA zone of times that carry none; null for the company's.</param>
/// <param name="WatchedFrom">The source told every outage from here on, outage or none.</param>
/// <param name="WatchedTo">And until here.</param>
public sealed record HistoryOptions(
    string? Node = null,
    string? Zone = null,
    DateTimeOffset? WatchedFrom = null,
    DateTimeOffset? WatchedTo = null
);

/// <summary>What became of one file.</summary>
/// <param name="Outages">Outages that were not known before.</param>
/// <param name="Renewed">Outages known before whose source now says something else.</param>
/// <param name="Unchanged">Outages known before, or judged by a person: left as they were.</param>
/// <param name="Maintenance">Planned work: no outage.</param>
/// <param name="Notices">Entries that tell of no failure.</param>
/// <param name="OtherWindows">Outages whose text gives times that differ from the entry's.</param>
/// <param name="Unplaced">Entries about pages or components that are no node of ours; not taken.</param>
/// <param name="Rejected">Entries that could not be read, with the reason.</param>
public sealed record ImportedHistory(
    string File,
    string? Format,
    int Outages,
    int Renewed,
    int Unchanged,
    int Maintenance,
    int Notices,
    int OtherWindows,
    IReadOnlyList<string> Unplaced,
    int UnplacedEntries,
    IReadOnlyList<string> Rejected,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    RiskLensException? Refused
);

/// <summary>
/// Takes the outage histories of status pages and monitors into the company's own. Each file is taken wholly or not at
/// all; a second import of the same entries renews them and counts nothing twice.
/// </summary>
public sealed class ImportHistory(Workspace workspace, Catalogue catalogue)
{
    /// <summary>Reads and keeps the files, each on its own.</summary>
    /// <exception cref="RiskLensException">The options cannot be right.</exception>
    public async Task<IReadOnlyList<ImportedHistory>> RunAsync(
        IReadOnlyList<string> paths,
        HistoryOptions options,
        CancellationToken cancellationToken
    )
    {
        var zone = await ZoneAsync(options, cancellationToken);
        Check(options);
        var results = new List<ImportedHistory>();
        foreach (var path in paths)
        {
            try
            {
                results.Add(await TakeAsync(path, options, zone, cancellationToken));
            }
            catch (RiskLensException refused)
            {
                results.Add(Refused(path, refused));
            }
        }

        return results;
    }

    private async Task<ImportedHistory> TakeAsync(
        string path,
        HistoryOptions options,
        DateTimeZone zone,
        CancellationToken cancellationToken
    )
    {
        if (!File.Exists(path))
            throw new RiskLensException("There is no such file.", "Check the path and the file's name.");
        var reading = ReadingOf(path, zone);
        var placed = reading
            .Outages.SelectMany(o => NodesOf(o, options).Select(node => (Outage: o, Node: node)))
            .ToList();
        var unplaced = reading.Outages.Where(o => !NodesOf(o, options).Any()).ToList();
        if (
            reading.Outages.FirstOrDefault(o => o.Node.Length > 0 && !Knows(o.Node)) is { } wrong
            && options.Node is null
        )
            throw NoNode(wrong.Node);
        if (placed.Count == 0 && unplaced.Count > 0)
        {
            throw new RiskLensException(
                $"None of the {unplaced.Count} outages is about something that the catalogue knows ({string.Join(", ", Names(unplaced).Take(3))}).",
                "Say what failed with --node, and add it with 'nodes import' where it is your own."
            );
        }

        await using var _ = await workspace.LockForWritingAsync(
            "importing an outage history",
            cancellationToken
        );
        await using var db = workspace.NewDb();
        var counts = await KeepAsync(db, reading, placed, cancellationToken);
        await WatchAsync(db, reading, placed, options, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new ImportedHistory(
            path,
            reading.Format,
            counts.New,
            counts.Renewed,
            counts.Unchanged,
            reading.Maintenance,
            reading.Notices,
            reading.Outages.Count(o => o.Windows.Count > 0),
            Names(unplaced),
            unplaced.Count,
            [.. reading.Rejected.Select(r => FormattableString.Invariant($"entry {r.Position}: {r.Reason}"))],
            reading.Outages.Count == 0 ? null : reading.Outages.Min(o => o.Start),
            reading.Outages.Count == 0 ? null : reading.Outages.Max(o => o.End ?? o.Start),
            null
        );
    }

    private async Task<(int New, int Renewed, int Unchanged)> KeepAsync(
        WorkspaceDb db,
        HistoryReading reading,
        List<(ReportedOutage Outage, string Node)> placed,
        CancellationToken cancellationToken
    )
    {
        var held = (
            await db.Outages.Where(o => o.Format == reading.Format).ToListAsync(cancellationToken)
        ).ToDictionary(o => (o.Page, o.SourceId, o.Node));
        var now = workspace.Time.GetUtcNow().ToUnixTimeSeconds();
        var (added, renewed, unchanged) = (0, 0, 0);
        foreach (var (outage, node) in placed)
        {
            if (!held.TryGetValue((outage.Page, outage.SourceId, node), out var row))
            {
                row = new OutageRow
                {
                    Status = "confirmed",
                    Node = node,
                    Channel = "",
                    Precision = "",
                    Format = reading.Format,
                    Page = outage.Page,
                    SourceId = outage.SourceId,
                    Title = "",
                    Impact = "",
                    Url = "",
                    Evidence = "",
                    Note = "",
                    FunctionByChannel = "",
                };
                held.Add((outage.Page, outage.SourceId, node), row);
                db.Outages.Add(row);
                Fill(row, outage);
                row.ChangedUnixSeconds = now;
                added++;
            }
            else if (!row.Judged && Fill(row, outage))
            {
                row.ChangedUnixSeconds = now;
                renewed++;
            }
            else
            {
                unchanged++;
            }
        }

        return (added, renewed, unchanged);
    }

    /// <summary>Writes what the source says now; true where that differs from what was held.</summary>
    private static bool Fill(OutageRow row, ReportedOutage outage)
    {
        var before = Facts(row);
        row.StartUnixSeconds = outage.Start.ToUnixTimeSeconds();
        row.EndUnixSeconds = outage.End?.ToUnixTimeSeconds();
        row.ShortestHours = outage.ShortestHours;
        row.LongestHours = double.IsPositiveInfinity(outage.LongestHours) ? null : outage.LongestHours;
        row.Precision = outage.Precision;
        row.FunctionLow = outage.FunctionStopped.Low;
        row.FunctionHigh = outage.FunctionStopped.High;
        row.FunctionByChannel = ShareTexts.Of(outage.FunctionStoppedByChannel);
        row.CustomersLow = outage.CustomersStruck?.Low ?? 1;
        row.CustomersHigh = outage.CustomersStruck?.High ?? 1;
        row.Title = outage.Title;
        row.Impact = outage.Impact;
        row.Url = outage.Url ?? "";
        row.Evidence = OutageEvidence.Of(outage.Windows);
        return !Facts(row).Equals(before);
    }

    private static object Facts(OutageRow row) =>
        (
            (row.StartUnixSeconds, row.EndUnixSeconds, row.ShortestHours, row.LongestHours, row.Precision),
            (row.FunctionLow, row.FunctionHigh, row.FunctionByChannel, row.CustomersLow, row.CustomersHigh),
            (row.Title, row.Impact, row.Url, row.Evidence)
        );

    private async Task WatchAsync(
        WorkspaceDb db,
        HistoryReading reading,
        List<(ReportedOutage Outage, string Node)> placed,
        HistoryOptions options,
        CancellationToken cancellationToken
    )
    {
        var watches = (
            options is { WatchedFrom: { } from, WatchedTo: { } to }
                ? reading.Pages.DefaultIfEmpty("").Select(page => new WatchedSpan(page, from, to))
                : reading.Watched
        ).SelectMany(span => NodesOf(span.Page, placed, options).Select(node => (Span: span, Node: node)));
        var held = await db
            .OutageWatches.Where(w => w.Format == reading.Format)
            .ToListAsync(cancellationToken);
        foreach (var (span, node) in watches)
        {
            var (first, last) = (span.From.ToUnixTimeSeconds(), span.To.ToUnixTimeSeconds());
            if (
                first >= last
                || held.Exists(w =>
                    w.Node == node
                    && w.Page == span.Page
                    && w.FromUnixSeconds == first
                    && w.ToUnixSeconds == last
                )
            )
                continue;
            var row = new OutageWatchRow
            {
                Node = node,
                FromUnixSeconds = first,
                ToUnixSeconds = last,
                Format = reading.Format,
                Page = span.Page,
            };
            held.Add(row);
            db.OutageWatches.Add(row);
        }
    }

    /// <summary>What a page's quiet time speaks of: the node named, else those of its page and of its outages.</summary>
    private IEnumerable<string> NodesOf(
        string page,
        List<(ReportedOutage Outage, string Node)> placed,
        HistoryOptions options
    ) =>
        options.Node is { } node
            ? [node]
            : placed
                .Where(p => p.Outage.Page == page)
                .Select(p => p.Node)
                .Concat(PageNodes.Of(catalogue, page, []))
                .Distinct(StringComparer.Ordinal);

    private HistoryReading ReadingOf(string path, DateTimeZone zone)
    {
        var file = new FileInfo(path);
        if (file.Length == 0)
            throw new RiskLensException(
                "The file is empty.",
                "Export the history again and give the new file."
            );
        return HistoryFormats.Read(
            new LogSource(file.Name, file.Length, () => File.OpenRead(path)),
            new HistoryContext(zone, workspace.Time.GetUtcNow(), Path.GetFileNameWithoutExtension(file.Name))
        );
    }

    private IEnumerable<string> NodesOf(ReportedOutage outage, HistoryOptions options)
    {
        if (options.Node is { } node)
            return [node];
        return outage.Node.Length > 0
            ? [outage.Node]
            : PageNodes.Of(catalogue, outage.Page, outage.Components);
    }

    private bool Knows(string node) =>
        catalogue.Nodes.Any(n => string.Equals(n.Id, node, StringComparison.Ordinal));

    private static List<string> Names(IEnumerable<ReportedOutage> outages) =>
        [
            .. outages
                .SelectMany(o =>
                    o.Components.Count == 0 ? [o.Page] : o.Components.Select(c => $"{o.Page}: {c}")
                )
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private async Task<DateTimeZone> ZoneAsync(HistoryOptions options, CancellationToken cancellationToken)
    {
        var id = options.Zone ?? (await new SetCompany(workspace).GetAsync(cancellationToken)).Zone;
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
            ?? throw new RiskLensException(
                $"There is no time zone {id}.",
                "Give an IANA name such as Africa/Douala."
            );
    }

    private void Check(HistoryOptions options)
    {
        if (options.Node is { } node && !Knows(node))
            throw NoNode(node);
        if (options.WatchedFrom is null != options.WatchedTo is null)
        {
            throw new RiskLensException(
                "Only one end of the watched time is given.",
                "Give both --watched-from and --watched-to."
            );
        }

        if (options.WatchedFrom >= options.WatchedTo)
        {
            throw new RiskLensException(
                "The watched time would end before it begins.",
                "Give --watched-from and --watched-to in this order."
            );
        }
    }

    private static RiskLensException NoNode(string node) =>
        new(
            $"There is no node {node}.",
            "Choose one that 'nodes list' shows, or add your own with 'nodes import'."
        );

    private static ImportedHistory Refused(string path, RiskLensException refused) =>
        new(path, null, 0, 0, 0, 0, 0, 0, [], 0, [], null, null, refused);
}
