using System.Globalization;
using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Upptime (history/summary.json): for each site the minutes of each UTC day in which it was down, no start or end. Two
/// days running with an hour or more each are one outage over midnight: counted apart they would be two short ones, and
/// it is the long ones that cost. Its shortest length is that of the longer day, its longest the sum. Shorter ones are
/// left apart, since a site that fails a minute a day does not fail for a month.
/// </summary>
internal sealed class UpptimeSummary : JsonHistory
{
    private const double JoinedFromMinutes = 60;
    private const string Days = "dailyMinutesDown";

    /// <inheritdoc/>
    public override string Name => "upptime";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) => head.HasEntries([], "slug", Days);

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        foreach (var site in documents.SelectMany(Entries))
        {
            var slug = JsonText.Of(site, "slug") ?? "";
            var page = sink.Page(
                JsonText.Of(site, "name") ?? PublicText.Host(JsonText.Of(site, "url")),
                slug.Length > 0 ? slug : "site"
            );
            var run = new List<(long Day, double Minutes)>();
            foreach (var day in DaysOf(JsonText.Get(site, Days), sink))
            {
                var goesOn =
                    run.Count > 0
                    && day.Day == run[^1].Day + CivilTime.Day
                    && Math.Min(day.Minutes, run[^1].Minutes) >= JoinedFromMinutes;
                if (!goesOn)
                    Accept(run, slug, page, sink);
                run.Add(day);
            }
            Accept(run, slug, page, sink);
        }
    }

    private static List<(long Day, double Minutes)> DaysOf(JsonElement days, HistorySink sink)
    {
        var read = new List<(long Day, double Minutes)>();
        if (days.ValueKind != JsonValueKind.Object)
            return read;
        foreach (var (name, value) in JsonProperties.Of(days))
        {
            if (sink.Times.Read(name, out var day) != TimeOutcome.NoHour)
            {
                sink.Next();
                sink.Reject(HistoryRejection.UnreadableStart);
            }
            else if (
                !double.TryParse(
                    JsonText.Of(value),
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var minutes
                )
                || minutes > DownDays.MinutesOfDay
            )
            {
                sink.Next();
                sink.Reject(HistoryRejection.UnreadableLength);
            }
            else if (minutes > 0)
            {
                read.Add((day, minutes));
            }
        }
        return [.. read.OrderBy(one => one.Day)];
    }

    private static void Accept(
        List<(long Day, double Minutes)> run,
        string slug,
        string page,
        HistorySink sink
    )
    {
        if (run.Count == 0)
            return;
        sink.Next();
        DownDays.Accept(
            run[0].Day,
            run.Count,
            (run.Max(one => one.Minutes), run.Sum(one => one.Minutes)),
            slug + "/",
            page,
            "",
            sink
        );
        run.Clear();
    }
}
