using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Turns the records of webhook bodies into messages. The contact is the customer's number in international form, so
/// that it is the same contact as on other channels, or the business-scoped user id where the number is kept from us.
/// </summary>
internal sealed class WhatsAppCloudMessages(RecordSink records)
{
    private readonly Dictionary<string, string> _numberOfUser = new(StringComparer.Ordinal);
    private string? _onlyContact;

    /// <summary>The company's own number through which the records went, or null.</summary>
    public string? Account { get; set; }

    /// <summary>Forgets the body before.</summary>
    public void Begin()
    {
        Account = null;
        _onlyContact = null;
        _numberOfUser.Clear();
    }

    /// <summary>Learns what a body says of all its records: the account and the customers' numbers.</summary>
    public void Enter(JsonElement value)
    {
        Account = Phone(JsonText.Of(JsonText.Get(value, "metadata"), "display_phone_number")) ?? Account;
        var contacts = 0;
        foreach (var contact in JsonText.Each(JsonText.Get(value, "contacts")))
        {
            var number = Phone(JsonText.Of(contact, "wa_id"));
            var user = JsonText.Of(contact, "user_id");
            if (number is not null && user is not null)
                _numberOfUser[user] = number;
            _onlyContact = contacts++ == 0 ? number ?? user : null;
        }
    }

    /// <summary>
    /// A message of a customer; of the company where its author is the account's own number, as in the history of a
    /// phone app, or where Turn.io says so.
    /// </summary>
    public void Message(JsonElement message, string? customer)
    {
        if (!IsVolume(message))
        {
            records.CountSystem();
            return;
        }
        var turn = JsonText.Get(JsonText.Get(message, "_vnd"), "v1");
        var from = Phone(JsonText.Of(message, "from"));
        var own = JsonText.Of(turn, "direction") == "outbound" || (from is not null && from == Account);
        var contact = own
            ? Contact(message, "to", "to_user_id")
                ?? Phone(customer)
                ?? Phone(JsonText.Of(message, "recipient_id"))
                ?? Phone(JsonText.Of(JsonText.Get(turn, "chat"), "owner"))
            : Contact(message, "from", "from_user_id") ?? Phone(customer);
        HandOn(message, own ? Direction.Out : Direction.In, contact ?? _onlyContact);
    }

    /// <summary>A message that the company sent from its phone app.</summary>
    public void Echo(JsonElement echo)
    {
        if (IsVolume(echo))
            HandOn(echo, Direction.Out, Contact(echo, "to", "to_user_id") ?? _onlyContact);
        else
            records.CountSystem();
    }

    /// <summary>What became of a message of the company. Statuses of calls and payments are none of a message.</summary>
    public void Status(JsonElement status)
    {
        var word = JsonText.Of(status, "status");
        var id = JsonText.Of(status, "id");
        if (JsonText.Of(status, "type") is { } type && type != "message" || word is "deleted" or "warning")
        {
            records.CountSystem();
            return;
        }
        if (word is not ("sent" or "failed" or "delivered" or "read" or "played"))
        {
            records.Reject(RejectionReason.UnknownStatus, status);
            return;
        }
        var pricing = JsonText.Of(JsonText.Get(status, "pricing"), "category");
        var origin = JsonText.Get(JsonText.Get(status, "conversation"), "origin");
        records.Accept(
            new FoundMessage
            {
                UnixMilliseconds = Time(status),
                NoTime = JsonNumber.WhyNone(status, "timestamp"),
                Direction = Direction.Out,
                Contact = Recipient(status),
                Account = Account,
                Category = pricing ?? JsonText.Of(origin, "type"),
                Counting = CountingOf(id, word == "sent" ? Counting.OncePerId : Counting.StatusOfId),
                Id = id,
                Failed = word == "failed",
            },
            status
        );
    }

    /// <summary>A number as WhatsApp writes it, digits with the calling code, in international form; null for nothing.</summary>
    public static string? Phone(string? number)
    {
        if (string.IsNullOrWhiteSpace(number))
            return null;
        return number.Length is >= 7 and <= 15 && number.All(char.IsAsciiDigit) ? "+" + number : number;
    }

    private static Counting CountingOf(string? id, Counting withId) =>
        string.IsNullOrEmpty(id) ? Counting.Each : withId;

    private string? Recipient(JsonElement status)
    {
        if (JsonText.Of(status, "recipient_type") == "group")
        {
            // Of a message to a group, the first word has no member in it.
            return Contact(status, "recipient_participant_id", "recipient_participant_user_id")
                ?? WhatsAppExport.Group;
        }
        return Contact(status, "recipient_id", "recipient_user_id") ?? _onlyContact;
    }

    private string? Contact(JsonElement record, string number, string user)
    {
        if (Phone(JsonText.Of(record, number)) is { } phone)
            return phone;
        var id = JsonText.Of(record, user);
        return string.IsNullOrWhiteSpace(id) ? null : _numberOfUser.GetValueOrDefault(id, id);
    }

    private void HandOn(JsonElement message, Direction direction, string? contact)
    {
        var id = JsonText.Of(message, "id");
        records.Accept(
            new FoundMessage
            {
                UnixMilliseconds = Time(message),
                NoTime = JsonNumber.WhyNone(message, "timestamp"),
                Direction = direction,
                Contact = contact,
                Account = Account,
                Counting = CountingOf(id, Counting.OncePerId),
                Id = id,
                Body = Body(message),
                Failed = JsonText.Of(JsonText.Get(message, "history_context"), "status") == "ERROR",
            },
            message
        );
    }

    /// <summary>What is no volume: a reaction, a correction, a message taken back, a notice, what cannot be shown.</summary>
    private static bool IsVolume(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object
        && JsonText.Of(message, "type") switch
        {
            "reaction" or "edit" or "revoke" or "system" or "unsupported" or "unknown" or "errors" => false,
            "request_welcome" or "media_placeholder" => false,
            null => JsonText.Get(message, "errors").ValueKind == JsonValueKind.Undefined,
            _ => true,
        };

    /// <summary>Unix seconds, as a string in most bodies.</summary>
    private static long? Time(JsonElement record) =>
        JsonNumber.Of(record, "timestamp") is { } seconds and > 0 and < 100_000_000_000
            ? seconds * CivilTime.Second
            : null;

    private static string? Body(JsonElement message)
    {
        var type = JsonText.Of(message, "type");
        if (type is null)
            return null;
        var content = JsonText.Get(message, type);
        return JsonText.Of(content, "body")
            ?? JsonText.Of(content, "caption")
            ?? JsonText.Of(content, "text")
            ?? JsonText.Of(JsonText.Get(content, "button_reply"), "title")
            ?? JsonText.Of(JsonText.Get(content, "list_reply"), "title");
    }
}
