using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Uptime Kuma's status page: its heartbeats (api/status-page/heartbeat/...), at most 100 a monitor, in UTC without zone;
/// status 0 is down, 1 up, 2 trying again, 3 maintenance. The page itself (api/status-page/...), in the same file before
/// or after, gives the names and the posts: one with the style "danger" is an outage whose end is not known, since a post is taken
/// down and not closed; other posts are notices.
/// </summary>
internal sealed class KumaHeartbeats : JsonHistory
{
    private const string Beats = "heartbeatList";
    private const string Groups = "publicGroupList";

    /// <inheritdoc/>
    public override string Name => "uptime-kuma";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) => head.Has(Beats) || head.Has(Groups);

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var monitor in documents.SelectMany(MonitorsOf))
        {
            if (JsonText.Of(monitor, "id") is { } id && JsonText.Of(monitor, "name") is { } name)
                names.TryAdd(id, name);
        }
        foreach (var document in documents)
        {
            ReadPosts(document, sink);
            foreach (var (id, beats) in JsonProperties.Of(JsonText.Get(document, Beats)))
                ReadBeats(
                    id,
                    beats,
                    sink.Page(names.GetValueOrDefault(id), $"monitor {PublicText.Name(id)}"),
                    sink
                );
        }
    }

    /// <summary>What a heartbeat's status means; null for trying again, which is neither up nor down yet.</summary>
    public static MonitorState? StateOf(JsonElement beat) =>
        JsonNumber.Of(beat, "status") switch
        {
            0 => MonitorState.Down,
            1 => MonitorState.Up,
            2 => null,
            _ => MonitorState.Unknown,
        };

    private static IEnumerable<JsonElement> MonitorsOf(JsonElement document) =>
        JsonText
            .Each(JsonText.Get(document, Groups))
            .SelectMany(group => JsonText.Each(JsonText.Get(group, "monitorList")).ToList());

    private static void ReadBeats(string id, JsonElement beats, string page, HistorySink sink)
    {
        var looks = new List<MonitorLook>();
        foreach (var beat in JsonText.Each(beats))
        {
            if (sink.Times.Read(JsonText.Of(beat, "time"), out var time) != TimeOutcome.Read)
            {
                sink.Next();
                sink.Reject(HistoryRejection.UnreadableStart);
            }
            else if (StateOf(beat) is { } state)
            {
                looks.Add(new MonitorLook(time, state));
            }
        }
        MonitorStates.FromSamples(looks, id, page, null, sink);
    }

    private static void ReadPosts(JsonElement document, HistorySink sink)
    {
        var config = JsonText.Get(document, "config");
        // Version 1 has one post, version 2 a list.
        foreach (
            var post in Entries(JsonText.Get(document, "incident"))
                .Concat(Entries(JsonText.Get(document, "incidents")))
        )
        {
            sink.Next();
            if (JsonText.Of(post, "style") != "danger")
            {
                sink.Notice();
                continue;
            }
            if (!sink.TryStart(post, out var start, "createdDate", "created_date"))
                continue;
            var body = JsonText.Of(post, "content");
            sink.Accept(
                new FoundOutage
                {
                    Id = "post/" + (JsonText.Of(post, "id") ?? ""),
                    Page = sink.Page(JsonText.Of(config, "title"), "status page"),
                    Start = start,
                    Title = JsonText.Of(post, "title"),
                    Impact = "danger",
                    Texts =
                    [
                        new WrittenText(body, sink.Times.Of(post, "lastUpdatedDate", "createdDate") ?? start),
                    ],
                    LastWord = sink.Times.Of(post, "lastUpdatedDate"),
                }
            );
        }
        foreach (var _ in JsonText.Each(JsonText.Get(document, "maintenanceList")))
        {
            sink.Next();
            sink.Maintenance();
        }
    }
}
