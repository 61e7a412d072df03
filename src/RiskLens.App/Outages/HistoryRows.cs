using Microsoft.EntityFrameworkCore;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;

namespace RiskLens.App.Outages;

/// <summary>Writes histories into the workspace's rows; the caller saves.</summary>
internal sealed class HistoryRows(WorkspaceDb db, DateTimeOffset now)
{
    /// <summary>Outages that were not known before.</summary>
    public int Added { get; private set; }

    /// <summary>Outages of which their source now says something else.</summary>
    public int Renewed { get; private set; }

    /// <summary>Outages left as they were.</summary>
    public int Unchanged { get; private set; }

    /// <summary>Adds the entries that are new, and renews those that nobody has judged.</summary>
    public async Task KeepAsync(PlacedHistory history, CancellationToken cancellationToken)
    {
        var format = history.Reading.Format;
        var stored = await db.Outages.Where(o => o.Format == format).ToListAsync(cancellationToken);
        var held = stored
            .Concat(db.Outages.Local.Where(o => o.Format == format))
            .Distinct()
            .ToDictionary(o => (o.Page, o.SourceId, OutageEvidence.ToldNodeOf(o.Evidence) ?? o.Node));
        foreach (var placed in history.Placed)
        {
            var key = (placed.Outage.Page, placed.Outage.SourceId, placed.Node);
            if (!held.TryGetValue(key, out var row))
            {
                row = NewRow(format, placed);
                held.Add(key, row);
                db.Outages.Add(row);
                Fill(row, placed);
                row.ChangedUnixSeconds = now.ToUnixTimeSeconds();
                Added++;
            }
            else if (!row.Judged && Fill(row, placed))
            {
                row.ChangedUnixSeconds = now.ToUnixTimeSeconds();
                Renewed++;
            }
            else
            {
                Unchanged++;
            }
        }
    }

    /// <summary>Adds the time in which a source watched a node, where it is not known yet; how many such times it tells.</summary>
    public async Task<int> WatchAsync(
        string format,
        IEnumerable<(WatchedSpan Span, string Node)> watches,
        CancellationToken cancellationToken
    )
    {
        var held = await db.OutageWatches.Where(w => w.Format == format).ToListAsync(cancellationToken);
        var told = 0;
        foreach (var (span, node) in watches)
        {
            var (first, last) = (span.From.ToUnixTimeSeconds(), span.To.ToUnixTimeSeconds());
            if (first >= last)
                continue;
            told++;
            if (
                held.Exists(w =>
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
                Format = format,
                Page = span.Page,
            };
            held.Add(row);
            db.OutageWatches.Add(row);
        }

        return told;
    }

    private static OutageRow NewRow(string format, PlacedOutage placed) =>
        new()
        {
            Status = OwnOutages.Confirmed,
            Node = placed.Node,
            Channel = "",
            Precision = "",
            Format = format,
            Page = placed.Outage.Page,
            SourceId = placed.Outage.SourceId,
            Title = "",
            Impact = "",
            Url = "",
            Evidence = "",
            Note = "",
            FunctionByChannel = "",
        };

    /// <summary>Writes what the source says now; true where that differs from what was held.</summary>
    private static bool Fill(OutageRow row, PlacedOutage placed)
    {
        var before = Facts(row);
        var outage = placed.Outage;
        row.StartUnixSeconds = outage.Start.ToUnixTimeSeconds();
        row.EndUnixSeconds = outage.End?.ToUnixTimeSeconds();
        row.ShortestHours = outage.ShortestHours;
        row.LongestHours = double.IsPositiveInfinity(outage.LongestHours) ? null : outage.LongestHours;
        row.Precision = outage.Precision;
        row.FunctionLow = outage.FunctionStopped.Low;
        row.FunctionHigh = outage.FunctionStopped.High;
        row.FunctionByChannel = ShareTexts.Of(placed.FunctionStopped);
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
}
