using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Infobip's lists of results: message logs and delivery reports (sentAt, doneAt) and messages received (receivedAt),
/// pulled or collected from webhooks. A message is reported as often as its status changes: it counts once, by its
/// id; a report that it was seen is a later word on it.
/// </summary>
internal sealed class InfobipReports : RecordLog
{
    /// <inheritdoc/>
    public override string Name => "infobip";

    /// <inheritdoc/>
    public override string? DefaultChannel => "sms";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Lists { get; } = ["results"];

    /// <inheritdoc/>
    public override bool Recognises(string head) =>
        JsonPaths.Of(head, "messageId", "to") is { } paths
        && (
            paths.HasRecords(Lists, "messageId", "to", "sentAt", "status/groupName")
            || paths.HasRecords(Lists, "messageId", "to", "sentAt", "seenAt")
            || paths.HasRecords(Lists, "messageId", "to", "from", "receivedAt")
        );

    /// <inheritdoc/>
    protected override void Take(JsonElement record, RecordSink sink)
    {
        var received = JsonText.Of(record, "sentAt") is null ? JsonText.Of(record, "receivedAt") : null;
        var direction = received is null ? Direction.Out : Direction.In;
        var (from, to) = (
            JsonText.Of(record, "from") ?? JsonText.Of(record, "sender"),
            JsonText.Of(record, "to")
        );
        var seen = JsonText.Of(record, "seenAt") is not null;
        sink.Accept(
            new FoundMessage
            {
                Time = received ?? JsonText.Of(record, "sentAt") ?? JsonText.Of(record, "doneAt"),
                Direction = direction,
                Contact = ProviderWords.International(direction == Direction.Out ? to : from),
                Channel = JsonText.Of(record, "channel") ?? JsonText.Of(record, "integrationType"),
                Account = direction == Direction.Out ? from : to,
                Id = JsonText.Of(record, "messageId"),
                Counting = seen ? Counting.StatusOfId : Counting.OncePerId,
                Body = JsonText.Of(record, "text") ?? ProviderWords.Inner(record, "message", "text"),
                Failed = ProviderWords.IsFailure(ProviderWords.Inner(record, "status", "groupName")),
            }
        );
    }
}
