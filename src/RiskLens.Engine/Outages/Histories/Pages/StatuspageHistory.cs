using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Status pages by Atlassian Statuspage and those that speak like it (incident.io): incidents.json, summary.json,
/// scheduled-maintenances.json, one entry alone, a bare list of entries or of pages, and such a list as the value of a
/// variable in a script. The list that a page serves holds the last 50; announced work is in a list of its own.
/// </summary>
internal sealed class StatuspageHistory : JsonHistory
{
    private const string Incidents = "incidents";
    private const string Incident = "incident";
    private const string Work = "scheduled_maintenances";

    /// <inheritdoc/>
    public override string Name => "statuspage";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) =>
        head.HasEntries([Incidents, Incident, Work], "id", "name", "status", "created_at", "incident_updates")
        || head.HasEntries([Incidents, Incident, Work], "id", "name", "impact", "created_at")
        || (head.Has("page/name") && (head.Has(Incidents) || head.Has(Work)));

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        foreach (var one in documents.SelectMany(Entries))
        {
            var page = sink.Page(PageOf(one), "status page");
            var (entries, works) = (JsonText.Get(one, Incidents), JsonText.Get(one, Work));
            if (HasList(one, Incidents) || HasList(one, Work))
            {
                sink.See(sink.Times.Of(JsonText.Get(one, "page"), "updated_at"));
                foreach (var entry in JsonText.Each(entries))
                    StatuspageEntry.Read(entry, page, sink);
                foreach (var _ in JsonText.Each(works))
                {
                    sink.Next();
                    sink.Maintenance();
                }
                continue;
            }
            var alone = JsonText.Get(one, Incident);
            StatuspageEntry.Read(alone.ValueKind == JsonValueKind.Object ? alone : one, page, sink);
        }
    }

    private static string? PageOf(JsonElement document)
    {
        var page = JsonText.Get(document, "page");
        return JsonText.Of(page, "name")
            ?? PublicText.Host(JsonText.Of(page, "url"))
            ?? JsonText.Of(document, "page_id");
    }
}
