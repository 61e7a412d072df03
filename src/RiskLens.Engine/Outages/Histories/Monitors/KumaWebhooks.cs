using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// What Uptime Kuma sends to a webhook, one object a line or one after another: the changes of each monitor, in UTC
/// without zone. A test of the webhook has no heartbeat and is a notice.
/// </summary>
internal sealed class KumaWebhooks : JsonHistory
{
    /// <inheritdoc/>
    public override string Name => "uptime-kuma-webhook";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) =>
        head.Has("heartbeat/monitorID") || (head.Has("heartbeat/status") && head.Has("heartbeat/time"));

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        var monitors = new Dictionary<string, (string Page, string? Url, List<MonitorLook> Looks)>(
            StringComparer.Ordinal
        );
        foreach (var one in documents.SelectMany(Entries))
        {
            var (beat, monitor) = (JsonText.Get(one, "heartbeat"), JsonText.Get(one, "monitor"));
            if (beat.ValueKind != JsonValueKind.Object)
            {
                sink.Next();
                sink.Notice();
                continue;
            }
            if (sink.Times.Read(JsonText.Of(beat, "time"), out var time) != TimeOutcome.Read)
            {
                sink.Next();
                sink.Reject(HistoryRejection.UnreadableStart);
                continue;
            }
            var id = JsonText.Of(beat, "monitorID") ?? JsonText.Of(monitor, "id") ?? "";
            if (!monitors.TryGetValue(id, out var known))
            {
                var page = sink.Page(JsonText.Of(monitor, "name"), $"monitor {PublicText.Name(id)}");
                monitors[id] = known = (page, JsonText.Of(monitor, "url"), []);
            }
            if (KumaHeartbeats.StateOf(beat) is { } state)
                known.Looks.Add(new MonitorLook(time, state));
        }
        foreach (var (id, (page, url, looks)) in monitors)
            MonitorStates.FromChanges(looks, null, id, page, url, sink);
    }
}
