using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Webhooks of Vonage, a body a line or in an array: the Messages API's messages and statuses (message_uuid), and the
/// older SMS API's messages and receipts (msisdn). They come at least once and in any order, so a message counts once
/// by its id, and "delivered" or "read" only where nothing else is known of it. Times without an offset are UTC.
/// </summary>
internal sealed class VonageWebhooks : RecordLog
{
    /// <inheritdoc/>
    public override string Name => "vonage-webhooks";

    /// <inheritdoc/>
    public override string? DefaultChannel => "sms";

    /// <inheritdoc/>
    public override bool Recognises(string head) =>
        (
            JsonPaths.Of(head, "message_uuid", "timestamp") is { } paths
            && paths.HasRecords(Lists, "message_uuid", "timestamp", "from", "to")
        )
        || (
            JsonPaths.Of(head, "msisdn", "message-timestamp") is { } older
            && older.HasRecords(Lists, "msisdn", "messageId", "message-timestamp", "to")
        );

    /// <inheritdoc/>
    protected override void Take(JsonElement record, RecordSink sink)
    {
        var status = JsonText.Of(record, "status");
        var direction = status is null ? Direction.In : Direction.Out;
        var found = new FoundMessage
        {
            TimeIsUtc = true,
            Direction = direction,
            Counting = status is null ? Counting.OncePerId : ProviderWords.CountingOf(status),
            Failed = ProviderWords.IsFailure(status),
            Body = JsonText.Of(record, "text") ?? BodyInside(record),
        };
        if (JsonText.Of(record, "msisdn") is { } customer)
        {
            found = found with
            {
                Time = JsonText.Of(record, "message-timestamp"),
                Contact = ProviderWords.International(customer),
                Account = JsonText.Of(record, "to"),
                Id = JsonText.Of(record, "messageId"),
            };
        }
        else
        {
            var (from, to) = (JsonText.Get(record, "from"), JsonText.Get(record, "to"));
            var (contact, own) = direction == Direction.Out ? (to, from) : (from, to);
            found = found with
            {
                Time = JsonText.Of(record, "timestamp"),
                Contact = ProviderWords.International(Address(contact)),
                Account = Address(own),
                Channel = JsonText.Of(record, "channel") ?? JsonText.Of(contact, "type"),
                Id = JsonText.Of(record, "message_uuid"),
            };
        }
        sink.Accept(found);
    }

    /// <summary>A text, or in the older form an object with a number or an id.</summary>
    private static string? Address(JsonElement party) =>
        JsonText.Of(party) ?? JsonText.Of(party, "number") ?? JsonText.Of(party, "id");

    private static string? BodyInside(JsonElement record) =>
        ProviderWords.Inner(JsonText.Get(record, "message"), "content", "text");
}
