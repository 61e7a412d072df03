using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Chatwoot: the messages of a conversation as its interface pages them (each page names the contact once), and its
/// webhooks, a body a line. Private notes and activities are no messages; templates are what the company sends by
/// itself. The same message may come in several webhooks and counts once.
/// </summary>
internal sealed class ChatwootMessages : RecordLog
{
    private static readonly string[] Properties = ["message_type", "private", "created_at"];

    /// <inheritdoc/>
    public override string Name => "chatwoot";

    /// <inheritdoc/>
    public override string? DefaultChannel => null;

    /// <inheritdoc/>
    public override bool Recognises(string head) =>
        JsonPaths.Of(head, Properties) is { } paths
        && (
            paths.HasRecords(["payload"], [.. Properties, "conversation_id", "inbox_id"])
            || paths.HasRecords([], [.. Properties, "event", "conversation"])
        );

    /// <inheritdoc/>
    protected override void Take(JsonElement record, RecordSink sink)
    {
        var page = JsonText.Get(record, "payload");
        if (page.ValueKind != JsonValueKind.Array)
        {
            TakeMessage(record, contact: null, sink);
            return;
        }
        var contact = ProviderWords.Inner(JsonText.Get(record, "meta"), "contact", "id");
        foreach (var message in page.EnumerateArray())
        {
            sink.Record = message;
            TakeMessage(message, contact, sink);
        }
    }

    private static void TakeMessage(JsonElement message, string? contact, RecordSink sink)
    {
        var type = JsonText.Of(message, "message_type");
        var isEvent =
            JsonText.Of(message, "event") is { } kind
            && !kind.StartsWith("message_", StringComparison.Ordinal);
        if (ProviderWords.Is(message, "private") || type is "2" or "activity" || isEvent)
        {
            sink.CountSystem();
            return;
        }
        var conversation = JsonText.Get(message, "conversation");
        sink.Accept(
            new FoundMessage
            {
                Time = JsonText.Of(message, "created_at"),
                Direction = type switch
                {
                    "0" or "incoming" => Direction.In,
                    "1" or "outgoing" or "3" or "template" => Direction.Out,
                    _ => null,
                },
                Contact = contact ?? Customer(message, conversation),
                Channel = JsonText.Of(conversation, "channel"),
                Account = JsonText.Of(message, "inbox_id") ?? ProviderWords.Inner(message, "inbox", "id"),
                Id = JsonText.Of(message, "id"),
                Counting = Counting.OncePerId,
                Body = JsonText.Of(message, "content"),
                Failed = JsonText.Of(message, "status") is "failed",
            }
        );
    }

    private static string? Customer(JsonElement message, JsonElement conversation)
    {
        var inbox = JsonText.Get(conversation, "contact_inbox");
        var sender = JsonText.Get(message, "sender");
        return ProviderWords.Inner(JsonText.Get(conversation, "meta"), "sender", "id")
            ?? JsonText.Of(inbox, "contact_id")
            ?? JsonText.Of(inbox, "source_id")
            ?? (JsonText.Of(sender, "type") is "contact" ? JsonText.Of(sender, "id") : null);
    }
}
