using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Finds the records in webhook bodies: messages, statuses, echoes of what was sent from the phone app, the history
/// handed over when a phone app joins, errors. A body without any (a template was approved) is one system record.
/// </summary>
internal sealed class WhatsAppCloudBodies(RecordSink records)
{
    private static readonly string[] Lists =
    [
        "entry",
        "changes",
        "messages",
        "statuses",
        "message_echoes",
        "history",
        "errors",
        "calls",
    ];

    private readonly WhatsAppCloudMessages _messages = new(records);
    private readonly WhatsAppCloudCounts _counts = new(records);
    private long _before;

    /// <summary>Whether a property of a body is a list of records, or leads to them.</summary>
    public static bool IsList(string name) => Lists.Contains(name, StringComparer.Ordinal);

    /// <summary>A body as a whole, or a record without one.</summary>
    public void Take(JsonElement body)
    {
        BeginDocument();
        if (body.ValueKind != JsonValueKind.Object)
        {
            records.Reject(RejectionReason.UnknownRecord, body);
            return;
        }
        if (IsRecord(body))
        {
            _messages.Message(body, customer: null);
            return;
        }
        var known = Value(body);
        foreach (var part in body.EnumerateObject())
        {
            if (part.Value.ValueKind == JsonValueKind.Object && IsBody(part.Value))
                known |= Value(part.Value);
        }
        known |= _counts.Take(body);
        if (records.Records > _before)
            return;
        if (known)
            records.CountSystem();
        else
            records.Reject(RejectionReason.UnknownRecord, body);
    }

    /// <summary>Starts a document that is handed over in parts.</summary>
    public void BeginDocument()
    {
        _before = records.Records;
        _messages.Begin();
    }

    /// <summary>An object in a document: what it says of the account, or a body under a name.</summary>
    public void Part(string name, JsonElement part)
    {
        if (name == "metadata")
            _messages.Account = WhatsAppCloudMessages.Phone(JsonText.Of(part, "display_phone_number"));
        else if (IsBody(part))
            SystemIfNone(() => Value(part));
    }

    /// <summary>An element of one of a document's lists.</summary>
    public void Item(string list, JsonElement item)
    {
        switch (list)
        {
            case "entry":
                SystemIfNone(() => Entry(item));
                break;
            case "changes":
                SystemIfNone(() => Change(item));
                break;
            case "messages":
                _messages.Message(item, customer: null);
                break;
            case "statuses":
                _messages.Status(item);
                break;
            case "message_echoes":
                _messages.Echo(item);
                break;
            case "history":
                SystemIfNone(() => History(item));
                break;
            default:
                records.CountSystem();
                break;
        }
    }

    /// <summary>Ends a document that was handed over in parts.</summary>
    public void EndDocument()
    {
        if (records.Records == _before)
            records.CountSystem();
    }

    /// <inheritdoc cref="WhatsAppCloudCounts.RefuseIfOnlyTooLong"/>
    public void RefuseIfOnlyTooLong() => _counts.RefuseIfOnlyTooLong();

    private static bool IsRecord(JsonElement body) =>
        JsonText.Get(body, "_vnd").ValueKind == JsonValueKind.Object
        && JsonText.Get(body, "timestamp").ValueKind != JsonValueKind.Undefined;

    private static bool IsBody(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object
        && Lists.Any(list => JsonText.Get(part, list).ValueKind == JsonValueKind.Array);

    private void SystemIfNone(Action take)
    {
        var before = records.Records;
        take();
        if (records.Records == before)
            records.CountSystem();
    }

    private void Entry(JsonElement entry)
    {
        foreach (var change in JsonText.Each(JsonText.Get(entry, "changes")))
            SystemIfNone(() => Change(change));
    }

    private void Change(JsonElement change)
    {
        _messages.Begin();
        Value(JsonText.Get(change, "value"));
    }

    /// <summary>What is inside a change, or a body that begins with it; false where it has none of the lists.</summary>
    private bool Value(JsonElement value)
    {
        if (!IsBody(value))
            return false;
        _messages.Enter(value);
        foreach (var list in Lists)
        {
            foreach (var item in JsonText.Each(JsonText.Get(value, list)))
                Item(list, item);
        }
        return true;
    }

    /// <summary>Threads named by the customer's number, each with messages of both sides.</summary>
    private void History(JsonElement history)
    {
        foreach (var thread in JsonText.Each(JsonText.Get(history, "threads")))
        {
            foreach (var message in JsonText.Each(JsonText.Get(thread, "messages")))
                _messages.Message(message, customer: JsonText.Of(thread, "id"));
        }
        foreach (var _ in JsonText.Each(JsonText.Get(history, "errors")))
            records.CountSystem();
    }
}
