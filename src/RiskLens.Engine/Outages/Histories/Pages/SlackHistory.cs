using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Slack's own status page (api/v2.0.0/history, and current): entries with notes. It states neither start nor end: they
/// are when the entry was made and, once closed, last changed.
/// </summary>
internal sealed class SlackHistory : JsonHistory
{
    private const string Active = "active_incidents";

    /// <inheritdoc/>
    public override string Name => "slack-status";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) =>
        head.HasEntries([Active], "id", "type", "status", "date_created", "notes");

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        foreach (var document in documents)
        {
            var list = HasList(document, Active) ? JsonText.Get(document, Active) : document;
            foreach (var entry in Entries(list))
                ReadEntry(entry, sink);
        }
    }

    /// <summary>Whether an object is such an entry.</summary>
    public static bool Is(JsonElement entry) =>
        JsonText.Of(entry, "date_created") is not null
        && JsonText.Get(entry, "notes").ValueKind is JsonValueKind.Array or JsonValueKind.Null;

    /// <summary>Reads an entry into the sink.</summary>
    public static void ReadEntry(JsonElement entry, HistorySink sink)
    {
        sink.Next();
        var page = sink.Page("Slack", "");
        var (type, status) = (JsonText.Of(entry, "type") ?? "", JsonText.Of(entry, "status") ?? "");
        if (JsonText.Of(entry, "id") is not { } id)
        {
            sink.Reject(HistoryRejection.UnknownEntry);
            return;
        }
        if (type == "maintenance" || status is "scheduled" or "completed" or "cancelled")
        {
            sink.Maintenance();
            return;
        }
        if (type == "notice")
        {
            sink.Notice();
            return;
        }
        long? last = null;
        if (
            !sink.TryStart(entry, out var start, "date_created")
            || !sink.TryEnd(entry, out last, "date_updated")
        )
            return;
        sink.Accept(
            new FoundOutage
            {
                Id = id,
                Page = page,
                Start = start,
                End = status == "active" ? null : last,
                Components =
                [
                    .. JsonText.Each(JsonText.Get(entry, "services")).Select(JsonText.Of).OfType<string>(),
                ],
                Title = JsonText.Of(entry, "title"),
                FunctionStopped = ReportedSeverity.Of(type) ?? ReportedSeverity.Unknown,
                Impact = type,
                Url = JsonText.Of(entry, "url"),
                Texts =
                [
                    .. JsonText
                        .Each(JsonText.Get(entry, "notes"))
                        .Select(n => new WrittenText(
                            JsonText.Of(n, "body"),
                            sink.Times.Of(n, "date_created")
                        )),
                ],
                IsPosted = true,
                LastWord = last,
            }
        );
    }
}
