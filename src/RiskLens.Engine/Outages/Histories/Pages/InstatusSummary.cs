using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Instatus (summary.json, and lists of entries with "started" and "resolved"): what is going on at present. Lists that
/// are empty are left out, so a page without trouble is a page alone.
/// </summary>
internal sealed class InstatusSummary : JsonHistory
{
    private const string Active = "activeIncidents";
    private const string Work = "activeMaintenances";

    private static readonly string[] PageStates = ["\"UP\"", "\"HASISSUES\"", "\"UNDERMAINTENANCE\""];

    /// <inheritdoc/>
    public override string Name => "instatus";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) =>
        head.Has(Active)
        || head.Has(Work)
        || head.HasEntries(["incidents"], "id", "name", "started", "impact")
        || (
            head.Has("page/status")
            && PageStates.Any(word => head.Text.Contains(word, StringComparison.Ordinal))
        );

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        foreach (var one in documents.SelectMany(Entries))
        {
            var pageOf = JsonText.Get(one, "page");
            var page = sink.Page(
                JsonText.Of(pageOf, "name") ?? PublicText.Host(JsonText.Of(pageOf, "url")),
                "status page"
            );
            if (JsonText.Of(one, "started") is not null)
                ReadEntry(one, page, sink);
            foreach (var list in new[] { Active, "incidents" })
            {
                foreach (var entry in JsonText.Each(JsonText.Get(one, list)))
                    ReadEntry(entry, page, sink);
            }
            foreach (var _ in JsonText.Each(JsonText.Get(one, Work)))
            {
                sink.Next();
                sink.Maintenance();
            }
        }
    }

    private static void ReadEntry(JsonElement entry, string page, HistorySink sink)
    {
        sink.Next();
        var impact = JsonText.Of(entry, "impact") ?? "";
        if (JsonText.Of(entry, "id") is not { } id)
        {
            sink.Reject(HistoryRejection.UnknownEntry);
            return;
        }
        if (impact is "UNDERMAINTENANCE" or "MAINTENANCE")
        {
            sink.Maintenance();
            return;
        }
        if (impact == "OPERATIONAL")
        {
            sink.Notice();
            return;
        }
        if (!sink.TryStart(entry, out var start, "started") || !sink.TryEnd(entry, out var end, "resolved"))
            return;
        sink.Accept(
            new FoundOutage
            {
                Id = id,
                Page = page,
                Start = start,
                End = end,
                Components = NamesIn(entry, "components", "name"),
                Title = JsonText.Of(entry, "name"),
                FunctionStopped = ReportedSeverity.Of(impact) ?? ReportedSeverity.Unknown,
                Impact = impact,
                Url = JsonText.Of(entry, "url"),
                Texts =
                [
                    .. JsonText
                        .Each(JsonText.Get(entry, "updates"))
                        .Select(u => new WrittenText(
                            JsonText.Of(u, "message") ?? JsonText.Of(u, "body"),
                            sink.Times.Of(u, "started", "createdAt")
                        )),
                ],
                IsPosted = true,
                LastWord = sink.Times.Of(entry, "updatedAt"),
            }
        );
    }
}
