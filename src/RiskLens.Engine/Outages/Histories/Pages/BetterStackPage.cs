using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// A status page of Better Stack (index.json, JSON:API): reports with their updates, and for each resource the seconds
/// of each day in which it was down. A day counts as an outage of its own where no report touches it.
/// </summary>
internal sealed class BetterStackPage : JsonHistory
{
    private const string Report = "status_report";

    /// <inheritdoc/>
    public override string Name => "better-stack-page";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) =>
        head.Has("data/attributes/aggregate_state") || head.Has("included/attributes/status_history");

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        foreach (var document in documents)
        {
            var page = sink.Page(
                JsonText.Of(JsonText.Get(JsonText.Get(document, "data"), "attributes"), "company_name"),
                "status page"
            );
            var included = JsonText.Each(JsonText.Get(document, "included")).ToList();
            var names = included
                .Where(i => JsonText.Of(i, "type") == "status_page_resource")
                .GroupBy(i => JsonText.Of(i, "id") ?? "", StringComparer.Ordinal)
                .ToDictionary(
                    g => g.Key,
                    g => JsonText.Of(JsonText.Get(g.First(), "attributes"), "public_name") ?? g.Key,
                    StringComparer.Ordinal
                );
            var reported = new List<(long From, long To)>();
            foreach (var report in included.Where(i => JsonText.Of(i, "type") == Report))
                ReadReport(report, included, names, page, sink, reported);
            foreach (var (id, name) in names)
            {
                var resource = included.First(i =>
                    JsonText.Of(i, "type") == "status_page_resource" && (JsonText.Of(i, "id") ?? "") == id
                );
                ReadDays(resource, id, name, page, sink, reported);
            }
        }
    }

    private static void ReadReport(
        JsonElement report,
        List<JsonElement> included,
        Dictionary<string, string> names,
        string page,
        HistorySink sink,
        List<(long From, long To)> reported
    )
    {
        sink.Next();
        var told = JsonText.Get(report, "attributes");
        var state = JsonText.Of(told, "aggregate_state") ?? "";
        if (JsonText.Of(told, "report_type") == "maintenance" || state == "maintenance")
        {
            sink.Maintenance();
            return;
        }
        if (!sink.TryStart(told, out var start, "starts_at") || !sink.TryEnd(told, out var end, "ends_at"))
            return;
        var id = JsonText.Of(report, "id") ?? "";
        var updates = included
            .Where(i => JsonText.Of(i, "type") == "status_update" && ReportOf(i) == id)
            .ToList();
        var written = updates.Max(u => sink.Times.Of(JsonText.Get(u, "attributes"), "published_at"));
        var struck = JsonText
            .Each(JsonText.Get(told, "affected_resources"))
            .Concat(
                updates.SelectMany(u =>
                    JsonText.Each(JsonText.Get(JsonText.Get(u, "attributes"), "affected_resources"))
                )
            )
            .ToList();
        var impact = Worst([.. struck.Select(r => JsonText.Of(r, "status")).Append(state).OfType<string>()]);
        // A report that is over may lack its end: then the last word of it is the nearest there is.
        end ??= state is "resolved" or "operational" ? written : null;
        reported.Add((start, end ?? long.MaxValue));
        sink.Accept(
            new FoundOutage
            {
                Id = id,
                Page = page,
                Start = start,
                End = end,
                Components =
                [
                    .. struck
                        .Select(r => JsonText.Of(r, "status_page_resource_id") ?? "")
                        .Select(r => names.GetValueOrDefault(r, "")),
                ],
                Title = JsonText.Of(told, "title"),
                FunctionStopped = ReportedSeverity.Of(impact) ?? ReportedSeverity.Unknown,
                Impact = impact,
                Texts =
                [
                    .. updates
                        .Select(u => JsonText.Get(u, "attributes"))
                        .Select(u => new WrittenText(
                            JsonText.Of(u, "message"),
                            sink.Times.Of(u, "published_at")
                        )),
                ],
                IsPosted = true,
                LastWord = written,
            }
        );
    }

    private static string? ReportOf(JsonElement update) =>
        JsonText.Of(JsonText.Get(update, "attributes"), "status_report_id")
        ?? JsonText.Of(
            JsonText.Get(JsonText.Get(JsonText.Get(update, "relationships"), Report), "data"),
            "id"
        );

    private static string Worst(IReadOnlyList<string> states) =>
        Array.Find(["downtime", "degraded"], states.Contains) ?? "";

    private static void ReadDays(
        JsonElement resource,
        string id,
        string name,
        string page,
        HistorySink sink,
        List<(long From, long To)> reported
    )
    {
        foreach (
            var day in JsonText.Each(JsonText.Get(JsonText.Get(resource, "attributes"), "status_history"))
        )
        {
            if (JsonNumber.Of(day, "downtime_duration") is not { } seconds || seconds <= 0)
            {
                sink.See(sink.Times.Of(day, "day"));
                continue;
            }
            if (
                sink.Times.Of(day, "day") is { } start
                && reported.Exists(r => r.From < start + CivilTime.Day && r.To > start)
            )
                continue;
            sink.Next();
            DownDays.Accept(day, "day", seconds / 60.0, $"{id}/", page, name, sink);
        }
    }
}
