using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Freshdesk: tickets with their conversations, or the conversations of a ticket alone. A ticket's description is its
/// first message, from the customer unless the ticket is an e-mail that the company began. Notes, private replies and
/// calls are no messages. Where only conversations are given, the contact is the mail address, which both sides'
/// replies name.
/// </summary>
internal sealed class FreshdeskConversations : RecordLog
{
    /// <inheritdoc/>
    public override string Name => "freshdesk";

    /// <inheritdoc/>
    public override string? DefaultChannel => null;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Lists { get; } = ["tickets"];

    /// <inheritdoc/>
    public override bool Recognises(string head) =>
        JsonPaths.Of(head, "incoming", "private", "created_at") is { } paths
        && (
            paths.HasRecords(Lists, "incoming", "private", "ticket_id", "user_id", "created_at")
            || paths.HasRecords(Lists, "requester_id", "conversations/incoming", "conversations/created_at")
        );

    /// <inheritdoc/>
    protected override void Take(JsonElement record, RecordSink sink)
    {
        var conversations = JsonText.Get(record, "conversations");
        if (conversations.ValueKind != JsonValueKind.Array)
        {
            TakeReply(record, requester: null, sink);
            return;
        }
        TakeTicket(record, sink);
        foreach (var reply in conversations.EnumerateArray())
        {
            sink.Record = reply;
            TakeReply(reply, JsonText.Of(record, "requester_id"), sink);
        }
    }

    /// <summary>Ways in, by number: 1 e-mail, 3 telephone, 7 chat, 10 an e-mail that the company began.</summary>
    private static void TakeTicket(JsonElement ticket, RecordSink sink)
    {
        var source = JsonText.Of(ticket, "source");
        if (source == "3")
        {
            sink.CountSystem();
            return;
        }
        sink.Accept(
            new FoundMessage
            {
                Time = JsonText.Of(ticket, "created_at"),
                Direction = source == "10" ? Direction.Out : Direction.In,
                Contact = JsonText.Of(ticket, "requester_id"),
                Channel = source switch
                {
                    "1" or "10" => "email",
                    "7" => "chat",
                    _ => null,
                },
                Category = JsonText.Of(ticket, "type"),
                Id = JsonText.Of(ticket, "id") is { } id ? "ticket/" + id : null,
                Body = JsonText.Of(ticket, "description_text"),
            }
        );
    }

    /// <summary>Kinds, by number: 0 reply, 2 note, 5 tweet, 7 Facebook post, 9 telephone.</summary>
    private static void TakeReply(JsonElement reply, string? requester, RecordSink sink)
    {
        var source = JsonText.Of(reply, "source");
        if (ProviderWords.Is(reply, "private") || source is "2" or "9")
        {
            sink.CountSystem();
            return;
        }
        var incoming = ProviderWords.Is(reply, "incoming");
        var address = incoming
            ? JsonText.Of(reply, "from_email")
            : JsonText.Of(JsonText.Each(JsonText.Get(reply, "to_emails")).FirstOrDefault());
        sink.Accept(
            new FoundMessage
            {
                Time = JsonText.Of(reply, "created_at"),
                Direction = incoming ? Direction.In : Direction.Out,
                Contact =
                    requester ?? AddressIn(address) ?? (incoming ? JsonText.Of(reply, "user_id") : null),
                Channel = source switch
                {
                    "5" => "twitter",
                    "7" => "facebook_post",
                    _ => address is null ? null : "email",
                },
                Account = JsonText.Of(reply, "support_email"),
                Id = JsonText.Of(reply, "id"),
                Body = JsonText.Of(reply, "body_text"),
            }
        );
    }

    private static string? AddressIn(string? text) => text is null ? null : MailAddresses.First(text);
}
