using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Weekly archives of status pages (github.com/jtprogru/weekly-incident): each entry in the archive's own words, with
/// the entry as the page served it under "raw". The page's own is read where its form is known, so that the same outage
/// has the same id in both.
/// </summary>
internal sealed class OutageArchive : JsonHistory
{
    /// <inheritdoc/>
    public override string Name => "weekly-archive";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) =>
        head.HasEntries([], "key", "vendor", "native_id", "started_at", "raw");

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        foreach (var entry in documents.SelectMany(Entries))
        {
            var raw = JsonText.Get(entry, "raw");
            var vendor = JsonText.Of(entry, "vendor");
            if (StatuspageEntry.Is(raw))
                StatuspageEntry.Read(raw, sink.Page(vendor, "archive"), sink);
            else if (GoogleCloudHistory.Is(raw))
                GoogleCloudHistory.ReadEntry(raw, sink);
            else if (SlackHistory.Is(raw))
                SlackHistory.ReadEntry(raw, sink);
            else
                ReadArchived(entry, sink.Page(vendor, "archive"), sink);
        }
    }

    private static void ReadArchived(JsonElement entry, string page, HistorySink sink)
    {
        sink.Next();
        var impact = JsonText.Of(entry, "impact") ?? "";
        if (JsonText.Of(entry, "native_id") is not { } id)
        {
            sink.Reject(HistoryRejection.UnknownEntry);
            return;
        }
        if (impact == "maintenance")
        {
            sink.Maintenance();
            return;
        }
        if (
            !sink.TryStart(entry, out var start, "started_at")
            || !sink.TryEnd(entry, out var end, "resolved_at")
        )
            return;
        sink.Accept(
            new FoundOutage
            {
                Id = id,
                Page = page,
                Start = start,
                End = end,
                Components = NamesIn(entry, "components", "name"),
                Title = JsonText.Of(entry, "title"),
                FunctionStopped = ReportedSeverity.Of(impact) ?? ReportedSeverity.Unknown,
                Impact = impact,
                Url = JsonText.Of(entry, "url"),
                Texts =
                [
                    .. JsonText
                        .Each(JsonText.Get(entry, "updates"))
                        .Select(u => new WrittenText(JsonText.Of(u, "body"), sink.Times.Of(u, "created_at"))),
                ],
                IsPosted = true,
            }
        );
    }
}
