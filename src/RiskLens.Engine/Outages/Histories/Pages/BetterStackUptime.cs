using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>Better Stack's uptime API (v2 and v3): what its monitors found, page by page of the API.</summary>
internal sealed class BetterStackUptime : JsonHistory
{
    /// <inheritdoc/>
    public override string Name => "better-stack";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) =>
        head.Has("data/attributes/started_at")
        && head.Has("data/attributes/resolved_at")
        && head.Has("data/attributes/cause");

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        foreach (var entry in documents.SelectMany(d => Entries(JsonText.Get(d, "data"))))
        {
            sink.Next();
            var told = JsonText.Get(entry, "attributes");
            if (JsonText.Of(entry, "id") is not { } id)
            {
                sink.Reject(HistoryRejection.UnknownEntry);
                continue;
            }
            if (
                !sink.TryStart(told, out var start, "started_at")
                || !sink.TryEnd(told, out var end, "resolved_at")
            )
                continue;
            sink.Accept(
                new FoundOutage
                {
                    Id = id,
                    Page = sink.Page(
                        JsonText.Of(told, "name") ?? JsonText.Of(told, "url"),
                        sink.Context.Monitor ?? "monitor"
                    ),
                    Start = start,
                    End = end,
                    Title = JsonText.Of(told, "cause"),
                    FunctionStopped = ReportedSeverity.Whole,
                    Impact = "down",
                    Url = JsonText.Of(told, "url"),
                    LastWord = sink.Times.Of(told, "acknowledged_at"),
                }
            );
        }
    }
}
