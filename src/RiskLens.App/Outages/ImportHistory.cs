using NodaTime;
using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>
/// Takes the outage histories of status pages and monitors into the company's own. Each file is taken wholly or not at
/// all; a second import of the same entries renews them and counts nothing twice.
/// </summary>
public sealed class ImportHistory(Workspace workspace, Catalogue catalogue)
{
    private const int ShownNames = 3;

    /// <summary>Reads and keeps the files, each on its own.</summary>
    /// <exception cref="RiskLensException">The options cannot be right.</exception>
    public async Task<IReadOnlyList<ImportedHistory>> RunAsync(
        IReadOnlyList<string> paths,
        HistoryOptions options,
        CancellationToken cancellationToken
    )
    {
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        var context = new HistoryContext(ZoneOf(options.Zone ?? company.Zone), workspace.Time.GetUtcNow());
        Check(options, context.Latest);
        var placing = new OutagePlacing(catalogue, options.Node, company.Country);
        var results = new List<ImportedHistory>();
        foreach (var path in paths)
        {
            try
            {
                results.Add(await TakeAsync(path, options, context, placing, cancellationToken));
            }
            catch (Exception fault) when (FileFault.Of(fault) is { } refused)
            {
                results.Add(ImportedHistory.OfRefused(path, refused));
            }
        }

        return results;
    }

    private async Task<ImportedHistory> TakeAsync(
        string path,
        HistoryOptions options,
        HistoryContext context,
        OutagePlacing placing,
        CancellationToken cancellationToken
    )
    {
        var histories = HistoryFile.Read(path, context).Select(placing.Of).ToList();
        RefuseWithout(histories);
        await using var _ = await workspace.LockForWritingAsync(
            "importing an outage history",
            cancellationToken
        );
        await using var db = workspace.NewDb();
        var rows = new HistoryRows(db, context.Latest);
        var watched = 0;
        foreach (var history in histories)
        {
            await rows.KeepAsync(history, cancellationToken);
            watched += await rows.WatchAsync(
                history.Reading.Format,
                WatchesOf(history, options, placing),
                cancellationToken
            );
        }

        if (options.WatchedFrom is not null && watched == 0)
        {
            throw new RiskLensException(
                "Nothing in the file says what was watched.",
                "Say it with --node ('nodes list')."
            );
        }

        await db.SaveChangesAsync(cancellationToken);
        return Told(path, histories, rows);
    }

    private static ImportedHistory Told(string path, List<PlacedHistory> histories, HistoryRows rows)
    {
        var readings = histories.ConvertAll(history => history.Reading);
        var outages = readings.SelectMany(reading => reading.Outages).ToList();
        var unplaced = histories.SelectMany(history => history.Unplaced).ToList();
        return new ImportedHistory(
            path,
            string.Join(", ", readings.Select(r => r.Format).Distinct(StringComparer.Ordinal)),
            rows.Added,
            rows.Renewed,
            rows.Unchanged,
            readings.Sum(r => r.Maintenance),
            readings.Sum(r => r.Notices),
            outages.Count(o => o.Windows.Count > 0),
            Names(unplaced),
            unplaced.Count,
            [.. readings.SelectMany(r => r.Rejected).Select(Told)],
            outages.Count == 0 ? null : outages.Min(o => o.Start),
            outages.Count == 0 ? null : outages.Max(o => o.End ?? o.Start),
            null
        );
    }

    private static string Told(RejectedEntry rejected) =>
        FormattableString.Invariant($"entry {rejected.Position}: {rejected.Reason}");

    /// <summary>A file of which nothing can be taken is told as such, and not as an import of nothing.</summary>
    private static void RefuseWithout(List<PlacedHistory> histories)
    {
        if (histories.Exists(history => history.Placed.Count > 0))
            return;
        var unplaced = histories.SelectMany(history => history.Unplaced).ToList();
        if (unplaced.Count > 0)
        {
            throw new RiskLensException(
                $"None of the {unplaced.Count} outages is about something that the catalogue knows ({string.Join(", ", Names(unplaced).Take(ShownNames))}).",
                "Say what failed with --node, and add it with 'nodes import' where it is your own."
            );
        }

        var rejected = histories.SelectMany(history => history.Reading.Rejected).ToList();
        if (rejected.Count > 0 && histories.Sum(h => h.Reading.Maintenance + h.Reading.Notices) == 0)
        {
            throw new RiskLensException(
                $"None of the {rejected.Count} entries can be read; {Told(rejected[0])}",
                "Correct the file, or export the history again."
            );
        }
    }

    private static IEnumerable<(WatchedSpan Span, string Node)> WatchesOf(
        PlacedHistory history,
        HistoryOptions options,
        OutagePlacing placing
    )
    {
        var spans = options is { WatchedFrom: { } from, WatchedTo: { } to }
            ? history.Reading.Pages.DefaultIfEmpty("").Select(page => new WatchedSpan(page, from, to))
            : history.Reading.Watched;
        return spans.SelectMany(span =>
            placing.NodesOf(span.Page, history).Select(node => (Span: span, Node: node))
        );
    }

    private static List<string> Names(IEnumerable<ReportedOutage> outages) =>
        [
            .. outages
                .SelectMany(o =>
                    o.Components.DefaultIfEmpty(o.Node)
                        .Select(named => named.Length == 0 ? o.Page : $"{o.Page}: {named}")
                )
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static DateTimeZone ZoneOf(string id) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
        ?? throw new RiskLensException(
            $"There is no time zone {id}.",
            "Give an IANA name such as Africa/Douala."
        );

    private void Check(HistoryOptions options, DateTimeOffset now)
    {
        if (options.Node is { } node && !OutagePlacing.Knows(catalogue, node))
            throw OutagePlacing.NoNode(node);
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

        if (options.WatchedTo > now)
        {
            throw new RiskLensException(
                "The watched time would end in the future.",
                "Give --watched-to a day that has passed."
            );
        }
    }
}
