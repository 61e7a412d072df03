using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The JSON of sigtop: the rows of Signal Desktop's own database. Times are UTC. A contact is the author's number, or
/// the service id where Signal keeps the number back; the company's own messages are for the one who answered in the
/// conversation, or for a group. Calls, key changes and the like are system lines.
/// </summary>
public sealed class SignalDesktop : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "sigtop-json";

    /// <inheritdoc/>
    public string? DefaultChannel => "signal";

    /// <summary>Whether the head has the columns of such rows.</summary>
    public bool Recognises(string head) =>
        JsonPaths.Seen(head).IsSupersetOf(["conversationId", "type", "sent_at"]);

    /// <inheritdoc/>
    public LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    )
    {
        var conversations = new Dictionary<string, SignalAuthors>(StringComparer.Ordinal);
        using (var json = JsonLog.Open(source, bytesRead, pass: 0, passes: 2))
        {
            Each(
                json,
                row =>
                {
                    if (JsonText.Of(row, "type") == "incoming")
                        Of(conversations, row).Add(Author(row));
                },
                cancellationToken
            );
        }
        var records = new RecordSink(context, sink);
        using (var json = JsonLog.Open(source, bytesRead, pass: 1, passes: 2))
            Each(json, row => Take(row, Of(conversations, row), records), cancellationToken);
        return new LogReading(null, DateOrderAmbiguous: false);
    }

    private static void Each(JsonPull json, Action<JsonElement> take, CancellationToken cancellationToken)
    {
        while (json.NextDocument())
        {
            if (!json.EnterArray())
            {
                using var single = json.Value();
                take(single.RootElement);
                continue;
            }
            var depth = json.Depth;
            while (json.NextElement(depth))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var row = json.Value();
                take(row.RootElement);
            }
        }
    }

    private static SignalAuthors Of(Dictionary<string, SignalAuthors> conversations, JsonElement row)
    {
        var id = JsonText.Of(row, "conversationId") ?? "";
        if (!conversations.TryGetValue(id, out var authors))
            conversations.Add(id, authors = new SignalAuthors(own: null, ownWord: ""));
        return authors;
    }

    private static void Take(JsonElement row, SignalAuthors conversation, RecordSink records)
    {
        var type = JsonText.Of(row, "type");
        if (type is null)
        {
            records.Reject(RejectionReason.UnknownRecord, row);
            return;
        }
        if (type is not ("incoming" or "outgoing") || IsNotice(row))
        {
            records.CountSystem();
            return;
        }
        var own = type == "outgoing";
        records.Accept(
            new FoundMessage
            {
                UnixMilliseconds = JsonNumber.Of(row, "sent_at") ?? JsonNumber.Of(row, "timestamp"),
                NoTime = JsonNumber.WhyNone(row, "sent_at"),
                Direction = own ? Direction.Out : Direction.In,
                Contact = own ? Customer(conversation, row) : Author(row),
                Body = JsonText.Of(row, "body"),
            },
            row
        );
    }

    /// <summary>A conversation in which nobody has answered is named by its own id: it may be one person's or a group's.</summary>
    private static string? Customer(SignalAuthors conversation, JsonElement row) =>
        conversation.HasOther ? conversation.Customer : JsonText.Of(row, "conversationId");

    private static string? Author(JsonElement row) =>
        SignalRecords.First(row, "source", "sourceServiceId", "sourceUuid", "conversationId");

    /// <summary>Rows of older versions that only change a timer, a group or a session.</summary>
    private static bool IsNotice(JsonElement row) =>
        !SignalRecords.Has(row, "body")
        && (
            SignalRecords.Has(row, "expirationTimerUpdate")
            || SignalRecords.Has(row, "group_update")
            || SignalRecords.Has(row, "groupV2Change")
            || JsonNumber.Of(row, "flags") is 1 or 2 or 4
        );
}
