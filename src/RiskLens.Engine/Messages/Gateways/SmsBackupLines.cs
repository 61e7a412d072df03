using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The telephone app "SMS Import / Export": messages.ndjson, a record a line (version 2, in a zip), or an array of
/// records (version 1). A record is an SMS, or an MMS with its parts and addresses. Drafts and what waits to be sent
/// are no messages. A group message received is the sender's; one sent is one message, to its first recipient.
/// </summary>
internal sealed class SmsBackupLines : RecordLog
{
    /// <summary>Roles of an address in an MMS (OMA MMS encapsulation, as Android numbers them).</summary>
    private const string From = "137";

    private const string PlaceOfOwnNumber = "insert-address-token";

    /// <inheritdoc/>
    public override string Name => "sms-import-export";

    /// <inheritdoc/>
    public override string? DefaultChannel => "sms";

    /// <inheritdoc/>
    public override bool Recognises(string head) =>
        JsonPaths.Of(head, "date") is { } paths
        && (
            paths.HasRecords(Lists, "address", "date", "type", "body", "read")
            || paths.HasRecords(Lists, "msg_box", "date", "m_type")
        );

    /// <inheritdoc/>
    protected override void Take(JsonElement record, RecordSink sink)
    {
        var mms = JsonText.Of(record, "msg_box");
        var box = mms ?? JsonText.Of(record, "type");
        if (SmsBox.IsUnsent(box))
        {
            sink.CountSystem();
            return;
        }
        var direction = SmsBox.DirectionOf(box);
        sink.Accept(
            new FoundMessage
            {
                Time = JsonText.Of(record, "date"),
                Direction = direction,
                Contact = mms is null ? JsonText.Of(record, "address") : Party(record, direction),
                Body = mms is null ? JsonText.Of(record, "body") : Parts(record),
                Failed = SmsBox.IsFailure(box, JsonText.Of(record, "status")),
            }
        );
    }

    private static string? Party(JsonElement record, Direction? direction)
    {
        var all = Each(record, "__recipient_addresses")
            .Concat(Each(record, "__addresses"))
            .Concat(Each(record, "addresses"));
        var sender = JsonText.Get(record, "__sender_address");
        if (direction == Direction.In)
        {
            return Address(sender)
                ?? Address(all.FirstOrDefault(address => JsonText.Of(address, "type") == From));
        }
        return all.Where(address => JsonText.Of(address, "type") != From).Select(Address).FirstOrDefault();
    }

    private static JsonElement.ArrayEnumerator Each(JsonElement record, string property) =>
        JsonText.Each(JsonText.Get(record, property));

    private static string? Address(JsonElement address) =>
        JsonText.Of(address, "address") is { } text && text != PlaceOfOwnNumber ? text : null;

    private static string Parts(JsonElement record) =>
        string.Concat(
            Each(record, "__parts")
                .Concat(Each(record, "parts"))
                .Where(part => JsonText.Of(part, "ct") == "text/plain")
                .Select(part => JsonText.Of(part, "text"))
        );
}
