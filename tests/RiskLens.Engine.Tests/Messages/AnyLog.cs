using System.Text;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>A log read by the format that recognises it, as the application would.</summary>
internal sealed record AnyLog(string Format, RecordingSink Sink, LogReading Reading)
{
    public static LogContext Context { get; } =
        LogReadings.Context with
        {
            Channels = new HashSet<string>(
                [
                    "whatsapp",
                    "whatsapp-business",
                    "messenger",
                    "instagram",
                    "facebook",
                    "telegram",
                    "sms",
                    "email",
                    "webchat",
                    "rcs",
                ],
                StringComparer.Ordinal
            ),
        };

    public static AnyLog Read(string text, LogContext? context = null) =>
        Read(LogReadings.Source(text), context);

    public static AnyLog Read(byte[] bytes, LogContext? context = null) =>
        Read(LogReadings.Source(bytes), context);

    public static AnyLog Read(LogSource source, LogContext? context = null)
    {
        var format = LogFormats.Recognise(LogHead.Of(source).Text);
        Assert.NotNull(format);
        var (sink, reading) = format.Read(source, context ?? Context);
        return new AnyLog(format.Name, sink, reading);
    }

    /// <summary>The messages in short: time, direction, contact, channel.</summary>
    public IEnumerable<string> Lines =>
        Sink.Messages.Select(message =>
            string.Join(
                ' ',
                (
                    (string[])[message.Utc, message.Direction.ToString(), message.Contact, message.Channel]
                ).Where(part => part.Length > 0)
            )
        );

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
