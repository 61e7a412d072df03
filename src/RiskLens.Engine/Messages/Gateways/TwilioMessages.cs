using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Twilio's messages as its REST interface lists them (a page of messages, or pages one after another) and as its
/// bulk export writes them (a message a line, packed by day). Addresses such as whatsapp:+237... name their channel;
/// without such a prefix it is SMS. What was scheduled or cancelled was never sent and is no message.
/// </summary>
internal sealed class TwilioMessages : RecordLog
{
    /// <inheritdoc/>
    public override string Name => "twilio";

    /// <inheritdoc/>
    public override string? DefaultChannel => "sms";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Lists { get; } = ["messages"];

    /// <inheritdoc/>
    public override bool Recognises(string head) =>
        JsonPaths.Of(head, "account_sid", "num_segments") is { } paths
        && paths.HasRecords(Lists, "account_sid", "sid", "direction", "from", "to", "num_segments");

    /// <inheritdoc/>
    protected override void Take(JsonElement record, RecordSink sink)
    {
        var status = JsonText.Of(record, "status");
        if (status is "scheduled" or "canceled")
        {
            sink.CountSystem();
            return;
        }
        var direction = ProviderWords.DirectionOf(JsonText.Of(record, "direction"));
        var (from, to) = (JsonText.Of(record, "from"), JsonText.Of(record, "to"));
        var (customer, own) = direction == Direction.Out ? (to, from) : (from, to);
        var (channel, contact) = Split(customer);
        sink.Accept(
            new FoundMessage
            {
                Time = JsonText.Of(record, "date_sent") ?? JsonText.Of(record, "date_created"),
                Direction = direction,
                Contact = contact,
                Channel = channel,
                Account = Split(own).Address,
                Id = JsonText.Of(record, "sid"),
                Body = JsonText.Of(record, "body"),
                Failed = ProviderWords.IsFailure(status),
            }
        );
    }

    /// <summary>"whatsapp:+237..." as channel and address; a plain number has no channel before it.</summary>
    private static (string? Channel, string? Address) Split(string? address) =>
        address?.IndexOf(':', StringComparison.Ordinal) is { } colon and > 0
            ? (address[..colon], address[(colon + 1)..])
            : (null, address);
}
