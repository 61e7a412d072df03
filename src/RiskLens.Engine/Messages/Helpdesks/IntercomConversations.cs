using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Intercom's conversations with their parts: a conversation a line, or a list of them. The source is the first
/// message; a part is one where it is a comment, or a reply sent while opening or closing. Notes, assignments and
/// other events are no messages. Users, leads and contacts are the customer; admins, bots and teams the company.
/// </summary>
internal sealed class IntercomConversations : RecordLog
{
    /// <inheritdoc/>
    public override string Name => "intercom";

    /// <inheritdoc/>
    public override string? DefaultChannel => "webchat";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Lists { get; } = ["conversations", "data"];

    /// <inheritdoc/>
    public override bool Recognises(string head) =>
        JsonPaths.Of(head, "source", "author") is { } paths
        && paths.HasRecords(Lists, "created_at", "source/author/type")
        && (
            paths.HasRecords(Lists, "conversation_parts/conversation_parts/part_type")
            || paths.HasRecords(Lists, "source/delivered_as")
        );

    /// <inheritdoc/>
    protected override void Take(JsonElement record, RecordSink sink)
    {
        var source = JsonText.Get(record, "source");
        var channel = JsonText.Of(source, "type");
        var contact = Customer(record, source);
        var id = JsonText.Of(record, "id");
        TakePart(source, JsonText.Of(record, "created_at"), contact, channel, id, sink);
        var parts = JsonText.Get(JsonText.Get(record, "conversation_parts"), "conversation_parts");
        foreach (var part in JsonText.Each(parts))
        {
            sink.Record = part;
            var isMessage = JsonText.Of(part, "part_type") switch
            {
                "comment" or "quick_reply" => true,
                "open" or "close" => JsonText.Of(part, "body") is { Length: > 0 },
                _ => false,
            };
            if (isMessage)
                TakePart(part, JsonText.Of(part, "created_at"), contact, channel, id, sink);
            else
                sink.CountSystem();
        }
    }

    private static void TakePart(
        JsonElement part,
        string? time,
        string? customer,
        string? channel,
        string? conversation,
        RecordSink sink
    )
    {
        if (ChannelWords.IsCall(channel))
        {
            sink.CountSystem();
            return;
        }
        var author = JsonText.Get(part, "author");
        Direction? direction = JsonText.Of(author, "type") switch
        {
            "user" or "lead" or "contact" => Direction.In,
            "admin" or "bot" or "team" => Direction.Out,
            _ => null,
        };
        var id = JsonText.Of(part, "id");
        sink.Accept(
            new FoundMessage
            {
                Time = time,
                Direction = direction,
                Contact = direction == Direction.In ? JsonText.Of(author, "id") ?? customer : customer,
                Channel = channel,
                Id = id is null ? null : $"{conversation}/{id}",
                Body = JsonText.Of(part, "body"),
            }
        );
    }

    /// <summary>The conversation's first contact (newer exports wrap the list), else who began it.</summary>
    private static string? Customer(JsonElement record, JsonElement source)
    {
        var contacts = JsonText.Get(record, "contacts");
        var list = contacts.ValueKind == JsonValueKind.Array ? contacts : JsonText.Get(contacts, "contacts");
        var author = JsonText.Get(source, "author");
        return JsonText.Of(JsonText.Each(list).FirstOrDefault(), "id")
            ?? (
                JsonText.Of(author, "type") is "user" or "lead" or "contact"
                    ? JsonText.Of(author, "id")
                    : null
            );
    }
}
