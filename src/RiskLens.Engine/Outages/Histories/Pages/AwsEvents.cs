using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// What goes on at AWS at present (health.aws.amazon.com/public/currentevents): UTF-16, seconds as text. An event has a
/// log of its updates; status 1 informs, 2 impairs, 3 disrupts, 0 is over.
/// </summary>
internal sealed class AwsEvents : JsonHistory
{
    /// <inheritdoc/>
    public override string Name => "aws-events";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) => head.HasEntries([], "arn", "date", "event_log");

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        sink.Page("AWS", "");
        foreach (var entry in documents.SelectMany(Entries))
            ReadEntry(entry, sink);
    }

    private static void ReadEntry(JsonElement entry, HistorySink sink)
    {
        sink.Next();
        if (!sink.TryStart(entry, out var start, "date") || !sink.TryEnd(entry, out var end, "end_time"))
            return;
        var log = JsonText
            .Each(JsonText.Get(entry, "event_log"))
            .Select(u => new Update(u, sink.Times.Of(u, "timestamp")))
            .OrderBy(u => u.Time ?? start)
            .ToList();
        var last = log.Count > 0 ? log[^1] : null;
        if (last?.IsOver == true)
            end ??= last.Time;
        var worst = log.Select(u => u.Status).Append(JsonNumber.Of(entry, "status")).Max();
        sink.Accept(
            new FoundOutage
            {
                Id = JsonText.Of(entry, "arn") ?? "",
                Page = "AWS",
                Start = start,
                End = end,
                Components =
                [
                    .. new[]
                    {
                        JsonText.Of(entry, "service"),
                        JsonText.Of(entry, "region_name"),
                    }.OfType<string>(),
                ],
                Title = AwsTitle.Of(JsonText.Of(entry, "summary")).Subject,
                FunctionStopped = worst switch
                {
                    3 => ReportedSeverity.Major,
                    2 => ReportedSeverity.Partial,
                    1 => ReportedSeverity.Minor,
                    _ => ReportedSeverity.Unknown,
                },
                Impact = JsonText.Of(entry, "status") ?? "",
                Texts = [.. log.Select(u => new WrittenText(JsonText.Of(u.Entry, "message"), u.Time))],
                IsPosted = true,
                MayBeNotice = worst == 1 && last?.IsOver != true,
                LastWord = last?.Time,
            }
        );
    }

    private sealed record Update(JsonElement Entry, long? Time)
    {
        public long? Status => JsonNumber.Of(Entry, "status");

        public bool IsOver => Status == 0 || AwsTitle.Of(JsonText.Of(Entry, "summary")).IsResolved;
    }
}
