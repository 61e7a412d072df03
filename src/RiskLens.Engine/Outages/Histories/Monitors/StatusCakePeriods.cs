using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// StatusCake (uptime/.../periods): spans of one state, with a length in milliseconds that is used where the end is
/// missing. The file does not name the check. A span without either still lasts.
/// </summary>
internal sealed class StatusCakePeriods : JsonHistory
{
    private const long MostMilliseconds = 36_600 * CivilTime.Day;

    private static readonly string[] Starts = ["start", "created_at", "started_at", "Start"];
    private static readonly string[] Ends = ["end", "ended_at", "End"];

    /// <inheritdoc/>
    public override string Name => "statuscake";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) =>
        head.HasEntries(["data"], "status", "duration")
        && (
            head.HasEntries(["data"], "start")
            || head.HasEntries(["data"], "created_at")
            || head.HasEntries(["data"], "started_at")
        )
        && (
            head.Text.Contains("\"down\"", StringComparison.OrdinalIgnoreCase)
            || head.Text.Contains("\"up\"", StringComparison.OrdinalIgnoreCase)
        );

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        var page = sink.Page(sink.Context.Monitor, "StatusCake check");
        foreach (var document in documents)
        {
            var list = HasList(document, "data") ? JsonText.Get(document, "data") : document;
            foreach (var period in Entries(list))
                ReadPeriod(period, page, sink);
        }
    }

    private static void ReadPeriod(JsonElement period, string page, HistorySink sink)
    {
        var status = (JsonText.Of(period, "status") ?? "").ToLowerInvariant();
        var (from, to) = (sink.Times.Of(period, Starts), sink.Times.Of(period, Ends));
        if (to is null && JsonNumber.Of(period, "duration") is { } length and > 0 and < MostMilliseconds)
            to = from + length;
        if (status is "up" or "down" && from is { } first && to is { } last)
            sink.Watch(page, first, last);
        if (status == "up")
            return;
        sink.Next();
        if (status != "down")
        {
            sink.Reject(HistoryRejection.UnknownState);
            return;
        }
        if (!sink.TryStart(period, out var start, Starts) || !sink.TryEnd(period, out _, Ends))
            return;
        sink.Accept(
            new FoundOutage
            {
                Id =
                    JsonText.Of(period, "id")
                    ?? Starts.Select(s => JsonText.Of(period, s)).OfType<string>().First(),
                Page = page,
                Start = start,
                End = to,
                FunctionStopped = ReportedSeverity.Whole,
                Impact = "down",
            }
        );
    }
}
