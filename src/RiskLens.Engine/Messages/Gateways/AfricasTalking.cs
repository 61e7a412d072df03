using System.Text.Json;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Africa's Talking: messages received, from its webhooks (a body a line) or its list of messages. Its delivery
/// reports and its answers to a sending carry no time, so a file of nothing else is refused, and such a record among
/// others is a rejection.
/// </summary>
internal sealed class AfricasTalking : RecordLog
{
    private const string Sendings = "SMSMessageData/Recipients";

    /// <inheritdoc/>
    public override string Name => "africas-talking";

    /// <inheritdoc/>
    public override string? DefaultChannel => "sms";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Lists { get; } = ["SMSMessageData/Messages"];

    /// <inheritdoc/>
    public override bool Recognises(string head) => HoldsMessages(head) || HoldsReports(head);

    /// <inheritdoc/>
    public override LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    ) =>
        HoldsMessages(LogHead.Of(source).Text)
            ? base.Read(source, context, sink, bytesRead, cancellationToken)
            : throw new RiskLensException(
                "These delivery reports of Africa's Talking carry no time.",
                "Give a log of your own system that notes when each message was sent, or the messages received."
            );

    /// <inheritdoc/>
    protected override void Take(JsonElement record, RecordSink sink)
    {
        var report = JsonText.Of(record, "phoneNumber");
        sink.Accept(
            new FoundMessage
            {
                Time = JsonText.Of(record, "date"),
                Direction = report is null ? Direction.In : Direction.Out,
                Contact = report ?? JsonText.Of(record, "from"),
                Account = JsonText.Of(record, "to"),
                Id = JsonText.Of(record, "id"),
                Counting = Counting.OncePerId,
                Body = JsonText.Of(record, "text"),
                Failed = ProviderWords.IsFailure(JsonText.Of(record, "status")),
            }
        );
    }

    private bool HoldsMessages(string head) =>
        JsonPaths.Of(head, "linkId", "date") is { } paths
        && paths.HasRecords(Lists, "linkId", "date", "from", "to", "text", "id");

    private bool HoldsReports(string head) =>
        IsForm(head)
        || JsonPaths.Of(head, "phoneNumber", "networkCode")?.HasRecords(Lists, "id", "status", "phoneNumber")
            == true
        || JsonPaths.Of(head, "SMSMessageData")?.HasRecords([Sendings], "messageId", "number", "cost")
            == true;

    /// <summary>The same report as the webhook sends it: id=...&amp;status=...&amp;phoneNumber=...</summary>
    private static bool IsForm(string head)
    {
        var end = head.IndexOf('\n', StringComparison.Ordinal);
        var line = end < 0 ? head : head[..end];
        return line.Contains("phoneNumber=", StringComparison.Ordinal)
            && line.Contains("networkCode=", StringComparison.Ordinal)
            && line.Contains("status=", StringComparison.Ordinal)
            && !line.Contains('"', StringComparison.Ordinal);
    }
}
