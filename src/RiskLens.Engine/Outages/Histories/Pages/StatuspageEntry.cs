using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// One entry of a status page in Statuspage's words. It starts at started_at; feeds before 2020 and incident.io lack that,
/// and then it is the earliest of created_at and the times that its updates display, which operators set back to when it
/// began. It ends when the operator closed it, which is not when it was over: what the text says of
/// that is proposed. Where the impact is "none", the worst state of a component tells the severity.
/// </summary>
internal static class StatuspageEntry
{
    private static readonly string[] WorkStatuses = ["scheduled", "in_progress", "verifying", "completed"];

    /// <summary>Whether an object is such an entry.</summary>
    public static bool Is(JsonElement entry) =>
        JsonText.Get(entry, "incident_updates").ValueKind is not JsonValueKind.Undefined
        || JsonText.Of(entry, "resolved_at") is not null;

    /// <summary>Reads an entry into the sink.</summary>
    public static void Read(JsonElement entry, string page, HistorySink sink)
    {
        sink.Next();
        if (JsonText.Of(entry, "id") is not { Length: > 0 } id)
        {
            sink.Reject(HistoryRejection.UnknownEntry);
            return;
        }
        var (status, impact) = (JsonText.Of(entry, "status") ?? "", JsonText.Of(entry, "impact") ?? "");
        if (impact == "maintenance" || WorkStatuses.Contains(status, StringComparer.Ordinal))
        {
            sink.Maintenance();
            return;
        }
        if (
            !sink.TryStart(entry, out var start, "started_at", "created_at")
            || !TryEnd(entry, status, sink, out var end)
        )
            return;
        var updates = JsonText.Each(JsonText.Get(entry, "incident_updates")).ToList();
        if (JsonText.Of(entry, "started_at") is null)
            start = Math.Min(start, updates.Min(u => sink.Times.Of(u, "display_at")) ?? start);
        var struck = updates
            .SelectMany(u => JsonText.Each(JsonText.Get(u, "affected_components")))
            // Without a state it only says in words that there is none.
            .Where(c => StatusesOf(c).Any())
            .ToList();
        var worst = ReportedSeverity.WorstOf(struck.SelectMany(StatusesOf));
        sink.Accept(
            new FoundOutage
            {
                Id = id,
                Page = page,
                Start = start,
                End = end,
                Components = ComponentsOf(entry, struck),
                Title = JsonText.Of(entry, "name"),
                FunctionStopped =
                    ReportedSeverity.Of(impact is "none" or "" ? worst ?? impact : impact)
                    ?? ReportedSeverity.Unknown,
                Impact = impact,
                Url = JsonText.Of(entry, "shortlink"),
                Texts = [.. updates.Select(u => TextOf(u, sink))],
                IsPosted = true,
                MayBeNotice =
                    impact == "none"
                    && worst is null
                    && !updates.Exists(u => JsonText.Of(u, "status") is "investigating" or "identified"),
                LastWord = status is "resolved" or "postmortem" ? null : sink.Times.Of(entry, "updated_at"),
            }
        );
    }

    /// <summary>Closed where resolved_at says so, else when the post that closed it was written.</summary>
    private static bool TryEnd(JsonElement entry, string status, HistorySink sink, out long? end)
    {
        if (!sink.TryEnd(entry, out end, "resolved_at"))
            return false;
        if (end is not null || status is not ("resolved" or "postmortem"))
            return true;
        end = JsonText
            .Each(JsonText.Get(entry, "incident_updates"))
            .Where(u => JsonText.Of(u, "status") == "resolved")
            .Max(u => sink.Times.Of(u, "display_at", "created_at"));
        return true;
    }

    // The moment of writing, not the one displayed: that is set back where a post comes after the fact.
    private static WrittenText TextOf(JsonElement update, HistorySink sink) =>
        new(JsonText.Of(update, "body"), sink.Times.Of(update, "created_at", "display_at"));

    private static IEnumerable<string> StatusesOf(JsonElement component) =>
        new[] { JsonText.Of(component, "old_status"), JsonText.Of(component, "new_status") }.OfType<string>();

    /// <summary>The components of the entry, then those of its updates, whose names have that of their group before them.</summary>
    private static List<string> ComponentsOf(JsonElement entry, List<JsonElement> struck)
    {
        var names = NamesOf(JsonText.Each(JsonText.Get(entry, "components"))).ToList();
        foreach (var name in NamesOf(struck))
        {
            if (!names.Exists(n => name == n || name.EndsWith(" - " + n, StringComparison.Ordinal)))
                names.Add(name);
        }
        return names;
    }

    private static IEnumerable<string> NamesOf(IEnumerable<JsonElement> components) =>
        components.Select(c => JsonText.Of(c, "name")).OfType<string>();
}
