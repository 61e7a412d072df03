using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Reads the threads of Messenger and Instagram: one file, or the files of a whole download one after another. Times
/// are UTC. What was sent and taken back later counts; calls, notices and lines that only tell of a reaction do not.
/// </summary>
internal static class MetaThreads
{
    private static readonly string[] SystemTypes = ["Call", "Subscribe", "Unsubscribe", "call"];

    /// <summary>Whether the paths at the head of a file are those of a thread.</summary>
    public static bool Are(IReadOnlySet<string> paths) =>
        (
            paths.Contains("messages/sender_name")
            && paths.Any(path => path.StartsWith("messages/timestamp", StringComparison.Ordinal))
        )
        || (paths.Contains("messages/senderName") && paths.Contains("messages/timestamp"))
        || (paths.Contains("participants/name") && paths.Contains("messages"))
        || paths.Contains(MetaDownload.Mark);

    /// <summary>Streams the messages of all threads into the sink.</summary>
    public static LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    )
    {
        MetaSurvey survey;
        using (var json = JsonLog.Open(source, bytesRead, pass: 0, passes: 2))
            survey = MetaSurvey.Of(json, new OwnNames(context), cancellationToken);
        var records = new RecordSink(context, sink);
        using (var json = JsonLog.Open(source, bytesRead, pass: 1, passes: 2))
        {
            for (var file = 0; json.NextDocument(); file++)
            {
                if (survey[file] is { } thread && json.EnterObject())
                    Thread(json, thread, survey, records, cancellationToken);
            }
        }
        return new LogReading(null, DateOrderAmbiguous: false);
    }

    private static void Thread(
        JsonPull json,
        MetaThread thread,
        MetaSurvey survey,
        RecordSink records,
        CancellationToken cancellationToken
    )
    {
        var customer = survey.Customer(thread);
        var depth = json.Depth;
        while (json.NextProperty(depth))
        {
            if (json.Name != "messages" || !json.EnterArray())
                continue;
            var inside = json.Depth;
            while (json.NextElement(inside))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var message = json.Value();
                Message(message.RootElement, thread, customer, survey, records);
            }
        }
    }

    private static void Message(
        JsonElement message,
        MetaThread thread,
        string? customer,
        MetaSurvey survey,
        RecordSink records
    )
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            records.Reject(RejectionReason.UnknownRecord, message);
            return;
        }
        var text = MetaText.Of(message, "content") ?? MetaText.Of(message, "text");
        if (IsSystem(message, text))
        {
            records.CountSystem();
            return;
        }
        var sender = MetaText.Of(message, "sender_name") ?? MetaText.Of(message, "senderName");
        var author = sender is null ? null : ContactName.Normalised(sender);
        var own = author is not null && survey.IsOwn(author, thread);
        var clock =
            JsonText.Get(message, "timestamp_ms").ValueKind != JsonValueKind.Undefined
                ? "timestamp_ms"
                : "timestamp";
        records.Accept(
            new FoundMessage
            {
                UnixMilliseconds = Time(JsonNumber.Of(message, clock)),
                NoTime = JsonNumber.WhyNone(message, clock),
                Direction = own ? Direction.Out : Direction.In,
                Contact = own ? customer ?? WhatsAppExport.Group : Author(author, customer),
                Body = text,
            },
            message
        );
    }

    /// <summary>The name of one who closed the account may be gone; where two talk, it is the other.</summary>
    private static string? Author(string? author, string? customer) =>
        string.IsNullOrEmpty(author) ? customer : author;

    private static bool IsSystem(JsonElement message, string? text) =>
        SystemTypes.Contains(JsonText.Of(message, "type"), StringComparer.Ordinal)
        || JsonText.Get(message, "call_duration").ValueKind == JsonValueKind.Number
        || MetaNotices.Has(text);

    /// <summary>Milliseconds; seconds in the downloads of 2018.</summary>
    private static long? Time(long? time) =>
        time switch
        {
            null or <= 0 => null,
            < 100_000_000_000 => time * CivilTime.Second,
            _ => time,
        };
}
