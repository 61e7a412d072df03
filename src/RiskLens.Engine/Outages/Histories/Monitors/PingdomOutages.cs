using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Pingdom's summary.outage of one check: spans in which it was up, down or not watched, in Unix seconds. The file does
/// not name the check.
/// </summary>
internal sealed class PingdomOutages : JsonHistory
{
    /// <inheritdoc/>
    public override string Name => "pingdom";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) =>
        head.Has("summary/states/status") || head.Has("summary/states/timefrom");

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        var page = sink.Page(sink.Context.Monitor, "Pingdom check");
        var states = documents
            .SelectMany(d => JsonText.Each(JsonText.Get(JsonText.Get(d, "summary"), "states")).ToList())
            .ToList();
        var latest = states.Max(s => sink.Times.Of(s, "timeto", "to"));
        foreach (var state in states)
        {
            var status = JsonText.Of(state, "status") ?? "";
            var (from, to) = (sink.Times.Of(state, "timefrom", "from"), sink.Times.Of(state, "timeto", "to"));
            if (status is "up" or "down" && from is { } first && to is { } last)
                sink.Watch(page, first, last);
            if (status is "up" or "unknown")
                continue;
            sink.Next();
            if (status != "down")
            {
                sink.Reject(HistoryRejection.UnknownState);
                continue;
            }
            if (
                !sink.TryStart(state, out var start, "timefrom", "from")
                || !sink.TryEnd(state, out var end, "timeto", "to")
            )
                continue;
            // The last span ends where the question ended, whatever came after.
            sink.Accept(
                new FoundOutage
                {
                    Id = JsonText.Of(state, "timefrom") ?? JsonText.Of(state, "from") ?? "",
                    Page = page,
                    Start = start,
                    End = end == latest ? null : end,
                    FunctionStopped = ReportedSeverity.Whole,
                    Impact = "down",
                    LastWord = end,
                }
            );
        }
    }
}
