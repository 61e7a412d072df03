using System.Globalization;
using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>Sources that tell of each day only how long something was down: an outage of day precision with a length.</summary>
internal static class DownDays
{
    public const double MinutesOfDay = 24 * 60;

    /// <summary>Takes the day that stands in a property.</summary>
    public static void Accept(
        JsonElement entry,
        string property,
        double minutes,
        string idStart,
        string page,
        string component,
        HistorySink sink
    )
    {
        if (sink.Times.Read(JsonText.Of(entry, property), out var day) != TimeOutcome.NoHour)
        {
            sink.Reject(HistoryRejection.UnreadableStart);
            return;
        }
        if (minutes > MinutesOfDay)
        {
            sink.Reject(HistoryRejection.UnreadableLength);
            return;
        }
        Accept(day, 1, (minutes, minutes), idStart, page, component, sink);
    }

    /// <summary>Takes an outage of so many days in a row, with the shortest and longest length in minutes.</summary>
    public static void Accept(
        long day,
        int days,
        (double Shortest, double Longest) minutes,
        string idStart,
        string page,
        string component,
        HistorySink sink
    ) =>
        sink.Accept(
            new FoundOutage
            {
                Id =
                    idStart
                    + DateTimeOffset
                        .FromUnixTimeMilliseconds(day)
                        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Page = page,
                Components = component.Length > 0 ? [component] : [],
                Start = day,
                End = Math.Min(day + (days * CivilTime.Day), sink.Context.Latest.ToUnixTimeMilliseconds()),
                Precision = "day",
                FunctionStopped = ReportedSeverity.Whole,
                Impact = "down",
                Hours = (minutes.Shortest / 60, minutes.Longest / 60),
            }
        );
}
