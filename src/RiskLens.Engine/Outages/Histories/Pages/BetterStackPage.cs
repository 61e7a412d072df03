using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// A status page of Better Stack (index.json, JSON:API): reports with their updates, and for each resource the seconds
/// of each day in which it was down. A day counts as an outage of its own where no report of that resource touches it.
/// </summary>
internal sealed class BetterStackPage : JsonHistory
{
    private const string Resource = "status_page_resource";
    private const string Report = "status_report";
    private const string Update = "status_update";

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
                JsonText.Of(Told(JsonText.Get(document, "data")), "company_name"),
                "status page"
            );
            var included = JsonText
                .Each(JsonText.Get(document, "included"))
                .ToLookup(i => JsonText.Of(i, "type") ?? "", StringComparer.Ordinal);
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var resource in included[Resource])
                names.TryAdd(Id(resource), JsonText.Of(Told(resource), "public_name") ?? Id(resource));
            var updates = included[Update].ToLookup(ReportOf, StringComparer.Ordinal);
            var reported = new List<Reported>();
            foreach (var report in included[Report])
            {
                if (ReadReport(report, [.. updates[Id(report)]], names, page, sink) is { } one)
                    reported.Add(one);
            }
            foreach (var resource in included[Resource].DistinctBy(Id))
                ReadDays(
                    resource,
                    names[Id(resource)],
                    page,
                    sink,
                    reported.FindAll(r => r.Touches(Id(resource)))
                );
        }
    }

    private static Reported? ReadReport(
        JsonElement report,
        List<JsonElement> updates,
        Dictionary<string, string> names,
        string page,
        HistorySink sink
    )
    {
        sink.Next();
        var told = Told(report);
        var state = JsonText.Of(told, "aggregate_state") ?? "";
        if (JsonText.Of(told, "report_type") == "maintenance" || state == "maintenance")
        {
            sink.Maintenance();
            return null;
        }
        if (!sink.TryStart(told, out var start, "starts_at") || !sink.TryEnd(told, out var end, "ends_at"))
            return null;
        var written = updates.Max(u => sink.Times.Of(Told(u), "published_at"));
        var struck = updates.Select(Told).Prepend(told).SelectMany(StruckBy).ToList();
        var impact = Worst([.. struck.Select(r => JsonText.Of(r, "status")).Append(state).OfType<string>()]);
        // A report that is over may lack its end: then the last word of it is the nearest there is.
        end ??= state is "resolved" or "operational" ? written : null;
        var resources = struck
            .Select(r => JsonText.Of(r, "status_page_resource_id"))
            .OfType<string>()
            .ToHashSet();
        sink.Accept(
            new FoundOutage
            {
                Id = Id(report),
                Page = page,
                Start = start,
                End = end,
                Components = [.. resources.Select(r => names.GetValueOrDefault(r, ""))],
                Title = JsonText.Of(told, "title"),
                FunctionStopped = ReportedSeverity.Of(impact) ?? ReportedSeverity.Unknown,
                Impact = impact,
                Texts = [.. updates.Select(u => TextOf(Told(u), sink))],
                IsPosted = true,
                LastWord = written,
            }
        );
        return new Reported(start, end ?? long.MaxValue, resources);
    }

    private static void ReadDays(
        JsonElement resource,
        string name,
        string page,
        HistorySink sink,
        List<Reported> reported
    )
    {
        foreach (var day in JsonText.Each(JsonText.Get(Told(resource), "status_history")))
        {
            var start = sink.Times.Of(day, "day");
            sink.See(start);
            if (JsonNumber.Of(day, "downtime_duration") is not { } seconds || seconds <= 0)
                continue;
            if (reported.Exists(r => r.From < start + CivilTime.Day && r.To > start))
                continue;
            sink.Next();
            DownDays.Accept(day, "day", seconds / 60.0, $"{Id(resource)}/", page, name, sink);
        }
    }

    private static string Id(JsonElement item) => JsonText.Of(item, "id") ?? "";

    private static JsonElement Told(JsonElement item) => JsonText.Get(item, "attributes");

    private static List<JsonElement> StruckBy(JsonElement told) =>
        [.. JsonText.Each(JsonText.Get(told, "affected_resources"))];

    private static WrittenText TextOf(JsonElement told, HistorySink sink) =>
        new(JsonText.Of(told, "message"), sink.Times.Of(told, "published_at"));

    private static string ReportOf(JsonElement update)
    {
        var related = JsonText.Get(JsonText.Get(JsonText.Get(update, "relationships"), Report), "data");
        return JsonText.Of(Told(update), "status_report_id") ?? Id(related);
    }

    private static string Worst(IReadOnlyList<string> states) =>
        Array.Find(["downtime", "degraded"], states.Contains) ?? "";

    /// <summary>The time of a report and the resources it names; one that names none is about all.</summary>
    private sealed record Reported(long From, long To, HashSet<string> Resources)
    {
        public bool Touches(string resource) => Resources.Count == 0 || Resources.Contains(resource);
    }
}
