using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// MessageBird's SMS interface: lists of messages, or a message a line. A record names its recipients, and each of
/// them got a message.
/// </summary>
internal sealed class MessageBirdMessages : RecordLog
{
    /// <inheritdoc/>
    public override string Name => "messagebird";

    /// <inheritdoc/>
    public override string? DefaultChannel => "sms";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Lists { get; } = ["items"];

    /// <inheritdoc/>
    public override bool Recognises(string head) =>
        JsonPaths.Of(head, "originator", "recipient") is { } paths
        && paths.HasRecords(
            Lists,
            "originator",
            "direction",
            "recipients/items/recipient",
            "createdDatetime"
        );

    /// <inheritdoc/>
    protected override void Take(JsonElement record, RecordSink sink)
    {
        var message = new FoundMessage
        {
            Time = JsonText.Of(record, "scheduledDatetime") ?? JsonText.Of(record, "createdDatetime"),
            Direction = ProviderWords.DirectionOf(JsonText.Of(record, "direction")),
            Id = JsonText.Of(record, "id"),
            Body = JsonText.Of(record, "body"),
        };
        var originator = JsonText.Of(record, "originator");
        if (message.Direction != Direction.Out)
        {
            sink.Accept(message with { Contact = ProviderWords.International(originator) });
            return;
        }
        foreach (var recipient in JsonText.Each(JsonText.Get(JsonText.Get(record, "recipients"), "items")))
        {
            var number = JsonText.Of(recipient, "recipient");
            sink.Accept(
                message with
                {
                    Contact = ProviderWords.International(number),
                    Account = originator,
                    Id = message.Id is null ? null : $"{message.Id}/{number}",
                    Failed = ProviderWords.IsFailure(JsonText.Of(recipient, "status")),
                }
            );
        }
    }
}
