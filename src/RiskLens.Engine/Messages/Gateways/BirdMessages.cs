using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Messages of Bird's Channels interface and of MessageBird's Conversations interface, as lists or a message a line.
/// A channel is named by an id of its own there, so where a message does not say its platform, the user names the
/// channel of the file.
/// </summary>
internal sealed class BirdMessages : RecordLog
{
    /// <inheritdoc/>
    public override string Name => "bird";

    /// <inheritdoc/>
    public override string? DefaultChannel => null;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Lists { get; } = ["results", "items"];

    /// <inheritdoc/>
    public override bool Recognises(string head) =>
        JsonPaths.Of(head, "channelId", "direction") is { } paths
        && (
            paths.HasRecords(Lists, "conversationId", "channelId", "direction", "createdDatetime")
            || paths.HasRecords(Lists, "channelId", "sender", "receiver", "direction", "createdAt")
        );

    /// <inheritdoc/>
    protected override void Take(JsonElement record, RecordSink sink)
    {
        if (JsonText.Of(record, "type") == "event")
        {
            sink.CountSystem();
            return;
        }
        var direction = ProviderWords.DirectionOf(JsonText.Of(record, "direction"));
        sink.Accept(
            new FoundMessage
            {
                Time = JsonText.Of(record, "createdDatetime") ?? JsonText.Of(record, "createdAt"),
                Direction = direction,
                Contact = ProviderWords.International(Customer(record, direction)),
                Channel = JsonText.Of(record, "platform"),
                Account = JsonText.Of(record, "channelId"),
                Id = JsonText.Of(record, "id"),
                Body =
                    ProviderWords.Inner(record, "content", "text")
                    ?? ProviderWords.Inner(JsonText.Get(record, "body"), "text", "text"),
                Failed = ProviderWords.IsFailure(JsonText.Of(record, "status")),
            }
        );
    }

    private static string? Customer(JsonElement record, Direction? direction)
    {
        var isOut = direction == Direction.Out;
        var contact = isOut
            ? JsonText.Each(JsonText.Get(JsonText.Get(record, "receiver"), "contacts")).FirstOrDefault()
            : JsonText.Get(JsonText.Get(record, "sender"), "contact");
        return JsonText.Of(contact, "identifierValue")
            ?? JsonText.Of(contact, "id")
            ?? JsonText.Of(record, isOut ? "to" : "from");
    }
}
