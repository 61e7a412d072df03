using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Upptime's state of one site (history/*.yml): since when it is watched, when last, and whether it is up. A site that is
/// down has been so since some time before the last look: that look is the start that is sure.
/// </summary>
internal sealed class UpptimeState : IOutageHistoryFormat
{
    /// <inheritdoc/>
    public string Name => "upptime-state";

    /// <inheritdoc/>
    public bool Recognises(HistoryHead head)
    {
        var values = ValuesOf(head.Text);
        return values.ContainsKey("lastUpdated")
            && values.ContainsKey("startTime")
            && values.ContainsKey("status");
    }

    /// <inheritdoc/>
    public HistoryReading Read(LogSource source, HistoryContext context)
    {
        var sink = new HistorySink(Name, context);
        var values = ValuesOf(HistoryText.Of(source, HistoryHead.Of(source).Encoding));
        var url = values.GetValueOrDefault("url");
        var page = sink.Page(context.Monitor ?? PublicText.Host(url) ?? url, "site");
        if (
            sink.Times.Read(values.GetValueOrDefault("startTime"), out var start) == TimeOutcome.Read
            && sink.Times.Read(values.GetValueOrDefault("lastUpdated"), out var last) == TimeOutcome.Read
        )
        {
            sink.Watch(page, start, last);
            if (values.GetValueOrDefault("status") != "down")
                return sink.Reading();
            sink.Next();
            sink.Accept(
                new FoundOutage
                {
                    Id = values["lastUpdated"],
                    Page = page,
                    Start = last,
                    FunctionStopped = ReportedSeverity.Whole,
                    Impact = "down",
                    Url = url,
                }
            );
            return sink.Reading();
        }
        sink.Next();
        sink.Reject(HistoryRejection.UnreadableStart);
        return sink.Reading();
    }

    private static Dictionary<string, string> ValuesOf(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Take(100))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0 && !line.StartsWith(' '))
                values.TryAdd(line[..colon], line[(colon + 2)..].Trim().Trim('"', '\''));
        }
        return values;
    }
}
