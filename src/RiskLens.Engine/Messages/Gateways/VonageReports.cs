using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Vonage's Reports as JSON (as CSV they are a table like any other): a record a message, or several where its status
/// changed, so a message counts once by its id. Its time is when Vonage received it, in UTC.
/// </summary>
internal sealed class VonageReports : RecordLog
{
    /// <inheritdoc/>
    public override string Name => "vonage-reports";

    /// <inheritdoc/>
    public override string? DefaultChannel => "sms";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Lists { get; } = ["records"];

    /// <inheritdoc/>
    public override bool Recognises(string head) =>
        JsonPaths.Of(head, "message_id", "date_received") is { } paths
        && paths.HasRecords(Lists, "message_id", "date_received", "direction", "from", "to", "account_id");

    /// <inheritdoc/>
    protected override void Take(JsonElement record, RecordSink sink)
    {
        var direction = ProviderWords.DirectionOf(JsonText.Of(record, "direction"));
        var (from, to) = (JsonText.Of(record, "from"), JsonText.Of(record, "to"));
        var status = JsonText.Of(record, "status");
        sink.Accept(
            new FoundMessage
            {
                Time = JsonText.Of(record, "date_received"),
                TimeIsUtc = true,
                Direction = direction,
                Contact = ProviderWords.International(direction == Direction.Out ? to : from),
                Channel = JsonText.Of(record, "provider") ?? JsonText.Of(record, "channel"),
                Account = direction == Direction.Out ? from : to,
                Id = JsonText.Of(record, "message_id"),
                Counting = Counting.OncePerId,
                Body = JsonText.Of(record, "message_body"),
                Failed = ProviderWords.IsFailure(status) || status is "deleted",
            }
        );
    }
}
