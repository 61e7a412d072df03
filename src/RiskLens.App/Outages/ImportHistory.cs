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
        await using var stream = File.OpenRead(path);
        var reading = HistoryFormats.Read(stream, new HistoryContext(zone));
        var placed = reading
            .Outages.SelectMany(o => NodesOf(o, options).Select(node => (Outage: o, Node: node)))
            .ToList();
        var unplaced = reading.Outages.Where(o => !NodesOf(o, options).Any()).ToList();
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
            [.. reading.Rejected.Select(r => $"{r.Where}: {r.Reason}")],
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
                    CustomersLow = 0,
                    CustomersHigh = 1,
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
        row.Precision = outage.Precision;
        row.FunctionLow = outage.FunctionStopped.Low;
        row.FunctionHigh = outage.FunctionStopped.High;
        row.CustomersLow = 1;
        row.CustomersHigh = 1;
        row.Title = outage.Title;
        row.Impact = outage.Impact;
        row.Url = outage.Url ?? "";
        row.Evidence = OutageEvidence.Of(outage.Windows);
        return Facts(row) != before;
    }

    private static (long, long?, string, double, double, string, string, string, string) Facts(
        OutageRow row
    ) =>
        (
            row.StartUnixSeconds,
            row.EndUnixSeconds,
            row.Precision,
            row.FunctionLow,
            row.FunctionHigh,
            row.Title,
            row.Impact,
            row.Url,
            row.Evidence
        );

    private static async Task WatchAsync(
        WorkspaceDb db,
        HistoryReading reading,
        List<(ReportedOutage Outage, string Node)> placed,
        HistoryOptions options,
        CancellationToken cancellationToken
    )
    {
        var from = options.WatchedFrom ?? reading.WatchedFrom;
        var to = options.WatchedTo ?? reading.WatchedTo;
        if (from is null || to is null || from >= to)
            return;
        var nodes = placed.Select(p => p.Node).Distinct(StringComparer.Ordinal).ToList();
        if (options.Node is { } named && !nodes.Contains(named, StringComparer.Ordinal))
            nodes.Add(named);
        var page = reading.Pages.Count > 0 ? reading.Pages[0] : "";
        foreach (var node in nodes)
        {
            var row = new OutageWatchRow
            {
                Node = node,
                FromUnixSeconds = from.Value.ToUnixTimeSeconds(),
                ToUnixSeconds = to.Value.ToUnixTimeSeconds(),
                Format = reading.Format,
                Page = page,
            };
            var held = await db.OutageWatches.AnyAsync(
                w =>
                    w.Node == row.Node
                    && w.Format == row.Format
                    && w.Page == row.Page
                    && w.FromUnixSeconds == row.FromUnixSeconds
                    && w.ToUnixSeconds == row.ToUnixSeconds,
                cancellationToken
            );
            if (!held)
                db.OutageWatches.Add(row);
        }
    }

    private IEnumerable<string> NodesOf(ReportedOutage outage, HistoryOptions options) =>
        options.Node is { } node ? [node]
        : outage.Node is { Length: > 0 } own && Knows(own) ? [own]
        : PageNodes.Of(catalogue, outage.Page, outage.Components);

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
        {
            throw new RiskLensException(
                $"There is no node {node}.",
                "Choose one that 'nodes list' shows, or add your own with 'nodes import'."
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

    private static ImportedHistory Refused(string path, RiskLensException refused) =>
        new(path, null, 0, 0, 0, 0, 0, 0, [], 0, [], null, null, refused);
}
