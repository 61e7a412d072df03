using System.Globalization;
using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// metastatus.com, Meta's page for its business products: outages and history of one organisation, and its list of
/// organisations with the state of each service. Meta writes PST in summer as well: such a time is taken as written, to the
/// hour. "Resolved" stays for hours, and nothing else says when it was over.
/// </summary>
internal sealed class MetastatusOutages : JsonHistory
{
    private static readonly string[] Over = ["resolved", "no known issues"];

    /// <inheritdoc/>
    public override string Name => "metastatus";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) =>
        head.HasEntries([], "id", "service_id", "status", "time")
        || (head.Has("rss_file_paths") && head.Has("services"))
        || head.HasEntries([], "service_id", "posts");

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        var entries = documents.SelectMany(Entries).ToList();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var service in entries.SelectMany(ServicesOf))
        {
            if (JsonText.Of(service, "id") is { } id && JsonText.Of(service, "name") is { } name)
                names.TryAdd(id, name);
        }
        foreach (var entry in entries)
        {
            if (JsonText.Get(entry, "services").ValueKind is not JsonValueKind.Undefined)
                ReadServices(entry, sink);
            else
                ReadOutage(entry, names, sink);
        }
    }

    private static IEnumerable<JsonElement> ServicesOf(JsonElement organisation) =>
        JsonText.Each(JsonText.Get(organisation, "services"));

    /// <summary>A service that is not well at present is an outage that began at the latest when its state changed.</summary>
    private static void ReadServices(JsonElement organisation, HistorySink sink)
    {
        var page = sink.Page(JsonText.Of(organisation, "name"), "Meta");
        foreach (var service in ServicesOf(organisation))
        {
            var status = JsonText.Of(service, "status") ?? "";
            if (IsOver(status) || status.Length == 0)
                continue;
            sink.Next();
            if (!sink.TryStart(service, out var start, "time"))
                continue;
            var id = string.Create(
                CultureInfo.InvariantCulture,
                $"{JsonText.Of(service, "id")}/{start / CivilTime.Second}"
            );
            sink.Accept(
                Outage(id, page, start, JsonText.Of(service, "name"), status, PrecisionOf(service, start))
            );
        }
    }

    private static void ReadOutage(JsonElement entry, Dictionary<string, string> names, HistorySink sink)
    {
        sink.Next();
        var service = JsonText.Of(entry, "service_id") ?? "";
        var page = sink.Page(names.GetValueOrDefault(service, service), "Meta");
        if (JsonText.Of(entry, "id") is not { } id)
        {
            sink.Reject(HistoryRejection.UnknownEntry);
            return;
        }
        var posts = JsonText
            .Each(JsonText.Get(entry, "posts"))
            .Select(p => (Post: p, Time: sink.Times.Of(p, "time"), Status: JsonText.Of(p, "status") ?? ""))
            .OrderBy(p => p.Time ?? long.MaxValue)
            .ToList();
        var trouble = posts.FirstOrDefault(p => p.Time is not null && !IsOver(p.Status));
        var start = trouble.Time ?? 0;
        if (trouble.Time is null && !sink.TryStart(entry, out start, "time"))
            return;
        var status = JsonText.Of(entry, "status") ?? "";
        var end = posts.Find(p => IsOver(p.Status) && p.Time > start).Time;
        if (end is null && IsOver(status) && sink.Times.Of(entry, "time") is { } last && last > start)
            end = last;
        var worst = posts
            .Select(p => p.Status)
            .Append(status)
            .Where(s => !IsOver(s))
            .MaxBy(s => ReportedSeverity.Of(s)?.High ?? 0);
        var found = Outage(id, page, start, null, worst ?? "", PrecisionOf(entry, start));
        sink.Accept(
            found with
            {
                End = end,
                Title =
                    JsonText.Of(entry, "title")
                    ?? (posts.Count > 0 ? JsonText.Of(posts[0].Post, "description") : null),
                Texts = [.. posts.Select(p => new WrittenText(JsonText.Of(p.Post, "description"), p.Time))],
                LastWord = posts.Max(p => p.Time),
            }
        );
    }

    private static FoundOutage Outage(
        string id,
        string page,
        long start,
        string? component,
        string status,
        string precision
    ) =>
        new()
        {
            Id = id,
            Page = page,
            Start = start,
            Precision = precision,
            Components = component is null ? [] : [component],
            FunctionStopped = ReportedSeverity.Of(status) ?? ReportedSeverity.Unknown,
            Impact = status,
            IsPosted = true,
        };

    private static bool IsOver(string status) =>
        Over.Contains(status.Trim(), StringComparer.OrdinalIgnoreCase);

    private static string PrecisionOf(JsonElement entry, long time)
    {
        var words = (JsonText.Of(entry, "time") ?? "").Split(' ');
        return TextZone.Of(words[^1])?.IsOutOfSeason(time) == true ? "hour" : "minute";
    }
}
