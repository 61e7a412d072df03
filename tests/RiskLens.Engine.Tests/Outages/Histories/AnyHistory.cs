using System.Globalization;
using System.Text;
using NodaTime;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Tests.Outages.Histories;

/// <summary>Outage histories read by the format that recognises them, as the application would.</summary>
internal static class AnyHistory
{
    /// <summary>Imported on 22 November 2026, in a company of Douala (an hour ahead of UTC).</summary>
    public static HistoryContext Context { get; } =
        new(
            DateTimeZoneProviders.Tzdb["Africa/Douala"],
            new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)
        );

    public static HistoryReading Read(string text, HistoryContext? context = null) =>
        Read(Encoding.UTF8.GetBytes(text), context);

    public static HistoryReading Read(byte[] bytes, HistoryContext? context = null) =>
        HistoryFormats.Read(Source(bytes), context ?? Context);

    public static LogSource Source(byte[] bytes) =>
        new("history", bytes.Length, () => new MemoryStream(bytes, writable: false));

    /// <summary>A time in short: 2026-04-30T23:20Z, with seconds where they are not zero.</summary>
    public static string Short(this DateTimeOffset? time) => time is { } known ? known.Short() : "?";

    public static string Short(this DateTimeOffset time) =>
        time.ToUniversalTime()
            .ToString(
                time.Second == 0 ? "yyyy-MM-dd'T'HH:mm'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'",
                CultureInfo.InvariantCulture
            );

    /// <summary>The outages in short: page, start, end.</summary>
    public static IEnumerable<string> Lines(this HistoryReading reading) =>
        reading.Outages.Select(o => $"{o.Page} {o.Start.Short()} {o.End.Short()}");
}
