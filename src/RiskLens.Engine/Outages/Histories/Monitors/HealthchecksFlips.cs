using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Healthchecks (checks/.../flips): the moments at which a check went up or down. A check that listens for a sign of life
/// notices an outage only when the sign is overdue, so the true start is earlier by up to its period and grace.
/// </summary>
internal sealed class HealthchecksFlips : JsonHistory
{
    /// <inheritdoc/>
    public override string Name => "healthchecks";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) => head.HasEntries(["flips"], "timestamp", "up");

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        var page = sink.Page(sink.Context.Monitor, "Healthchecks check");
        var looks = new List<MonitorLook>();
        foreach (var document in documents)
        {
            var flips = HasList(document, "flips") ? JsonText.Get(document, "flips") : document;
            foreach (var flip in Entries(flips))
            {
                var outcome = sink.Times.Read(JsonText.Of(flip, "timestamp"), out var time);
                if (outcome == TimeOutcome.Read && StateOf(JsonText.Get(flip, "up")) is { } state)
                {
                    looks.Add(new MonitorLook(time, state));
                    continue;
                }
                sink.Next();
                sink.Reject(
                    outcome == TimeOutcome.Read
                        ? HistoryRejection.UnknownState
                        : HistoryRejection.UnreadableStart
                );
            }
        }
        MonitorStates.FromChanges(looks, null, "flips", page, null, sink);
    }

    private static MonitorState? StateOf(JsonElement up) =>
        up.ValueKind switch
        {
            JsonValueKind.True => MonitorState.Up,
            JsonValueKind.False => MonitorState.Down,
            _ => JsonText.Of(up) switch
            {
                "1" => MonitorState.Up,
                "0" => MonitorState.Down,
                _ => null,
            },
        };
}
