using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Google Cloud and Google Workspace status (incidents.json): begin and end are Google's own account of when it was, an
/// end that is null means that it lasts. SERVICE_INFORMATION is a notice.
/// </summary>
internal sealed class GoogleCloudHistory : JsonHistory
{
    /// <inheritdoc/>
    public override string Name => "google-cloud-status";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) => head.HasEntries([], "id", "begin", "external_desc");

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        foreach (var entry in documents.SelectMany(Entries))
            ReadEntry(entry, sink);
    }

    /// <summary>Whether an object is such an entry.</summary>
    public static bool Is(JsonElement entry) =>
        JsonText.Of(entry, "begin") is not null && JsonText.Of(entry, "status_impact") is not null;

    /// <summary>Reads an entry into the sink.</summary>
    public static void ReadEntry(JsonElement entry, HistorySink sink)
    {
        sink.Next();
        var page = sink.Page("Google Cloud and Workspace", "");
        var impact = JsonText.Of(entry, "status_impact") ?? "";
        if (JsonText.Of(entry, "id") is not { } id)
        {
            sink.Reject(HistoryRejection.UnknownEntry);
            return;
        }
        if (impact == "SERVICE_INFORMATION")
        {
            sink.Notice();
            return;
        }
        if (
            !sink.TryStart(entry, out var start, "begin", "created")
            || !sink.TryEnd(entry, out var end, "end")
        )
            return;
        sink.Accept(
            new FoundOutage
            {
                Id = id,
                Page = page,
                Start = start,
                End = end,
                Components = NamesIn(entry, "affected_products", "title"),
                Title = JsonText.Of(entry, "external_desc"),
                FunctionStopped = ReportedSeverity.Of(impact) ?? ReportedSeverity.Unknown,
                Impact = impact,
                Url =
                    JsonText.Of(entry, "uri") is { } path && !path.Contains(':', StringComparison.Ordinal)
                        ? "https://status.cloud.google.com/" + path
                        : null,
                Texts =
                [
                    .. JsonText
                        .Each(JsonText.Get(entry, "updates"))
                        .Select(u => new WrittenText(
                            JsonText.Of(u, "text"),
                            sink.Times.Of(u, "when", "created")
                        )),
                ],
                IsPosted = true,
                LastWord = sink.Times.Of(entry, "modified"),
            }
        );
    }
}
