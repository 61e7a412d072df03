using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Rasa: trackers (a sender and its events) and the events that its broker writes, one a line. What the user said
/// came in, what the bot said went out; actions, slots and the rest are no messages. Old trackers that note the bot's
/// answers as actions alone give no messages out.
/// </summary>
internal sealed class RasaTracker : RecordLog
{
    /// <inheritdoc/>
    public override string Name => "rasa";

    /// <inheritdoc/>
    public override string? DefaultChannel => null;

    /// <inheritdoc/>
    public override bool Recognises(string head) =>
        JsonPaths.Of(head, "sender_id", "event", "timestamp") is { } paths
        && (
            paths.HasRecords(Lists, "sender_id", "events/event", "events/timestamp")
            || paths.HasRecords(Lists, "sender_id", "event", "timestamp")
        );

    /// <inheritdoc/>
    protected override void Take(JsonElement record, RecordSink sink)
    {
        var sender = JsonText.Of(record, "sender_id");
        var events = JsonText.Get(record, "events");
        if (events.ValueKind != JsonValueKind.Array)
        {
            TakeEvent(record, sender, JsonText.Of(record, "input_channel"), sink);
            return;
        }
        // The bot answers on the channel on which the user last wrote.
        var channel = JsonText.Of(record, "latest_input_channel");
        foreach (var one in events.EnumerateArray())
        {
            sink.Record = one;
            channel = JsonText.Of(one, "input_channel") ?? channel;
            TakeEvent(one, sender, channel, sink);
        }
    }

    private static void TakeEvent(JsonElement one, string? sender, string? channel, RecordSink sink)
    {
        var kind = JsonText.Of(one, "event");
        if (kind is not ("user" or "bot"))
        {
            sink.CountSystem();
            return;
        }
        sink.Accept(
            new FoundMessage
            {
                Time = JsonText.Of(one, "timestamp"),
                Direction = kind == "user" ? Direction.In : Direction.Out,
                Contact = sender,
                Channel = channel,
                Category = ProviderWords.Inner(JsonText.Get(one, "parse_data"), "intent", "name"),
                Id = JsonText.Of(one, "message_id"),
                Body = JsonText.Of(one, "text"),
            }
        );
    }
}
