using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Zendesk's JSON export: a ticket a line (or a list of tickets) with its comments. A public comment of the requester
/// or of someone copied in is the customer's, any other public comment the company's; private notes and calls are no
/// messages. The channel is that of the comment, else of the ticket.
/// </summary>
internal sealed class ZendeskTickets : RecordLog
{
    /// <inheritdoc/>
    public override string Name => "zendesk";

    /// <inheritdoc/>
    public override string? DefaultChannel => null;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Lists { get; } = ["tickets"];

    /// <inheritdoc/>
    public override bool Recognises(string head) =>
        JsonPaths.Of(head, "requester_id", "comments", "author_id") is { } paths
        && paths.HasRecords(
            Lists,
            "requester_id",
            "comments/author_id",
            "comments/public",
            "comments/created_at"
        );

    /// <inheritdoc/>
    protected override void Take(JsonElement record, RecordSink sink)
    {
        var requester = JsonText.Of(record, "requester_id");
        var copied = Others(record, "collaborator_ids").Concat(Others(record, "email_cc_ids"));
        var customers = copied.Append(requester).ToHashSet(StringComparer.Ordinal);
        customers.Remove(JsonText.Of(record, "assignee_id"));
        var channel = ProviderWords.Inner(record, "via", "channel");
        foreach (var comment in JsonText.Each(JsonText.Get(record, "comments")))
        {
            sink.Record = comment;
            var author = JsonText.Of(comment, "author_id");
            var by = ProviderWords.Inner(comment, "via", "channel") ?? channel;
            if (!ProviderWords.Is(comment, "public") || ChannelWords.IsCall(by))
            {
                sink.CountSystem();
                continue;
            }
            var isCustomer = customers.Contains(author);
            sink.Accept(
                new FoundMessage
                {
                    Time = JsonText.Of(comment, "created_at"),
                    Direction = isCustomer ? Direction.In : Direction.Out,
                    Contact = isCustomer ? author : requester,
                    Channel = by,
                    Account = JsonText.Of(record, "recipient"),
                    Category = JsonText.Of(record, "type"),
                    Id = JsonText.Of(comment, "id"),
                    Body = JsonText.Of(comment, "plain_body") ?? JsonText.Of(comment, "body"),
                }
            );
        }
    }

    private static IEnumerable<string?> Others(JsonElement record, string property) =>
        JsonText.Each(JsonText.Get(record, property)).Select(JsonText.Of);
}
