using System.Text;
using NodaTime;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>Reads text as a log, as the application would, with a context of one's choice.</summary>
internal static class LogReadings
{
    public static LogContext Context { get; } =
        new(
            DateTimeZone.Utc,
            DateOrder.DayFirst,
            ForcedDateOrder: null,
            OwnName: null,
            DateTimeOffset
                .Parse("2026-11-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture)
                .ToUnixTimeMilliseconds(),
            new HashSet<string>(["whatsapp", "sms", "telegram", "email", "web-chat"], StringComparer.Ordinal),
            Columns: null
        );

    public static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    public static LogSource Source(string text) => Source(Encoding.UTF8.GetBytes(text));

    public static LogSource Source(byte[] bytes) =>
        new("log", bytes.Length, () => new MemoryStream(bytes, writable: false));

    public static RecordingSink Read(this ILogFormat format, string text, LogContext? context = null) =>
        format.Read(Source(text), context).Sink;

    public static (RecordingSink Sink, LogReading Reading) Read(
        this ILogFormat format,
        LogSource source,
        LogContext? context = null
    )
    {
        var sink = new RecordingSink();
        var reading = format.Read(
            source,
            context ?? Context,
            sink,
            bytesRead: null,
            TestContext.Current.CancellationToken
        );
        return (sink, reading);
    }
}
