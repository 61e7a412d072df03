using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// UptimeRobot's getMonitors with logs: type 1 down, 2 up, 98 started, 99 paused; a down log states its own length. What
/// was paused was not watched. Logs go back only so far: a monitor counts as watched from its first log on.
/// </summary>
internal sealed class UptimeRobotMonitors : JsonHistory
{
    private const int Down = 1;
    private const int Up = 2;
    private const int Started = 98;
    private const int Paused = 99;

    /// <inheritdoc/>
    public override string Name => "uptimerobot";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) =>
        head.Has("monitors/friendly_name")
        || (head.Has("monitors/logs/type") && head.Has("monitors/logs/datetime"));

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        foreach (var monitor in documents.SelectMany(d => JsonText.Each(JsonText.Get(d, "monitors"))))
            ReadMonitor(monitor, sink);
    }

    private static void ReadMonitor(JsonElement monitor, HistorySink sink)
    {
        var (id, url) = (JsonText.Of(monitor, "id") ?? "", JsonText.Of(monitor, "url"));
        var page = sink.Page(JsonText.Of(monitor, "friendly_name") ?? url, "monitor");
        var logs = JsonText
            .Each(JsonText.Get(monitor, "logs"))
            .Select(log => new Log(log, JsonNumber.Of(log, "type"), sink.Times.Of(log, "datetime")))
            .OrderBy(log => log.Time)
            .ToList();
        if (logs.Count > 0 && logs[^1].End is { } end)
        {
            var changes = logs.Where(log => log is { Type: not null, Time: not null })
                .Select(log => new MonitorLook(
                    log.Time!.Value,
                    log.Type == Paused ? MonitorState.Unknown : MonitorState.Up
                ))
                .ToList();
            MonitorStates.Watch(changes, end, page, sink);
        }
        var isDown = JsonNumber.Of(monitor, "status") is 8 or 9;
        foreach (var log in logs)
        {
            if (log.Type is Up or Started or Paused)
                continue;
            sink.Next();
            if (log.Type != Down)
            {
                sink.Reject(HistoryRejection.UnknownState);
                continue;
            }
            if (!sink.TryStart(log.Entry, out var start, "datetime"))
                continue;
            var lasts = isDown && log == logs[^1];
            sink.Accept(
                new FoundOutage
                {
                    Id = $"{id}/{JsonText.Of(log.Entry, "id") ?? JsonText.Of(log.Entry, "datetime")}",
                    Page = page,
                    Start = start,
                    End = lasts || log.Seconds is null ? null : log.End,
                    Title = JsonText.Of(JsonText.Get(log.Entry, "reason"), "detail"),
                    FunctionStopped = ReportedSeverity.Whole,
                    Impact = "down",
                    Url = url,
                    LastWord = log.End,
                }
            );
        }
    }

    private sealed record Log(JsonElement Entry, long? Type, long? Time)
    {
        /// <summary>Longer than a life of monitors is no length.</summary>
        private const long MostSeconds = 100L * 366 * 24 * 3600;

        public long? Seconds =>
            JsonNumber.Of(Entry, "duration") is { } seconds and >= 0 and < MostSeconds ? seconds : null;

        public long? End => Time + ((Seconds ?? 0) * CivilTime.Second);
    }
}
